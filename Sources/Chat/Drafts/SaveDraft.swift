internal import Database
internal import Wire

/// Keeps what somebody has begun to write, so that their other devices have it too. An empty one is no draft any more.
struct SaveDraft: Sendable {
    let draft: Draft
    let access: Access
    /// The caller's own WebSocket, which knows already.
    let connectionID: String
    let services: Services

    /// `nil` when nothing is kept.
    func run(in tx: Transaction<ReadWrite>) throws -> Draft? {
        let place = try access.channel(draft.channel, to: .createPost, in: tx)
        guard place.channel.deleteAt == 0 else { throw APIError.channelArchivedForDrafts }
        try Draft.check(draft)
        guard !draft.message.isEmpty || !draft.fileIDs.isEmpty else {
            let gone = try tx.drafts.remove(of: access.user, in: draft.channel, root: draft.root)
            if let gone { tx.tell(.draftDeleted(gone, omitting: connectionID)) }
            return nil
        }
        var saved = try tx.drafts.save(draft)
        try saved.addFiles(tx)
        tx.tell(.draftCreated(saved, omitting: connectionID))
        return saved
    }
}

extension Draft {
    /// What the columns hold, in characters (facts: schema.md).
    private static let messageLength = 16_383
    private static let propsLength = 8_000
    private static let fileCount = 10
    private static let priorityLength = 300

    /// As clients send it.
    init(_ fields: JSONFields, by user: ID<User>) throws {
        self.init(user: user, channel: ID(try fields.string("channel_id") ?? ""))
        root = ID(try fields.string("root_id") ?? "")
        message = try fields.string("message") ?? ""
        type = String((try fields.string("type") ?? "").prefix(26))
        props = JSONText(try fields.object("props") ?? JSONObject())
        fileIDs = try fields.strings("file_ids") ?? []
        priority = JSONText(try fields.object("priority") ?? JSONObject())
    }

    /// Refuses what the columns do not hold.
    static func check(_ draft: Draft) throws {
        guard draft.message.unicodeScalars.count <= messageLength else { throw APIError.draftTooLong }
        guard draft.root.raw.isEmpty || draft.root.isWellFormed else { throw APIError.draftRootInvalid }
        guard draft.props.raw.unicodeScalars.count <= propsLength else { throw APIError.draftPropsTooLong }
        guard draft.fileIDs.count <= fileCount, draft.fileIDs.allSatisfy({ ID<FileInfo>($0).isWellFormed }) else {
            throw APIError.draftTooManyFiles
        }
        guard draft.priority.raw.unicodeScalars.count <= priorityLength else { throw APIError.draftPriorityTooLong }
    }

    /// Shows the files of the draft: the author's own uploads, in the order in which they were named.
    mutating func addFiles<A>(_ tx: Transaction<A>) throws {
        var drafts = [self]
        try Draft.addFiles(to: &drafts, tx)
        self = drafts[0]
    }

    /// The same for many, with one query, and none where there are no files.
    static func addFiles<A>(to drafts: inout [Draft], _ tx: Transaction<A>) throws {
        let ids = Set(drafts.flatMap(\.fileIDs))
        let found = ids.isEmpty ? [:] : Dictionary(try tx.files.find(Array(ids)).map { ($0.id, $0) }) { first, _ in first }
        for index in drafts.indices {
            drafts[index].files = drafts[index].fileIDs.compactMap { found[$0] }.filter { $0.user == drafts[index].user }
        }
    }
}

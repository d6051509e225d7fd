internal import Wire

/// What a client sends to say something. Fields that only the server decides are not read at all.
struct PostDraft: Sendable {
    var id = ""
    var channel: ID<Channel>
    /// The message that this answers; empty for a new thread.
    var root = ID<Post>("")
    var message = ""
    var type = ""
    var props = JSONObject()
    var fileIDs: [String] = []
    /// The client's own name for the message: sent twice, it is written once.
    var pendingID = ""
    /// Counts for those who may manage the system.
    var createAt: Int64 = 0
    var editAt: Int64 = 0
    var isPinned = false
    var priority: PostPriority?

    init(channel: ID<Channel>, message: String) {
        self.channel = channel
        self.message = message
    }

    /// A body that is `null` is an empty draft, as for the recorded server; a wrong type anywhere names the whole `post`.
    init(_ body: JSONValue) throws {
        guard !body.isNull else { self.init(channel: ID(""), message: ""); return }
        do {
            try self.init(fields: JSONFields(body))
        } catch is JSONFields.Mismatch {
            throw APIError.invalidParameter("post")
        }
    }

    private init(fields: JSONFields) throws {
        id = try fields.string("id") ?? ""
        channel = ID(try fields.string("channel_id") ?? "")
        root = ID(try fields.string("root_id") ?? "")
        message = try fields.string("message") ?? ""
        type = try fields.string("type") ?? ""
        props = try fields.object("props") ?? JSONObject()
        fileIDs = try fields.strings("file_ids") ?? []
        pendingID = try fields.string("pending_post_id") ?? ""
        createAt = try fields.integer("create_at") ?? 0
        editAt = try fields.integer("edit_at") ?? 0
        isPinned = try fields.bool("is_pinned") ?? false
        priority = try fields.fields("metadata")?.fields("priority").map { try PostPriority($0) }
    }
}

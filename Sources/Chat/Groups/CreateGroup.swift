internal import Database
internal import Wire

/// What a new group is to be.
struct GroupDraft: Sendable {
    let name: String
    let displayName: String
    let description: String
    let members: [ID<User>]

    init(_ fields: JSONFields) throws {
        guard try fields.string("source") == "custom" else { throw APIError.groupSourceForeign }
        guard try fields.bool("allow_reference") == true else { throw APIError.groupNeedsReference }
        if let remote = try fields.string("remote_id"), !remote.isEmpty { throw APIError.groupHasRemoteID }
        name = try fields.string("name") ?? ""
        displayName = try fields.string("display_name") ?? ""
        description = try fields.string("description") ?? ""
        members = try GroupRules.people(fields.strings("user_ids") ?? [])
    }
}

/// What a group may be called.
enum GroupRules {
    static let mostPeopleAtOnce = 1_000

    static func check(_ group: Group) throws {
        guard (1...64).contains(group.name.utf8.count) else { throw APIError.invalidGroup("name.invalid_length") }
        guard group.name.utf8.allSatisfy(isInName), !["channel", "all", "here"].contains(group.name) else {
            throw APIError.invalidGroup("name.invalid_chars")
        }
        guard (1...128).contains(group.displayName.count) else { throw APIError.invalidGroup("display_name") }
        guard group.description.count <= 1024 else { throw APIError.invalidGroup("description") }
        if [group.displayName, group.description].contains(where: { $0.utf8.contains(0) }) { throw APIError.invalidParameter("group") }
    }

    /// Each once, in the order of their ids, so that two that write the same people never wait for one another.
    static func people(_ ids: [String]) throws -> [ID<User>] {
        guard ids.count <= mostPeopleAtOnce, ids.allSatisfy({ ID<User>($0).isWellFormed }) else {
            throw APIError.invalidParameter("user_ids")
        }
        return Set(ids).sorted().map { ID($0) }
    }

    private static func isInName(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
    }
}

/// Makes a group of people whom messages can call together.
struct CreateGroup {
    let draft: GroupDraft
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Group {
        var group = Group(id: services.newID(), name: draft.name, displayName: draft.displayName)
        group.description = draft.description
        group.createAt = services.now()
        group.updateAt = group.createAt
        try GroupRules.check(group)
        if try tx.groups.isTaken(name: group.name) { throw APIError.groupNameTaken }
        // One name must not call a person and a group.
        if try tx.users.isTaken(username: group.name) { throw APIError.groupNameIsUsername }
        guard try tx.users.find(draft.members).count == draft.members.count else { throw APIError.userNotFound }
        try tx.groups.insert(group)
        let members = try tx.groups.add(draft.members, to: group.id, at: group.createAt)
        group.memberCount = try tx.groups.memberCount(of: group.id)
        tx.tell(.groupReceived(group))
        for member in members { tx.tell(.groupMemberAdded(member)) }
        return group
    }
}

extension Services {
    /// A write that may meet a name that another group took in the same moment: told as if that had been first.
    func writeGroup<T: Sendable>(
        file: StaticString = #fileID, function: StaticString = #function,
        _ body: @Sendable @escaping (Transaction<ReadWrite>) throws -> T
    ) async throws -> T {
        do { return try await db.write(file: file, function: function, body) } catch DatabaseError.uniqueViolation {
            throw APIError.groupNameTaken
        }
    }
}

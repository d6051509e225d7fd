internal import Database
internal import Wire

/// What a group is to become; what is not said stays.
struct GroupPatch: Sendable {
    let name: String?
    let displayName: String?
    let description: String?
    let allowsReference: Bool?

    init(_ fields: JSONFields) throws {
        name = try fields.string("name")
        displayName = try fields.string("display_name")
        description = try fields.string("description")
        allowsReference = try fields.bool("allow_reference")
    }
}

/// Changes a group, deletes it, or brings it back. A deleted group keeps its members and its name.
struct ChangeGroup {
    let place: AccessibleGroup
    let services: Services

    func patch(_ patch: GroupPatch, in tx: Transaction<ReadWrite>) throws -> Group {
        guard patch.allowsReference != false else { throw APIError.groupNeedsReference }
        var group = place.group
        if let name = patch.name { group.name = name }
        if let displayName = patch.displayName { group.displayName = displayName }
        if let description = patch.description { group.description = description }
        try GroupRules.check(group)
        if group.name != place.group.name {
            if try tx.groups.isTaken(name: group.name) { throw APIError.groupNameTaken }
            if try tx.users.isTaken(username: group.name) { throw APIError.groupNameIsUsername }
        }
        return try store(group, in: tx)
    }

    func delete(in tx: Transaction<ReadWrite>) throws {
        guard place.group.deleteAt == 0 else { throw APIError.groupNotFound }
        var group = place.group
        group.deleteAt = services.now()
        _ = try store(group, in: tx)
    }

    func restore(in tx: Transaction<ReadWrite>) throws {
        guard place.group.deleteAt != 0 else { throw APIError.groupNotFound }
        var group = place.group
        group.deleteAt = 0
        _ = try store(group, in: tx)
    }

    private func store(_ changed: Group, in tx: Transaction<ReadWrite>) throws -> Group {
        var group = changed
        group.updateAt = services.now()
        try tx.groups.update(group)
        group.memberCount = try tx.groups.memberCount(of: group.id)
        tx.tell(.groupReceived(group))
        return group
    }
}

/// Brings people into a group and takes them out.
struct ChangeGroupMembers {
    let place: AccessibleGroup
    let users: [ID<User>]
    let services: Services

    func add(in tx: Transaction<ReadWrite>) throws -> [GroupMember] {
        guard place.group.deleteAt == 0 else { throw APIError.groupNotFound }
        guard try tx.users.find(users).count == users.count else { throw APIError.userNotFound }
        let members = try tx.groups.add(users, to: place.group.id, at: services.now())
        for member in members { tx.tell(.groupMemberAdded(member)) }
        try tellCount(in: tx)
        return members
    }

    func remove(in tx: Transaction<ReadWrite>) throws -> [GroupMember] {
        guard place.group.deleteAt == 0 else { throw APIError.groupNotFound }
        let members = try tx.groups.remove(users, from: place.group.id, at: services.now())
        guard members.count == users.count else { throw APIError.groupNotFound }
        for member in members { tx.tell(.groupMemberRemoved(member)) }
        try tellCount(in: tx)
        return members
    }

    /// Everybody's list shows how many are in.
    private func tellCount(in tx: Transaction<ReadWrite>) throws {
        var group = place.group
        group.memberCount = try tx.groups.memberCount(of: group.id)
        tx.tell(.groupReceived(group))
    }
}

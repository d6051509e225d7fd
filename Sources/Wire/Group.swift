/// A named set of people that messages can call by one name.
public struct Group: Sendable, Hashable, JSONWritable {
    public var id: ID<Group>
    public var name: String
    public var displayName: String
    public var description = ""
    /// `custom` for what people made here; other sources were brought by a database that was taken over.
    public var source = "custom"
    /// Of a group that comes from elsewhere.
    public var remoteID: String?
    public var createAt: Int64 = 0
    public var updateAt: Int64 = 0
    public var deleteAt: Int64 = 0
    /// Whether messages may call it.
    public var allowsReference = true
    /// Whether memberships of teams or channels follow it.
    public var hasSyncables = false
    public var memberCount: Int64?
    public var channelMemberCount: Int64?
    public var channelTimezonesCount: Int64?
    public var memberIDs: [ID<User>]?
    /// In lists of one team or channel: whether its members administer the place.
    public var isSchemeAdmin: Bool?

    public init(id: ID<Group>, name: String, displayName: String) {
        self.id = id
        self.name = name
        self.displayName = displayName
    }

    public var isCustom: Bool { source == "custom" }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("name", ifNotEmpty: name)
            json.field("display_name", displayName)
            json.field("description", description)
            json.field("source", source)
            json.field("remote_id", orNull: remoteID)
            json.field("create_at", createAt)
            json.field("update_at", updateAt)
            json.field("delete_at", deleteAt)
            json.field("has_syncables", hasSyncables)
            json.field("member_count", ifPresent: memberCount)
            json.field("allow_reference", allowsReference)
            json.field("channel_member_count", ifPresent: channelMemberCount)
            json.field("channel_member_timezones_count", ifPresent: channelTimezonesCount)
            json.field("member_ids", orNull: memberIDs)
            json.field("scheme_admin", ifPresent: isSchemeAdmin)
        }
    }
}

/// Somebody in a group.
public struct GroupMember: Sendable, Hashable, JSONWritable {
    public let group: ID<Group>
    public let user: ID<User>
    public let createAt: Int64
    public let deleteAt: Int64

    public init(group: ID<Group>, user: ID<User>, createAt: Int64, deleteAt: Int64) {
        (self.group, self.user, self.createAt, self.deleteAt) = (group, user, createAt, deleteAt)
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("group_id", group)
            json.field("user_id", user)
            json.field("create_at", createAt)
            json.field("delete_at", deleteAt)
        }
    }
}

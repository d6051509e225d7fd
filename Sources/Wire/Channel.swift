/// A channel as stored and as sent.
public struct Channel: Sendable, Hashable, JSONWritable {
    public enum Kind: String, Sendable {
        case open = "O", `private` = "P", direct = "D", group = "G"
        public var isConversation: Bool { self == .direct || self == .group }
    }

    public var id: ID<Channel>
    public var createAt: Int64 = 0
    public var updateAt: Int64 = 0
    public var deleteAt: Int64 = 0
    /// Empty for direct and group messages.
    public var team: ID<Team>
    public var type: Kind
    public var displayName: String
    public var name: String
    public var header = ""
    public var purpose = ""
    public var lastPostAt: Int64 = 0
    public var totalMsgCount: Int64 = 0
    public var extraUpdateAt: Int64 = 0
    public var creatorID = ""
    public var schemeID: String?
    /// The scheme that decides its members' roles instead of the team's; clients may have stored an empty one.
    public var ownScheme: String? { schemeID.flatMap { $0.isEmpty ? nil : $0 } }
    public var groupConstrained: Bool?
    public var isShared: Bool?
    public var totalMsgCountRoot: Int64 = 0
    public var lastRootPostAt: Int64 = 0
    public var bannerInfo: JSONText?
    public var defaultCategoryName = ""
    public var autotranslation = false

    public init(id: ID<Channel>, team: ID<Team>, type: Kind, name: String, displayName: String) {
        self.id = id
        self.team = team
        self.type = type
        self.name = name
        self.displayName = displayName
    }

    public func write(to json: inout JSONWriter) { json.object { fields(to: &$0) } }

    /// The members without braces, for shapes that add to a channel.
    public func fields(to json: inout JSONWriter) {
        json.field("id", id)
        json.field("create_at", createAt)
        json.field("update_at", updateAt)
        json.field("delete_at", deleteAt)
        json.field("team_id", team)
        json.field("type", type.rawValue)
        json.field("display_name", displayName)
        json.field("name", name)
        json.field("header", header)
        json.field("purpose", purpose)
        json.field("last_post_at", lastPostAt)
        json.field("total_msg_count", totalMsgCount)
        json.field("extra_update_at", extraUpdateAt)
        json.field("creator_id", creatorID)
        json.field("scheme_id", orNull: schemeID)
        json.key("props")
        json.null()
        json.field("group_constrained", orNull: groupConstrained)
        json.field("autotranslation", autotranslation)
        json.field("shared", orNull: isShared)
        json.field("total_msg_count_root", totalMsgCountRoot)
        json.key("policy_id")
        json.null()
        json.field("last_root_post_at", lastRootPostAt)
        json.field("banner_info", orNull: bannerInfo)
        json.field("policy_enforced", false)
        json.field("policy_is_active", false)
        json.field("default_category_name", defaultCategoryName)
    }
}

/// Somebody's membership in a channel, with their counters. `roles` is the effective list.
public struct ChannelMember: Sendable, Hashable, JSONWritable {
    public var channel: ID<Channel>
    public var user: ID<User>
    public var roles: String
    public var explicitRoles: String
    public var lastViewedAt: Int64 = 0
    public var msgCount: Int64 = 0
    public var mentionCount: Int64 = 0
    public var mentionCountRoot: Int64 = 0
    public var urgentMentionCount: Int64 = 0
    public var msgCountRoot: Int64 = 0
    public var notifyProps = JSONText.empty
    public var lastUpdateAt: Int64 = 0
    public var isGuest = false
    public var isUser = true
    public var isAdmin = false
    public var autotranslationDisabled = false

    public init(channel: ID<Channel>, user: ID<User>, roles: String, explicitRoles: String) {
        self.channel = channel
        self.user = user
        self.roles = roles
        self.explicitRoles = explicitRoles
    }

    public func write(to json: inout JSONWriter) { json.object { fields(to: &$0) } }

    /// The members without braces, for shapes that add to a membership.
    public func fields(to json: inout JSONWriter) {
        json.field("channel_id", channel)
        json.field("user_id", user)
        json.field("roles", roles)
        json.field("last_viewed_at", lastViewedAt)
        json.field("msg_count", msgCount)
        json.field("mention_count", mentionCount)
        json.field("mention_count_root", mentionCountRoot)
        json.field("urgent_mention_count", urgentMentionCount)
        json.field("msg_count_root", msgCountRoot)
        json.field("notify_props", notifyProps)
        json.field("last_update_at", lastUpdateAt)
        json.field("scheme_guest", isGuest)
        json.field("scheme_user", isUser)
        json.field("scheme_admin", isAdmin)
        json.field("explicit_roles", explicitRoles)
        json.field("autotranslation_disabled", autotranslationDisabled)
    }
}

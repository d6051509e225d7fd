/// A team as stored and as sent; `email` and `inviteID` are blanked for those who may not see them.
public struct Team: Sendable, Hashable, JSONWritable {
    public enum Kind: String, Sendable { case open = "O", invite = "I" }

    public var id: ID<Team>
    public var createAt: Int64 = 0
    public var updateAt: Int64 = 0
    public var deleteAt: Int64 = 0
    public var displayName: String
    public var name: String
    public var description = ""
    public var email = ""
    public var type = Kind.open
    public var companyName = ""
    public var allowedDomains = ""
    public var inviteID = ""
    public var schemeID: String?
    /// The scheme that decides its members' roles; clients may have stored an empty one.
    public var ownScheme: String? { schemeID.flatMap { $0.isEmpty ? nil : $0 } }
    public var allowOpenInvite = false
    public var lastTeamIconUpdate: Int64 = 0
    public var groupConstrained: Bool?
    public var cloudLimitsArchived = false

    public init(id: ID<Team>, name: String, displayName: String) {
        self.id = id
        self.name = name
        self.displayName = displayName
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("create_at", createAt)
            json.field("update_at", updateAt)
            json.field("delete_at", deleteAt)
            json.field("display_name", displayName)
            json.field("name", name)
            json.field("description", description)
            json.field("email", email)
            json.field("type", type.rawValue)
            json.field("company_name", companyName)
            json.field("allowed_domains", allowedDomains)
            json.field("invite_id", inviteID)
            json.field("allow_open_invite", allowOpenInvite)
            json.field("last_team_icon_update", ifNotZero: lastTeamIconUpdate)
            json.field("scheme_id", orNull: schemeID)
            json.field("group_constrained", orNull: groupConstrained)
            json.key("policy_id")
            json.null()
            json.field("cloud_limits_archived", cloudLimitsArchived)
        }
    }
}

/// Somebody's membership in a team. `roles` is the effective list, `explicitRoles` what the row holds beyond the flags.
public struct TeamMember: Sendable, Hashable, JSONWritable {
    public var team: ID<Team>
    public var user: ID<User>
    public var roles: String
    public var explicitRoles: String
    public var deleteAt: Int64
    public var isGuest: Bool
    public var isUser: Bool
    public var isAdmin: Bool

    public init(
        team: ID<Team>, user: ID<User>, roles: String, explicitRoles: String, deleteAt: Int64, isGuest: Bool, isUser: Bool, isAdmin: Bool
    ) {
        self.team = team
        self.user = user
        self.roles = roles
        self.explicitRoles = explicitRoles
        self.deleteAt = deleteAt
        self.isGuest = isGuest
        self.isUser = isUser
        self.isAdmin = isAdmin
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("team_id", team)
            json.field("user_id", user)
            json.field("roles", roles)
            json.field("delete_at", deleteAt)
            json.field("scheme_guest", isGuest)
            json.field("scheme_user", isUser)
            json.field("scheme_admin", isAdmin)
            json.field("explicit_roles", explicitRoles)
        }
    }
}

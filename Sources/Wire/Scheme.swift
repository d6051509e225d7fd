/// A named set of roles that stands in for the built-in ones in some teams or channels.
public struct Scheme: Sendable, Hashable, JSONWritable {
    public enum Scope: String, Sendable { case team, channel, playbook, run }

    public var id: ID<Scheme>
    public var name: String
    public var displayName: String
    public var description: String
    public var createAt: Int64 = 0
    public var updateAt: Int64 = 0
    public var deleteAt: Int64 = 0
    public var scope: Scope
    public var teamAdminRole = ""
    public var teamUserRole = ""
    public var channelAdminRole = ""
    public var channelUserRole = ""
    public var teamGuestRole = ""
    public var channelGuestRole = ""
    public var playbookAdminRole = ""
    public var playbookMemberRole = ""
    public var runAdminRole = ""
    public var runMemberRole = ""

    public init(id: ID<Scheme>, name: String, displayName: String, description: String, scope: Scope) {
        self.id = id
        self.name = name
        self.displayName = displayName
        self.description = description
        self.scope = scope
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("name", name)
            json.field("display_name", displayName)
            json.field("description", description)
            json.field("create_at", createAt)
            json.field("update_at", updateAt)
            json.field("delete_at", deleteAt)
            json.field("scope", scope.rawValue)
            json.field("default_team_admin_role", teamAdminRole)
            json.field("default_team_user_role", teamUserRole)
            json.field("default_channel_admin_role", channelAdminRole)
            json.field("default_channel_user_role", channelUserRole)
            json.field("default_team_guest_role", teamGuestRole)
            json.field("default_channel_guest_role", channelGuestRole)
            json.field("default_playbook_admin_role", playbookAdminRole)
            json.field("default_playbook_member_role", playbookMemberRole)
            json.field("default_run_admin_role", runAdminRole)
            json.field("default_run_member_role", runMemberRole)
        }
    }
}

internal import Database
internal import Wire

/// Which accounts a list is of. What is not set does not narrow it.
struct UserFilter: Sendable {
    var inTeam: ID<Team>?
    var notInTeam: ID<Team>?
    var inChannel: ID<Channel>?
    var notInChannel: ID<Channel>?
    var inGroup: ID<Group>?
    var notInGroup: ID<Group>?
    var withoutTeam = false
    /// Whether only active (or only deactivated) accounts count.
    var isActive: Bool?
    var withoutBots = false
    /// One role that the account must have; the lists below ask for any of theirs.
    var role = ""
    var roles: [String] = []
    var teamRoles: [String] = []
    var channelRoles: [String] = []
    /// A guest sees only people whom they share a channel with.
    var seenBy: ID<User>?
    var term = ""
    /// What a term is looked for in, besides usernames and nicknames.
    var searchesEmails = false
    var searchesFullNames = false

    var source: SQL {
        var source: SQL = "users u LEFT JOIN bots b ON b.userid = u.id"
        if let inTeam { source += " JOIN teammembers tm ON tm.userid = u.id AND tm.teamid = \(inTeam) AND tm.deleteat = 0" }
        if let inChannel { source += " JOIN channelmembers cm ON cm.userid = u.id AND cm.channelid = \(inChannel)" }
        if let inGroup { source += " JOIN groupmembers gm ON gm.userid = u.id AND gm.groupid = \(inGroup) AND gm.deleteat = 0" }
        return source
    }

    var condition: SQL {
        var all: [SQL] = ["1 = 1"]
        if let isActive { all.append(isActive ? "u.deleteat = 0" : "u.deleteat <> 0") }
        if withoutBots { all.append("b.userid IS NULL") }
        if let seenBy {
            all.append(
                """
                (u.id = \(seenBy) OR EXISTS (SELECT 1 FROM channelmembers mine JOIN channelmembers theirs
                    ON theirs.channelid = mine.channelid WHERE mine.userid = \(seenBy) AND theirs.userid = u.id))
                """)
        }
        all += absences + words
        if !role.isEmpty { all.append(Self.has(role)) }
        let any = roleChoices
        if !any.isEmpty { all.append("(\(any.joined(by: " OR ")))") }
        return all.joined(by: " AND ")
    }

    private var absences: [SQL] {
        var all: [SQL] = []
        if let notInTeam {
            all.append("NOT EXISTS (SELECT 1 FROM teammembers x WHERE x.userid = u.id AND x.teamid = \(notInTeam) AND x.deleteat = 0)")
        }
        if let notInChannel {
            all.append("NOT EXISTS (SELECT 1 FROM channelmembers x WHERE x.userid = u.id AND x.channelid = \(notInChannel))")
        }
        if let notInGroup {
            all.append("NOT EXISTS (SELECT 1 FROM groupmembers x WHERE x.userid = u.id AND x.groupid = \(notInGroup) AND x.deleteat = 0)")
        }
        if withoutTeam { all.append("NOT EXISTS (SELECT 1 FROM teammembers x WHERE x.userid = u.id AND x.deleteat = 0)") }
        return all
    }

    /// Every word must begin one of the names.
    private var words: [SQL] {
        SearchWords(term).words.map { word in
            let start = LikePattern.beginning(String(word.drop { $0 == "@" }))
            var fields = [start.fits("lower(u.username)", "lower(u.nickname)")]
            if searchesFullNames { fields.append(start.fits("lower(u.firstname)", "lower(u.lastname)")) }
            if searchesEmails { fields.append(start.fits("lower(u.email)")) }
            return "(\(fields.joined(by: " OR ")))"
        }
    }

    private var roleChoices: [SQL] {
        var any: [SQL] = roles.map { $0 == "system_user" ? "u.roles = 'system_user'" : Self.has($0) }
        let isAdministrator = Self.has("system_admin")
        if inTeam != nil {
            for role in teamRoles {
                any += Self.membership(role, "team", flags: ("tm.schemeadmin", "tm.schemeuser", "tm.schemeguest"), isAdministrator)
            }
        }
        if inChannel != nil {
            for role in channelRoles {
                any += Self.membership(role, "channel", flags: ("cm.schemeadmin", "cm.schemeuser", "cm.schemeguest"), isAdministrator)
            }
        }
        return any
    }

    /// System administrators are found as such, not by what they are in a team or channel.
    private static func membership(_ role: String, _ kind: String, flags: (admin: SQL, user: SQL, guest: SQL), _ isAdministrator: SQL)
        -> [SQL]
    {
        switch role {
        case kind + "_admin": ["(\(flags.admin) AND NOT \(isAdministrator))"]
        case kind + "_user": ["(\(flags.user) AND NOT COALESCE(\(flags.admin), FALSE) AND NOT \(isAdministrator))"]
        case kind + "_guest": ["(\(flags.guest))"]
        default: []
        }
    }

    private static func has(_ role: String) -> SQL {
        LikePattern.holding(" \(role) ").fits("(' ' || u.roles || ' ')")
    }

}

/// How a list of accounts is sorted; equal ones by name.
enum UserOrder: String, Sendable {
    case username, create_at, last_activity_at, status, admin

    var source: SQL {
        switch self {
        case .last_activity_at: " JOIN status s ON s.userid = u.id"
        case .status: " LEFT JOIN status s ON s.userid = u.id"
        default: ""
        }
    }

    var order: SQL {
        switch self {
        case .username: "u.username"
        case .create_at: "u.createat DESC, u.username"
        case .last_activity_at: "s.lastactivityat DESC, u.username"
        case .status:
            "CASE s.status WHEN 'online' THEN 1 WHEN 'away' THEN 2 WHEN 'dnd' THEN 3 ELSE 4 END, u.username"
        case .admin: "COALESCE(cm.schemeadmin, FALSE) DESC, u.username"
        }
    }
}

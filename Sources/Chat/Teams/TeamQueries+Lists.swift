internal import Database
internal import Wire

/// Which teams a list is about.
struct TeamFilter {
    /// Part of the name or of the display name, whatever the case; empty for all.
    var term = ""
    /// Only open ones, only the others, or both.
    var allowOpenInvite: Bool?
    var groupConstrained: Bool?

    fileprivate var condition: SQL {
        var conditions: [SQL] = ["TRUE"]
        if !term.isEmpty {
            conditions.append(LikePattern.holding(term.lowercased()).fits("LOWER(t.name)", "LOWER(t.displayname)"))
        }
        switch allowOpenInvite {
        case true?: conditions.append("t.allowopeninvite = TRUE")
        case false?: conditions.append("(t.allowopeninvite IS NULL OR t.allowopeninvite = FALSE)")
        case nil: break
        }
        switch groupConstrained {
        case true?: conditions.append("t.groupconstrained = TRUE")
        case false?: conditions.append("(t.groupconstrained IS NULL OR t.groupconstrained = FALSE)")
        case nil: break
        }
        return conditions.joined(by: " AND ")
    }
}

extension TeamQueries {
    func find(invite: String) throws -> Team? {
        try tx.first("SELECT \(Team.columns) FROM teams t WHERE t.inviteid = \(invite) AND t.inviteid <> ''") { Team(&$0) }
    }

    /// By display name, in the order of bytes; archived ones too.
    func page(of filter: TeamFilter, offset: Int64 = 0, limit: Int64) throws -> [Team] {
        try tx.rows(
            """
            SELECT \(Team.columns) FROM teams t WHERE \(filter.condition)
            ORDER BY t.displayname\(sqlite: "", postgres: " COLLATE \"C\""), t.id LIMIT \(limit) OFFSET \(offset)
            """
        ) { Team(&$0) }
    }

    func count(of filter: TeamFilter) throws -> Int64 { try tx.value("SELECT COUNT(*) FROM teams t WHERE \(filter.condition)") ?? 0 }

    /// How many teams are not archived.
    func countActive() throws -> Int64 { try tx.value("SELECT COUNT(*) FROM teams WHERE deleteat = 0") ?? 0 }

    /// The living teams that somebody is in.
    func all(of user: ID<User>) throws -> [Team] {
        try tx.rows(
            """
            SELECT \(Team.columns) FROM teams t JOIN teammembers tm ON tm.teamid = t.id
            WHERE tm.userid = \(user) AND tm.deleteat = 0 AND t.deleteat = 0 ORDER BY t.displayname, t.id
            """
        ) { Team(&$0) }
    }

    func all(ofScheme scheme: String, offset: Int64, limit: Int64) throws -> [Team] {
        try tx.rows(
            """
            SELECT \(Team.columns) FROM teams t WHERE t.schemeid = \(scheme) ORDER BY t.displayname, t.id LIMIT \(limit) OFFSET \(offset)
            """
        ) { Team(&$0) }
    }
}

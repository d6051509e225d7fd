internal import Database
internal import Wire

/// Which page of a team's members, in which order.
struct TeamMemberPage {
    let paging: Paging
    var isByUsername = false
    var leavesOutDeactivated = false
}

extension TeamMemberQueries {
    /// Everybody who is in the team now.
    func page(in team: ID<Team>, _ page: TeamMemberPage, _ book: RoleBook) throws -> [TeamMember] {
        var sql: SQL = "SELECT \(TeamMember.columns) FROM \(TeamMember.source)"
        if page.isByUsername || page.leavesOutDeactivated { sql += " JOIN users u ON u.id = tm.userid" }
        sql += " WHERE tm.teamid = \(team) AND tm.deleteat = 0"
        if page.leavesOutDeactivated { sql += " AND u.deleteat = 0" }
        sql += page.isByUsername ? " ORDER BY u.username" : " ORDER BY tm.userid"
        sql += " LIMIT \(page.paging.perPage) OFFSET \(page.paging.offset)"
        return try tx.rows(sql) { TeamMember(&$0, book) }
    }

    func find(_ users: [ID<User>], in team: ID<Team>, _ book: RoleBook) throws -> [TeamMember] {
        try tx.rows(
            """
            SELECT \(TeamMember.columns) FROM \(TeamMember.source)
            WHERE tm.teamid = \(team) AND tm.userid \(in: users) AND tm.deleteat = 0 ORDER BY tm.userid
            """
        ) { TeamMember(&$0, book) }
    }

    /// Somebody's memberships in living teams.
    func all(of user: ID<User>, _ book: RoleBook) throws -> [TeamMember] {
        try tx.rows(
            """
            SELECT \(TeamMember.columns) FROM \(TeamMember.source)
            WHERE tm.userid = \(user) AND tm.deleteat = 0 AND t.deleteat = 0 ORDER BY tm.teamid
            """
        ) { TeamMember(&$0, book) }
    }

    /// How many are in the team, and how many of their accounts are active.
    func stats(of team: ID<Team>) throws -> TeamStats {
        try tx.first(
            """
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN u.deleteat = 0 THEN 1 ELSE 0 END), 0)
            FROM teammembers tm JOIN users u ON u.id = tm.userid WHERE tm.teamid = \(team) AND tm.deleteat = 0
            """
        ) { TeamStats(team: team, total: $0.next(), active: $0.next()) } ?? TeamStats(team: team)
    }

    /// What waits unread for somebody in the channels of their teams, or of one; muted channels only count mentions.
    func unread(of user: ID<User>, in team: ID<Team>?, withThreads: Bool) throws -> [TeamUnread] {
        var sql: SQL = """
            SELECT c.teamid, c.totalmsgcount - cm.msgcount, c.totalmsgcountroot - cm.msgcountroot, cm.mentioncount, cm.mentioncountroot,
                cm.notifyprops ->> 'mark_unread'
            FROM channelmembers cm JOIN channels c ON c.id = cm.channelid
            JOIN teammembers tm ON tm.teamid = c.teamid AND tm.userid = cm.userid AND tm.deleteat = 0
            WHERE cm.userid = \(user) AND c.deleteat = 0 AND c.teamid <> ''
            """
        if let team { sql += " AND c.teamid = \(team)" }
        var order: [ID<Team>] = [], sums: [ID<Team>: TeamUnread] = [:]
        try tx.each(sql) { row in
            let team: ID<Team> = row.next()
            if sums[team] == nil { order.append(team) }
            var sum = sums[team] ?? TeamUnread(team: team)
            let messages: Int64 = row.next(), roots: Int64 = row.next()
            let mentions: Int64 = row.next(), rootMentions: Int64 = row.next(), marks: String = row.next()
            if marks != "mention" {
                sum.messages += max(messages, 0)
                sum.rootMessages += max(roots, 0)
            }
            sum.mentions += mentions
            sum.rootMentions += rootMentions
            sums[team] = sum
        }
        let unread = order.compactMap { sums[$0] }
        return withThreads ? try unread.map { try addingThreads(to: $0, of: user) } : unread
    }

    private func addingThreads(to unread: TeamUnread, of user: ID<User>) throws -> TeamUnread {
        let totals = try tx.threads.totals(ThreadFilter(user: user, team: unread.team, excludesDirect: true))
        var unread = unread
        unread.threads = totals.unread
        unread.threadMentions = totals.mentions
        unread.urgentThreadMentions = totals.urgentMentions
        return unread
    }
}

extension TeamMemberQueries where Access == ReadWrite {
    /// Stores a membership, or brings back one that had ended.
    func upsert(_ user: ID<User>, in team: ID<Team>, _ flags: RoleFlags, at time: Int64) throws {
        try tx.execute(
            """
            INSERT INTO teammembers (teamid, userid, roles, deleteat, schemeuser, schemeadmin, schemeguest, createat)
            VALUES (\(team), \(user), \(flags.explicit), 0, \(flags.isUser), \(flags.isAdmin), \(flags.isGuest), \(time))
            ON CONFLICT (teamid, userid) DO UPDATE SET roles = excluded.roles, deleteat = 0, schemeuser = excluded.schemeuser,
                schemeadmin = excluded.schemeadmin, schemeguest = excluded.schemeguest
            """)
    }

    func setRoles(_ flags: RoleFlags, of user: ID<User>, in team: ID<Team>) throws {
        try tx.execute(
            """
            UPDATE teammembers SET roles = \(flags.explicit), schemeuser = \(flags.isUser), schemeadmin = \(flags.isAdmin),
                schemeguest = \(flags.isGuest)
            WHERE teamid = \(team) AND userid = \(user)
            """)
    }

    /// Ends a membership. False when there never was one.
    func leave(_ user: ID<User>, team: ID<Team>, at time: Int64) throws -> Bool {
        try tx.execute("UPDATE teammembers SET deleteat = \(time), roles = '' WHERE teamid = \(team) AND userid = \(user)") == 1
    }
}

extension TeamMemberQueries where Access == ReadWrite {
    /// Forgets somebody who goes for good, and says in which teams they were.
    func eraseAll(of user: ID<User>) throws -> [ID<Team>] {
        try tx.rows("DELETE FROM teammembers WHERE userid = \(user) RETURNING teamid") { $0.next() }
    }

    /// Forgets the members of a team that goes for good, and says who they were.
    func eraseAll(in team: ID<Team>) throws -> [ID<User>] {
        try tx.rows("DELETE FROM teammembers WHERE teamid = \(team) RETURNING userid") { $0.next() }
    }
}

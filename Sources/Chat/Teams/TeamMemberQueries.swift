internal import Database
internal import Wire

/// Every statement about memberships in teams.
struct TeamMemberQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var teamMembers: TeamMemberQueries<Access> { .init(tx: self) } }

extension TeamMember {
    /// Of `teammembers tm`, then the team's scheme, in the order in which `init` reads them.
    static let columns: Columns = "tm.teamid, tm.userid, tm.roles, tm.schemeguest, tm.schemeuser, tm.schemeadmin, tm.deleteat, t.schemeid"
    static let source: Columns = "teammembers tm JOIN teams t ON t.id = tm.teamid"

    init(_ row: inout Row, _ book: RoleBook) {
        let team: ID<Team> = row.next(), user: ID<User> = row.next()
        let flags = RoleFlags(explicit: row.next(), isGuest: row.next(), isUser: row.next(), isAdmin: row.next())
        let deleteAt: Int64 = row.next(), scheme: String? = row.next()
        self.init(
            team: team, user: user, roles: flags.teamRoles(book.schemeRoles(scheme)).joined(separator: " "), explicitRoles: flags.explicit,
            deleteAt: deleteAt, isGuest: flags.isGuest, isUser: flags.isUser, isAdmin: flags.isAdmin)
    }
}

extension TeamMemberQueries {
    /// Whatever its state: somebody who left has a row with `deleteAt`.
    func find(_ user: ID<User>, in team: ID<Team>, _ book: RoleBook) throws -> TeamMember? {
        try tx.first(
            """
            SELECT \(TeamMember.columns) FROM \(TeamMember.source) WHERE tm.teamid = \(team) AND tm.userid = \(user)
            """
        ) { TeamMember(&$0, book) }
    }
}

internal import Database
internal import Wire

extension TeamMemberQueries {
    /// The living accounts with one of these names, in the team or not.
    func named(_ names: [String], in team: ID<Team>) throws -> [(user: User, isInTeam: Bool)] {
        try tx.rows(
            """
            SELECT \(User.columns), tm.userid IS NOT NULL FROM \(User.source)
            LEFT JOIN teammembers tm ON tm.userid = u.id AND tm.teamid = \(team) AND tm.deleteat = 0
            WHERE u.deleteat = 0 AND u.username \(in: names) ORDER BY u.username
            """
        ) { (user: User(&$0), isInTeam: $0.bool()) }
    }
}

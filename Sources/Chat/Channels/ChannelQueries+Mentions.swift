internal import Database
internal import Wire

extension ChannelQueries {
    /// The living channels of a team that have one of these names.
    func named(_ names: [String], in team: ID<Team>) throws -> [Channel] {
        try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c WHERE c.teamid = \(team) AND c.deleteat = 0 AND c.name \(in: names) ORDER BY c.name
            """
        ) { Channel(&$0) }
    }
}

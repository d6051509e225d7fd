internal import Database
internal import Wire

extension ChannelQueries {
    func all(ofScheme scheme: String, _ paging: Paging) throws -> [Channel] {
        try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c WHERE c.schemeid = \(scheme)
            ORDER BY c.displayname, c.id LIMIT \(paging.perPage) OFFSET \(paging.offset)
            """
        ) { Channel(&$0) }
    }
}

extension ChannelQueries where Access == ReadWrite {
    func use(scheme: String?, in channel: ID<Channel>, at time: Int64) throws {
        try tx.execute("UPDATE channels SET schemeid = \(scheme), updateat = \(time) WHERE id = \(channel)")
    }

    /// The channels of a scheme that is gone have their team's roles.
    func leaveScheme(_ scheme: String) throws { try tx.execute("UPDATE channels SET schemeid = NULL WHERE schemeid = \(scheme)") }
}

extension ChannelQueries {
    /// Every channel of a team, archived ones too.
    func everything(in team: ID<Team>) throws -> [Channel] {
        try tx.rows("SELECT \(Channel.columns) FROM channels c WHERE c.teamid = \(team) ORDER BY c.id") { Channel(&$0) }
    }
}

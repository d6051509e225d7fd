internal import Database
internal import Wire

/// Which channels of a person are asked for.
struct ChannelAge {
    /// Archived ones too.
    var includesArchived = false
    /// Of the archived ones those that were archived at this time or later; 0 for all.
    var archivedSince: Int64 = 0

    var condition: SQL {
        guard includesArchived else { return " AND c.deleteat = 0" }
        return archivedSince > 0 ? " AND (c.deleteat = 0 OR c.deleteat >= \(archivedSince))" : ""
    }
}

extension ChannelQueries {
    /// Names sort alike on both engines.
    static var byDisplayName: SQL { "c.displayname\(sqlite: "", postgres: " COLLATE \"C\""), c.id" }

    func find(_ ids: [ID<Channel>]) throws -> [Channel] {
        try tx.rows("SELECT \(Channel.columns) FROM channels c WHERE c.id \(in: ids)") { Channel(&$0) }
    }

    /// Everything that somebody is in.
    func all(of user: ID<User>, _ age: ChannelAge) throws -> [Channel] {
        try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c JOIN channelmembers cm ON cm.channelid = c.id
            WHERE cm.userid = \(user)\(age.condition) ORDER BY c.id
            """
        ) { Channel(&$0) }
    }

    /// What somebody is in, in a team; direct and group messages belong to every team.
    func all(of user: ID<User>, in team: ID<Team>, _ age: ChannelAge) throws -> [Channel] {
        try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c JOIN channelmembers cm ON cm.channelid = c.id
            WHERE cm.userid = \(user) AND (c.teamid = \(team) OR c.teamid = '')\(age.condition) ORDER BY \(Self.byDisplayName)
            """
        ) { Channel(&$0) }
    }

    /// A page of a team's open channels.
    func open(in team: ID<Team>, _ paging: Paging) throws -> [Channel] {
        try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c JOIN publicchannels pc ON pc.id = c.id
            WHERE pc.teamid = \(team) AND pc.deleteat = 0
            ORDER BY \(Self.byDisplayName) LIMIT \(paging.perPage) OFFSET \(paging.offset)
            """
        ) { Channel(&$0) }
    }

    func open(_ ids: [ID<Channel>], in team: ID<Team>) throws -> [Channel] {
        try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c JOIN publicchannels pc ON pc.id = c.id
            WHERE pc.teamid = \(team) AND pc.deleteat = 0 AND pc.id \(in: ids) ORDER BY \(Self.byDisplayName)
            """
        ) { Channel(&$0) }
    }

    func closed(in team: ID<Team>, _ paging: Paging) throws -> [Channel] {
        try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c WHERE c.teamid = \(team) AND c.type = 'P' AND c.deleteat = 0
            ORDER BY \(Self.byDisplayName) LIMIT \(paging.perPage) OFFSET \(paging.offset)
            """
        ) { Channel(&$0) }
    }

    /// A team's archived channels: the open ones, and the private ones that the person is in (`nil`: all of them).
    func archived(in team: ID<Team>, for user: ID<User>?, _ paging: Paging) throws -> [Channel] {
        let mine: SQL =
            user.map {
                " AND (c.type = 'O' OR EXISTS (SELECT 1 FROM channelmembers cm WHERE cm.channelid = c.id AND cm.userid = \($0)))"
            } ?? ""
        return try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c WHERE c.teamid = \(team) AND c.deleteat > 0\(mine)
            ORDER BY \(Self.byDisplayName) LIMIT \(paging.perPage) OFFSET \(paging.offset)
            """
        ) { Channel(&$0) }
    }

    /// How many channels a team has that are not archived.
    func count(in team: ID<Team>) throws -> Int64 {
        try tx.value("SELECT COUNT(*) FROM channels WHERE teamid = \(team) AND type IN ('O', 'P') AND deleteat = 0") ?? 0
    }
}

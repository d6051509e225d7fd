internal import Database
internal import Wire

extension UserQueries {
    func page(_ filter: UserFilter, by order: UserOrder = .username, limit: Int64, offset: Int64 = 0) throws -> [User] {
        try tx.rows(
            """
            SELECT \(User.columns) FROM \(filter.source)\(order.source) WHERE \(filter.condition) ORDER BY \(order.order)
            LIMIT \(limit) OFFSET \(offset)
            """
        ) { User(&$0) }
    }

    func count(_ filter: UserFilter) throws -> Int64 {
        try tx.value("SELECT COUNT(*) FROM \(filter.source) WHERE \(filter.condition)") ?? 0
    }

    /// What changes whenever a list of the people in (or not in) a team may have changed.
    func freshness(of team: ID<Team>) throws -> String {
        try tx.first(
            """
            SELECT COALESCE(MAX(u.updateat), 0), COUNT(*) FROM teammembers tm JOIN users u ON u.id = tm.userid
            WHERE tm.teamid = \(team) AND tm.deleteat = 0
            """
        ) { row in "\(row.integer()).\(row.integer())" } ?? "0.0"
    }

    func freshness() throws -> String {
        try tx.first("SELECT COALESCE(MAX(updateat), 0), COUNT(*) FROM users") { row in "\(row.integer()).\(row.integer())" } ?? "0.0"
    }

    /// Those of them who changed since, by name.
    func find(_ ids: [ID<User>], since: Int64, seenBy: ID<User>?) throws -> [User] {
        var filter = UserFilter()
        filter.seenBy = seenBy
        return try tx.rows(
            """
            SELECT \(User.columns) FROM \(filter.source)
            WHERE u.id \(in: ids.map(\.raw)) AND u.updateat > \(since) AND \(filter.condition) ORDER BY u.username
            """
        ) { User(&$0) }
    }

    func find(usernames: [String], seenBy: ID<User>?) throws -> [User] {
        var filter = UserFilter()
        filter.seenBy = seenBy
        return try tx.rows(
            """
            SELECT \(User.columns) FROM \(filter.source) WHERE u.username \(in: usernames) AND \(filter.condition) ORDER BY u.username
            """
        ) { User(&$0) }
    }

    /// Everybody whom somebody shares a channel with.
    func known(to user: ID<User>) throws -> [ID<User>] {
        try tx.rows(
            """
            SELECT DISTINCT theirs.userid FROM channelmembers mine JOIN channelmembers theirs ON theirs.channelid = mine.channelid
            WHERE mine.userid = \(user) AND theirs.userid <> \(user)
            """
        ) { $0.next() }
    }

    /// The others in those of the group messages that the person is in.
    func others(in channels: [ID<Channel>], than user: ID<User>) throws -> [(channel: ID<Channel>, user: User)] {
        try tx.rows(
            """
            SELECT cm.channelid, \(User.columns) FROM channels c
            JOIN channelmembers mine ON mine.channelid = c.id AND mine.userid = \(user)
            JOIN channelmembers cm ON cm.channelid = c.id AND cm.userid <> \(user)
            JOIN users u ON u.id = cm.userid LEFT JOIN bots b ON b.userid = u.id
            WHERE c.id \(in: channels.map(\.raw)) AND c.type = 'G' ORDER BY cm.channelid, u.username
            """
        ) { row in (channel: row.next(), user: User(&row)) }
    }

    /// Which of these are names of roles.
    func knownRoles(_ names: [String]) throws -> Set<String> {
        Set(try tx.rows("SELECT name FROM roles WHERE name \(in: names) AND deleteat = 0") { $0.next(String.self) })
    }
}

internal import Database
internal import Wire

extension ChannelMemberQueries {
    /// The members who have one of these names or are one of these people.
    func named(_ names: [String], or people: [ID<User>], in channel: ID<Channel>) throws -> [(user: ID<User>, username: String)] {
        try tx.rows(
            """
            SELECT u.id, u.username FROM users u JOIN channelmembers cm ON cm.userid = u.id AND cm.channelid = \(channel)
            WHERE u.deleteat = 0 AND (u.username \(in: names) OR u.id \(in: people))
            """
        ) { (user: $0.next(), username: $0.next()) }
    }

    func everybody(in channel: ID<Channel>) throws -> [ID<User>] {
        try tx.rows("SELECT userid FROM channelmembers WHERE channelid = \(channel)") { $0.next() }
    }

    func count(in channel: ID<Channel>) throws -> Int64 {
        try tx.value("SELECT COUNT(*) FROM channelmembers WHERE channelid = \(channel)") ?? 0
    }

    /// The members who want to be called with everybody, or those of them who are online.
    func callable(in channel: ID<Channel>, onlyPresent: Bool) throws -> [ID<User>] {
        let present: SQL = onlyPresent ? " AND EXISTS (SELECT 1 FROM status s WHERE s.userid = u.id AND s.status = 'online')" : ""
        return try tx.rows(
            """
            SELECT u.id FROM channelmembers cm JOIN users u ON u.id = cm.userid
            WHERE cm.channelid = \(channel) AND u.deleteat = 0 AND COALESCE(u.notifyprops ->> 'channel', 'true') = 'true'
                AND COALESCE(cm.notifyprops ->> 'ignore_channel_mentions', 'default') <> 'on'\(present)
            """
        ) { $0.next() }
    }

    /// Of the members of one channel those who are in others of these, and in which.
    func insiders(of channels: [ID<Channel>], among place: ID<Channel>) throws -> [ID<User>: Set<ID<Channel>>] {
        guard !channels.isEmpty else { return [:] }
        var insiders: [ID<User>: Set<ID<Channel>>] = [:]
        try tx.each(
            """
            SELECT cm.userid, cm.channelid FROM channelmembers cm
            JOIN channelmembers here ON here.userid = cm.userid AND here.channelid = \(place)
            WHERE cm.channelid \(in: channels)
            """
        ) { row in
            let user: ID<User> = row.next()
            insiders[user, default: []].insert(row.next())
        }
        return insiders
    }

    /// Guests of one channel who are not in another.
    func guests(of place: ID<Channel>, outside channel: ID<Channel>) throws -> [ID<User>] {
        try tx.rows(
            """
            SELECT here.userid FROM channelmembers here WHERE here.channelid = \(place) AND here.schemeguest
                AND NOT EXISTS (SELECT 1 FROM channelmembers cm WHERE cm.channelid = \(channel) AND cm.userid = here.userid)
            """
        ) { $0.next() }
    }

    /// Those of these people who are in the channel and have an account still.
    func present(_ people: [ID<User>], in channel: ID<Channel>) throws -> [ID<User>] {
        guard !people.isEmpty else { return [] }
        return try tx.rows(
            """
            SELECT cm.userid FROM channelmembers cm JOIN users u ON u.id = cm.userid AND u.deleteat = 0
            WHERE cm.channelid = \(channel) AND cm.userid \(in: people) ORDER BY cm.userid
            """
        ) { $0.next() }
    }
}

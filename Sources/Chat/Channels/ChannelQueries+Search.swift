internal import Database
internal import Wire

extension ChannelQueries {
    /// Open channels of a team, archived ones too: clients mark them.
    func search(_ words: SearchWords, in team: ID<Team>) throws -> [Channel] {
        try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c
            WHERE c.teamid = \(team) AND c.type = 'O'\(words.ofChannels) ORDER BY \(Self.byDisplayName) LIMIT 100
            """
        ) { Channel(&$0) }
    }

    /// Those of the channels of a team in which the person is.
    func search(_ words: SearchWords, of user: ID<User>, in team: ID<Team>) throws -> [Channel] {
        try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c JOIN channelmembers cm ON cm.channelid = c.id AND cm.userid = \(user)
            WHERE c.teamid = \(team) AND c.type = 'O'\(words.ofChannels) ORDER BY \(Self.byDisplayName) LIMIT 100
            """
        ) { Channel(&$0) }
    }

    /// What somebody may mean who types `~` in a team: its open channels (none for guests) and those they are in.
    func autocomplete(_ words: SearchWords, for user: ID<User>, isGuest: Bool, in team: ID<Team>) throws -> [Channel] {
        let open: SQL = isGuest ? "" : "c.type = 'O' OR "
        return try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c WHERE c.teamid = \(team)
                AND (\(open)EXISTS (SELECT 1 FROM channelmembers cm WHERE cm.channelid = c.id AND cm.userid = \(user)))\(words.ofChannels)
            ORDER BY \(Self.byDisplayName) LIMIT 50
            """
        ) { Channel(&$0) }
    }

    /// What somebody may mean in `in:`: what they are in, group messages too.
    func autocompleteForSearch(_ words: SearchWords, for user: ID<User>, in team: ID<Team>) throws -> [Channel] {
        try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c JOIN channelmembers cm ON cm.channelid = c.id AND cm.userid = \(user)
            WHERE (c.teamid = \(team) OR c.type = 'G')\(words.ofChannels) ORDER BY \(Self.byDisplayName) LIMIT 50
            """
        ) { Channel(&$0) }
    }

    /// Direct messages by the other person's names; called by that person's user name.
    func directs(_ words: SearchWords, of user: ID<User>) throws -> [Channel] {
        try tx.rows(
            """
            SELECT \(Channel.columns), u.username FROM channels c
            JOIN channelmembers cm ON cm.channelid = c.id AND cm.userid = \(user)
            JOIN channelmembers om ON om.channelid = c.id AND om.userid <> \(user)
            JOIN users u ON u.id = om.userid
            WHERE c.type = 'D'\(words.ofUsers) ORDER BY u.username LIMIT 50
            """
        ) { row in
            var channel = Channel(&row)
            channel.displayName = row.next()
            return channel
        }
    }

    /// Group messages of somebody in which for each word there is a person whom it fits.
    func groups(_ words: SearchWords, of user: ID<User>) throws -> [Channel] {
        let fits = words.words.map { word in
            SQL(" AND EXISTS (SELECT 1 FROM channelmembers om JOIN users u ON u.id = om.userid WHERE om.channelid = c.id")
                + SearchWords(word).ofUsers + ")"
        }.joined(by: "")
        return try tx.rows(
            """
            SELECT \(Channel.columns) FROM channels c JOIN channelmembers cm ON cm.channelid = c.id AND cm.userid = \(user)
            WHERE c.type = 'G' AND c.deleteat = 0\(fits) ORDER BY \(Self.byDisplayName) LIMIT 100
            """
        ) { Channel(&$0) }
    }
}

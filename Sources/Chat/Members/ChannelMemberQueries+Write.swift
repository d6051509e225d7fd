internal import Database
internal import Wire

extension ChannelMemberQueries where Access == ReadWrite {
    /// Stores a membership and its line in the history. False when the person is in already.
    @discardableResult
    func insert(_ membership: ChannelMembership) throws -> Bool {
        let count = try tx.execute(
            """
            INSERT INTO channelmembers (channelid, userid, roles, lastviewedat, msgcount, mentioncount, mentioncountroot, msgcountroot,
                urgentmentioncount, notifyprops, lastupdateat, schemeuser, schemeadmin, schemeguest, autotranslation,
                autotranslationdisabled)
            VALUES (\(membership.channel), \(membership.user), '', 0, 0, 0, 0, 0, 0, \(json: ChannelMembership.notifyProps.raw),
                \(membership.joinedAt), \(!membership.isGuest), \(membership.isAdmin), \(membership.isGuest), FALSE, FALSE)
            ON CONFLICT (channelid, userid) DO NOTHING
            """)
        guard count == 1 else { return false }
        try tx.execute(
            """
            INSERT INTO channelmemberhistory (channelid, userid, jointime)
            VALUES (\(membership.channel), \(membership.user), \(membership.joinedAt)) ON CONFLICT DO NOTHING
            """)
        return true
    }

    /// Ends a membership. False when there was none.
    func remove(_ user: ID<User>, from channel: ID<Channel>, at time: Int64) throws -> Bool {
        guard try tx.execute("DELETE FROM channelmembers WHERE channelid = \(channel) AND userid = \(user)") == 1 else { return false }
        try tx.execute(
            """
            UPDATE channelmemberhistory SET leavetime = \(time)
            WHERE channelid = \(channel) AND userid = \(user) AND leavetime IS NULL
            """)
        return true
    }

    /// The channels of a team that somebody is in, archived ones too.
    func channels(of user: ID<User>, in team: ID<Team>) throws -> [ID<Channel>] {
        try tx.rows(
            """
            SELECT cm.channelid FROM channelmembers cm JOIN channels c ON c.id = cm.channelid
            WHERE cm.userid = \(user) AND c.teamid = \(team)
            """
        ) { $0.next() }
    }

    /// Stores roles and settings of a membership; counters are left alone.
    func update(_ member: ChannelMember) throws {
        try tx.execute(
            """
            UPDATE channelmembers SET roles = \(member.explicitRoles), schemeguest = \(member.isGuest), schemeuser = \(member.isUser),
                schemeadmin = \(member.isAdmin), notifyprops = \(json: member.notifyProps.raw), lastupdateat = \(member.lastUpdateAt)
            WHERE channelid = \(member.channel) AND userid = \(member.user)
            """)
    }

    /// Everything in the channels is read. One statement, so that a message that is counted at the same moment is either
    /// read with the rest or unread, in both counters alike.
    func view(_ channels: [ID<Channel>], by user: ID<User>, at time: Int64) throws {
        try tx.execute(
            """
            UPDATE channelmembers SET msgcount = c.totalmsgcount, msgcountroot = c.totalmsgcountroot, mentioncount = 0,
                mentioncountroot = 0, urgentmentioncount = 0, lastupdateat = \(time),
                lastviewedat = CASE WHEN c.lastpostat > channelmembers.lastviewedat THEN c.lastpostat ELSE channelmembers.lastviewedat END
            FROM channels c
            WHERE c.id = channelmembers.channelid AND channelmembers.userid = \(user) AND channelmembers.channelid \(in: channels)
            """)
    }

    /// Forgets who is and who was in a channel that goes for good.
    func eraseAll(in channel: ID<Channel>) throws {
        try tx.execute("DELETE FROM channelmembers WHERE channelid = \(channel)")
        try tx.execute("DELETE FROM channelmemberhistory WHERE channelid = \(channel)")
    }
}

extension ChannelMemberQueries where Access == ReadWrite {
    /// Forgets where somebody is and was who goes for good, and says where they were.
    func eraseAll(of user: ID<User>) throws -> [ID<Channel>] {
        try tx.execute("DELETE FROM channelmemberhistory WHERE userid = \(user)")
        return try tx.rows("DELETE FROM channelmembers WHERE userid = \(user) RETURNING channelid") { $0.next() }
    }
}

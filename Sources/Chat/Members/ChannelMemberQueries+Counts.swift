internal import Database
internal import Wire

extension ChannelMemberQueries where Access == ReadWrite {
    /// Somebody wrote, so has read everything up to that.
    func markRead(_ read: ChannelRead) throws {
        try tx.execute(
            """
            UPDATE channelmembers SET msgcount = \(read.posts), msgcountroot = \(read.roots), mentioncount = 0, mentioncountroot = 0,
                urgentmentioncount = 0, lastviewedat = CASE WHEN lastviewedat < \(read.at) THEN \(read.at) ELSE lastviewedat END,
                lastupdateat = \(read.at)
            WHERE channelid = \(read.channel) AND userid = \(read.user)
            """)
    }

    /// The same for many people at once; PostgreSQL only.
    func markRead(_ reads: [ChannelRead]) throws {
        try tx.execute(
            """
            UPDATE channelmembers m SET msgcount = v.posts, msgcountroot = v.roots, mentioncount = 0, mentioncountroot = 0,
                urgentmentioncount = 0, lastviewedat = GREATEST(m.lastviewedat, v.at), lastupdateat = v.at
            FROM jsonb_to_recordset(\(json: JSONWriter.text(of: reads)))
                AS v(channelid text, userid text, posts bigint, roots bigint, at bigint)
            WHERE m.channelid = v.channelid AND m.userid = v.userid
            """)
    }

    func countMention(of users: [ID<User>], isRoot: Bool, isUrgent: Bool, in channel: ID<Channel>) throws {
        let root: Int64 = isRoot ? 1 : 0, urgent: Int64 = isUrgent ? 1 : 0
        try tx.execute(
            """
            UPDATE channelmembers SET mentioncount = mentioncount + 1, mentioncountroot = mentioncountroot + \(root),
                urgentmentioncount = urgentmentioncount + \(urgent)
            WHERE channelid = \(channel) AND userid \(in: users)
            """)
    }

    /// Somebody has read all there is. Says until when; `nil` when they had already.
    func markAllRead(_ user: ID<User>, in channel: ID<Channel>) throws -> Int64? {
        try tx.first(
            """
            UPDATE channelmembers SET msgcount = c.totalmsgcount, msgcountroot = c.totalmsgcountroot, mentioncount = 0,
                mentioncountroot = 0, urgentmentioncount = 0, lastviewedat = c.lastpostat, lastupdateat = c.lastpostat
            FROM channels c
            WHERE c.id = channelmembers.channelid AND channelmembers.channelid = \(channel) AND channelmembers.userid = \(user)
                AND (channelmembers.lastviewedat < c.lastpostat OR channelmembers.msgcount < c.totalmsgcount)
            RETURNING lastviewedat
            """
        ) { $0.integer() }
    }

    /// Somebody wants a channel to be unread from a message on.
    func markUnread(_ user: ID<User>, in channel: ID<Channel>, _ counts: UnreadChannel) throws {
        try tx.execute(
            """
            UPDATE channelmembers SET msgcount = \(counts.msgCount), msgcountroot = \(counts.msgCountRoot),
                mentioncount = \(counts.mentionCount), mentioncountroot = \(counts.mentionCountRoot),
                urgentmentioncount = \(counts.urgentMentionCount), lastviewedat = \(counts.lastViewedAt), lastupdateat = \(counts.lastViewedAt)
            WHERE channelid = \(channel) AND userid = \(user)
            """)
    }
}

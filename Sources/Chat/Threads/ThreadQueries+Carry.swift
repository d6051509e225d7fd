internal import Database
internal import Wire

/// What is known of one person and one thread.
struct ThreadMark {
    let user: ID<User>
    let isFollowing: Bool
    var lastViewedAt: Int64
    var unreadMentions: Int64
}

extension ThreadQueries where Access == ReadWrite {
    /// A thread whose answers are there already; `recount` says how many.
    func begin(_ root: ID<Post>, in channel: Channel) throws {
        try tx.execute(
            """
            INSERT INTO threads (postid, channelid, replycount, lastreplyat, participants, threadteamid)
            VALUES (\(root), \(channel.id), 0, 0, \(json: "[]"), \(channel.team))
            """)
    }

    /// Of those who are in a channel.
    func marks(of thread: ID<Post>, in channel: ID<Channel>) throws -> [ThreadMark] {
        try tx.rows(
            """
            SELECT tm.userid, tm.following, COALESCE(tm.lastviewed, 0), COALESCE(tm.unreadmentions, 0) FROM threadmemberships tm
            JOIN channelmembers cm ON cm.userid = tm.userid AND cm.channelid = \(channel)
            WHERE tm.postid = \(thread) ORDER BY tm.userid
            """
        ) { ThreadMark(user: $0.next(), isFollowing: $0.next(), lastViewedAt: $0.next(), unreadMentions: $0.next()) }
    }

    func insert(_ mark: ThreadMark, of thread: ID<Post>, at now: Int64) throws {
        try tx.enqueue(
            """
            INSERT INTO threadmemberships (postid, userid, following, lastviewed, lastupdated, unreadmentions)
            VALUES (\(thread), \(mark.user), \(mark.isFollowing), \(mark.lastViewedAt), \(now), \(mark.unreadMentions))
            """)
    }

    func forgetFollowers(of thread: ID<Post>) throws { try tx.execute("DELETE FROM threadmemberships WHERE postid = \(thread)") }
}

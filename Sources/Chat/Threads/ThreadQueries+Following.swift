internal import Database
internal import Wire

/// Somebody whom an answer in a thread may concern: they follow it, or would follow it by themselves now.
struct ThreadFollower {
    let user: ID<User>
    /// Whether there is a row about them and this thread, be it that they do not want to follow.
    let isKnown: Bool
    let isFollowing: Bool
    let lastViewedAt: Int64
    let unreadMentions: Int64
    /// What the person wants of threads, and of this channel.
    let wishes: ThreadWishes
    /// When they came into the channel.
    let joinedAt: Int64
}

extension ThreadQueries {
    /// Everybody who follows or once followed, the members who follow every thread of the channel, and of these people those who
    /// are members; each once, by id.
    func followers(of root: ID<Post>, in channel: ID<Channel>, or people: [ID<User>]) throws -> [ThreadFollower] {
        var followers: [ID<User>: ThreadFollower] = [:]
        try tx.each(
            """
            SELECT f.userid, f.known, f.following, f.lastviewed, f.unreadmentions,
                COALESCE(u.notifyprops ->> 'desktop', ''), COALESCE(u.notifyprops ->> 'desktop_threads', ''), cm.notifyprops,
                COALESCE((SELECT MAX(h.jointime) FROM channelmemberhistory h WHERE h.channelid = cm.channelid AND h.userid = cm.userid), 0)
            FROM (
                SELECT userid, TRUE AS known, following, COALESCE(lastviewed, 0) AS lastviewed, COALESCE(unreadmentions, 0) AS unreadmentions
                FROM threadmemberships WHERE postid = \(root)
                UNION ALL SELECT userid, FALSE, FALSE, 0, 0 FROM channelmembers
                WHERE channelid = \(channel) AND notifyprops ->> 'channel_auto_follow_threads' = 'on'
                UNION ALL SELECT userid, FALSE, FALSE, 0, 0 FROM channelmembers WHERE channelid = \(channel) AND userid \(in: people)
            ) f
            JOIN channelmembers cm ON cm.channelid = \(channel) AND cm.userid = f.userid
            JOIN users u ON u.id = f.userid AND u.deleteat = 0
            """
        ) { row in
            let follower = ThreadFollower(
                user: row.next(), isKnown: row.next(), isFollowing: row.next(), lastViewedAt: row.next(), unreadMentions: row.next(),
                wishes: ThreadWishes(desktop: row.next(), threads: row.next(), inChannel: row.next(JSONText.self)), joinedAt: row.next())
            if followers[follower.user]?.isKnown != true { followers[follower.user] = follower }
        }
        return followers.values.sorted { $0.user.raw < $1.user.raw }
    }

    /// Who was called by an answer written at this time and has not read it.
    func unreadCalled(in root: ID<Post>, by reply: Post) throws -> [ID<User>] {
        try tx.rows(
            """
            SELECT userid FROM threadmemberships
            WHERE postid = \(root) AND following = TRUE AND unreadmentions > 0 AND lastviewed < \(reply.createAt) ORDER BY userid
            """
        ) { $0.next() }
    }
}

extension ThreadQueries where Access == ReadWrite {
    /// Whoever answers follows the thread and has read it.
    func answered(_ root: ID<Post>, by user: ID<User>, at time: Int64, now: Int64) throws {
        try tx.enqueue(
            """
            INSERT INTO threadmemberships (postid, userid, following, lastviewed, lastupdated, unreadmentions)
            VALUES (\(root), \(user), TRUE, \(time), \(now), 0)
            ON CONFLICT (postid, userid) DO UPDATE SET following = TRUE, unreadmentions = 0, lastupdated = \(now),
                lastviewed = CASE WHEN threadmemberships.lastviewed < \(time) THEN \(time) ELSE threadmemberships.lastviewed END
            """)
    }

    /// These people are called by an answer: they follow, and have one thing more to read.
    func called(_ users: [ID<User>], in root: ID<Post>, now: Int64) throws {
        try tx.enqueue(
            """
            INSERT INTO threadmemberships (postid, userid, following, lastviewed, lastupdated, unreadmentions)
            SELECT \(root), value, TRUE, 0, \(now), 1 FROM \(each: users) WHERE TRUE
            ON CONFLICT (postid, userid) DO UPDATE SET following = TRUE, unreadmentions = threadmemberships.unreadmentions + 1,
                lastupdated = \(now)
            """)
    }

    /// These people follow by themselves. Whoever decided otherwise meanwhile keeps to it.
    func joined(_ users: [ID<User>], _ root: ID<Post>, now: Int64) throws {
        try tx.enqueue(
            """
            INSERT INTO threadmemberships (postid, userid, following, lastviewed, lastupdated, unreadmentions)
            SELECT \(root), value, TRUE, 0, \(now), 0 FROM \(each: users) WHERE TRUE ON CONFLICT (postid, userid) DO NOTHING
            """)
    }

    /// Somebody decides to follow, and with that has read what there is; or to follow no more.
    func follow(_ thread: ID<Post>, _ user: ID<User>, _ isFollowing: Bool, at now: Int64) throws {
        let viewedAt = isFollowing ? now : 0
        let read: SQL = isFollowing ? ", lastviewed = excluded.lastviewed, unreadmentions = 0" : ""
        try tx.execute(
            """
            INSERT INTO threadmemberships (postid, userid, following, lastviewed, lastupdated, unreadmentions)
            VALUES (\(thread), \(user), \(isFollowing), \(viewedAt), \(now), 0)
            ON CONFLICT (postid, userid) DO UPDATE SET following = excluded.following, lastupdated = excluded.lastupdated\(read)
            """)
    }

    /// How far somebody has read a thread that they follow, and how often they are called in what they have not.
    func setRead(_ thread: ID<Post>, by user: ID<User>, until time: Int64, mentions: Int64, at now: Int64) throws {
        try tx.execute(
            """
            INSERT INTO threadmemberships (postid, userid, following, lastviewed, lastupdated, unreadmentions)
            VALUES (\(thread), \(user), TRUE, \(time), \(now), \(mentions))
            ON CONFLICT (postid, userid) DO UPDATE SET following = TRUE, lastviewed = \(time), unreadmentions = \(mentions),
                lastupdated = \(now)
            """)
    }

    /// One call less to read.
    func forgetCall(of user: ID<User>, in root: ID<Post>, at now: Int64) throws {
        try tx.execute(
            """
            UPDATE threadmemberships SET unreadmentions = unreadmentions - 1, lastupdated = \(now)
            WHERE postid = \(root) AND userid = \(user) AND unreadmentions > 0
            """)
    }

    /// Somebody has read every thread of a team, and those between people.
    func readAll(by user: ID<User>, in team: ID<Team>, at now: Int64) throws {
        try readAll(by: user, "t.threadteamid = \(team) OR t.threadteamid = ''", at: now)
    }

    /// Somebody has read every thread of these channels.
    func readAll(by user: ID<User>, in channels: [ID<Channel>], at now: Int64) throws {
        try readAll(by: user, "t.channelid \(in: channels)", at: now)
    }

    private func readAll(by user: ID<User>, _ place: SQL, at now: Int64) throws {
        try tx.execute(
            """
            UPDATE threadmemberships SET lastviewed = \(now), lastupdated = \(now), unreadmentions = 0
            WHERE userid = \(user) AND EXISTS (
                SELECT 1 FROM threads t WHERE t.postid = threadmemberships.postid AND (\(place))
                    AND (t.lastreplyat > threadmemberships.lastviewed OR threadmemberships.unreadmentions > 0))
            """)
    }

    /// Whoever leaves a channel follows nothing there any more.
    func forget(_ channel: ID<Channel>, of user: ID<User>) throws {
        try tx.execute(
            """
            DELETE FROM threadmemberships WHERE userid = \(user)
                AND EXISTS (SELECT 1 FROM posts p WHERE p.id = threadmemberships.postid AND p.channelid = \(channel))
            """)
    }
}

internal import Database
internal import Wire

/// Every statement about threads and about who follows them.
struct ThreadQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var threads: ThreadQueries<Access> { .init(tx: self) } }

extension ThreadQueries {
    /// What is known of the threads of these roots to somebody; those that nobody answered and they do not follow are missing.
    func summaries(of roots: [ID<Post>], for user: ID<User>) throws -> [ID<Post>: ThreadSummary] {
        var threads: [ID<Post>: ThreadSummary] = [:]
        try tx.each(
            """
            SELECT p.id, COALESCE(t.replycount, 0), COALESCE(t.lastreplyat, 0), t.participants, tm.following FROM posts p
            LEFT JOIN threads t ON t.postid = p.id LEFT JOIN threadmemberships tm ON tm.postid = p.id AND tm.userid = \(user)
            WHERE p.id \(in: roots) AND (t.replycount > 0 OR tm.userid IS NOT NULL)
            """
        ) { row in
            let root: ID<Post> = row.next(), count: Int64 = row.next(), last: Int64 = row.next(), people: String = row.next()
            threads[root] = ThreadSummary(
                replyCount: count, lastReplyAt: last, participants: ThreadTally.people(people).map { ThreadParticipant(user: $0) },
                isFollowing: row.next())
        }
        return threads
    }

    /// Which of these posts have something to say about a thread: somebody answered, or this person follows.
    func known(among posts: [ID<Post>], to user: ID<User>) throws -> [ID<Post>] {
        try tx.rows(
            """
            SELECT postid FROM threads WHERE postid \(in: posts) AND replycount > 0
            UNION SELECT postid FROM threadmemberships WHERE postid \(in: posts) AND userid = \(user)
            """
        ) { $0.next() }
    }

    /// How many living answers a post's thread has.
    func replyCount(of root: ID<Post>) throws -> Int64 {
        try tx.value("SELECT COUNT(*) FROM posts WHERE rootid = \(root) AND rootid <> '' AND deleteat = 0") ?? 0
    }

    /// How many answers the thread itself counts; 0 where there is none.
    func count(of root: ID<Post>) throws -> Int64 { try tx.value("SELECT replycount FROM threads WHERE postid = \(root)") ?? 0 }

    /// When the answers that came after a time were written.
    func replyTimes(in root: ID<Post>, after time: Int64) throws -> [Int64] {
        try tx.rows(
            "SELECT createat FROM posts WHERE rootid = \(root) AND rootid <> '' AND deleteat = 0 AND createat > \(time)"
        ) { $0.integer() }
    }
}

/// How large a thread is after an answer, and by whom.
struct ThreadTally {
    let replyCount: Int64
    let lastReplyAt: Int64
    /// Who answered, in the order of their last answers.
    let participants: [ID<User>]
    var isUrgent = false

    static func people(_ json: String) -> [ID<User>] { JSONReader.strings(stored: json).map { ID<User>($0) } }
}

extension ThreadQueries where Access == ReadWrite {
    /// An answer was written: the thread counts it, and the root changes, so that clients fetch it again. The caller holds
    /// the root's row.
    func count(_ reply: Post, in team: ID<Team>) throws -> ThreadTally {
        let known = try tx.value("SELECT participants FROM threads WHERE postid = \(reply.root)", as: String.self)
        var people = known.map(ThreadTally.people) ?? []
        people.removeAll { $0 == reply.user }
        people.append(reply.user)
        let list = JSONWriter.text(of: people)
        let tally = try tx.first(
            """
            INSERT INTO threads (postid, channelid, replycount, lastreplyat, participants, threadteamid)
            VALUES (\(reply.root), \(reply.channel), 1, \(reply.createAt), \(json: list), \(team))
            ON CONFLICT (postid) DO UPDATE SET replycount = threads.replycount + 1,
                lastreplyat = CASE WHEN threads.lastreplyat < \(reply.createAt) THEN \(reply.createAt) ELSE threads.lastreplyat END,
                participants = \(json: list)
            RETURNING replycount, lastreplyat,
                EXISTS (SELECT 1 FROM postspriority pp WHERE pp.postid = threads.postid AND pp.priority = 'urgent')
            """
        ) { ThreadTally(replyCount: $0.next(), lastReplyAt: $0.next(), participants: people, isUrgent: $0.next()) }
        return tally ?? ThreadTally(replyCount: 1, lastReplyAt: reply.createAt, participants: people)
    }

    /// An answer was deleted: the thread is counted anew.
    func recount(_ root: ID<Post>) throws {
        let people = try tx.rows(
            """
            SELECT userid FROM posts WHERE rootid = \(root) AND rootid <> '' AND deleteat = 0
            GROUP BY userid ORDER BY MAX(createat), userid
            """
        ) { row -> ID<User> in row.next() }
        try tx.execute(
            """
            UPDATE threads SET participants = \(json: JSONWriter.text(of: people)),
                replycount = (SELECT COUNT(*) FROM posts p WHERE p.rootid = threads.postid AND p.rootid <> '' AND p.deleteat = 0),
                lastreplyat = COALESCE(
                    (SELECT MAX(p.createat) FROM posts p WHERE p.rootid = threads.postid AND p.rootid <> '' AND p.deleteat = 0), 0)
            WHERE postid = \(root)
            """)
    }

    /// The root was deleted and with it the whole thread.
    func close(_ root: ID<Post>, at time: Int64) throws {
        try tx.execute("UPDATE threads SET threaddeleteat = \(time) WHERE postid = \(root)")
    }

    /// A channel belongs to another team from now on, and its threads with it.
    func move(_ channel: ID<Channel>, to team: ID<Team>) throws {
        try tx.execute("UPDATE threads SET threadteamid = \(team) WHERE channelid = \(channel)")
    }

    /// A root is deleted for good.
    func erase(_ root: ID<Post>) throws {
        try tx.execute("DELETE FROM threads WHERE postid = \(root)")
        try tx.execute("DELETE FROM threadmemberships WHERE postid = \(root)")
    }

    /// Everything in a channel is deleted for good.
    func eraseAll(in channel: ID<Channel>) throws {
        try tx.execute("DELETE FROM threadmemberships WHERE postid IN (SELECT id FROM posts WHERE channelid = \(channel))")
        try tx.execute("DELETE FROM threads WHERE channelid = \(channel)")
    }
}

internal import Database
internal import Wire

extension PostQueries {
    /// What is known of the threads of these roots; those that nobody answered are missing.
    func threadSummaries(of roots: [ID<Post>], for user: ID<User>) throws -> [ID<Post>: ThreadSummary] {
        var threads: [ID<Post>: ThreadSummary] = [:]
        try tx.each(
            """
            SELECT t.postid, t.replycount, t.lastreplyat, t.participants, COALESCE(tm.following, FALSE) FROM threads t
            LEFT JOIN threadmemberships tm ON tm.postid = t.postid AND tm.userid = \(user)
            WHERE t.postid \(in: roots) AND t.replycount > 0
            """
        ) { row in
            let root: ID<Post> = row.next(), count: Int64 = row.next(), last: Int64 = row.next(), people: String = row.next()
            threads[root] = ThreadSummary(
                replyCount: count, lastReplyAt: last, participants: Self.participants(people).map { ThreadParticipant(user: $0) },
                isFollowing: row.bool())
        }
        return threads
    }

    fileprivate static func participants(_ json: String) -> [ID<User>] {
        ((try? JSONReader.read(json))?.strings ?? []).map { ID<User>($0) }  // a damaged list is an empty one
    }

    /// How many living answers a post's thread has.
    func replyCount(of root: ID<Post>) throws -> Int64 {
        try tx.value("SELECT COUNT(*) FROM posts WHERE rootid = \(root) AND deleteat = 0") ?? 0
    }
}

extension PostQueries where Access == ReadWrite {
    /// An answer was written: the thread counts it, and the root changes, so that clients fetch it again. The caller holds
    /// the root's row. Says how many answers there are now.
    func countReply(_ post: Post, in team: ID<Team>) throws -> Int64 {
        let known = try tx.value("SELECT participants FROM threads WHERE postid = \(post.root)", as: String.self)
        var people = known.map(Self.participants) ?? []
        people.removeAll { $0 == post.user }
        people.append(post.user)
        let list = JSONWriter.text(of: people)
        let count: Int64? = try tx.value(
            """
            INSERT INTO threads (postid, channelid, replycount, lastreplyat, participants, threadteamid)
            VALUES (\(post.root), \(post.channel), 1, \(post.createAt), \(json: list), \(team))
            ON CONFLICT (postid) DO UPDATE SET replycount = threads.replycount + 1,
                lastreplyat = CASE WHEN threads.lastreplyat < \(post.createAt) THEN \(post.createAt) ELSE threads.lastreplyat END,
                participants = \(json: list)
            RETURNING replycount
            """)
        try touch(post.root, at: post.createAt)
        return count ?? 1
    }

    /// Clients that ask for changes get the post again.
    func touch(_ post: ID<Post>, at time: Int64) throws {
        try tx.execute("UPDATE posts SET updateat = \(time) WHERE id = \(post) AND updateat < \(time)")
    }

    /// An answer was deleted: the thread is counted anew.
    func recountThread(of root: ID<Post>) throws {
        try tx.execute(
            """
            UPDATE threads SET
                replycount = (SELECT COUNT(*) FROM posts p WHERE p.rootid = threads.postid AND p.deleteat = 0),
                lastreplyat = COALESCE((SELECT MAX(p.createat) FROM posts p WHERE p.rootid = threads.postid AND p.deleteat = 0), 0)
            WHERE postid = \(root)
            """)
        let people = try tx.rows(
            """
            SELECT userid FROM posts WHERE rootid = \(root) AND deleteat = 0 GROUP BY userid ORDER BY MAX(createat), userid
            """
        ) { row -> ID<User> in row.next() }
        try tx.execute("UPDATE threads SET participants = \(json: JSONWriter.text(of: people)) WHERE postid = \(root)")
    }

    /// The root was deleted and with it the whole thread.
    func closeThread(of root: ID<Post>, at time: Int64) throws {
        try tx.execute("UPDATE threads SET threaddeleteat = \(time) WHERE postid = \(root)")
    }
}

internal import Database
internal import Wire

extension PostQueries where Access == ReadWrite {
    /// Deletes every message of a channel for good, with what hangs on it.
    func eraseAll(in channel: ID<Channel>) throws {
        try tx.threads.eraseAll(in: channel)
        try tx.priorities.eraseAll(in: channel)
        try tx.execute("DELETE FROM martlet_pendingposts WHERE postid IN (SELECT id FROM posts WHERE channelid = \(channel))")
        try tx.execute("DELETE FROM posts WHERE channelid = \(channel)")
    }
}

extension PostQueries where Access == ReadWrite {
    /// Deletes everything that somebody wrote, and the threads that they began, for good.
    func eraseAll(of user: ID<User>) throws {
        let answered: [ID<Post>] = try tx.rows("SELECT DISTINCT rootid FROM posts WHERE userid = \(user) AND rootid <> ''") { $0.next() }
        let doomed: SQL = """
            SELECT id FROM posts WHERE userid = \(user)
            UNION SELECT reply.id FROM posts reply JOIN posts root ON root.id = reply.rootid AND reply.rootid <> '' WHERE root.userid = \(user)
            """
        try tx.threads.eraseAll(of: user)
        try tx.priorities.eraseAll(of: user, and: doomed)
        try tx.execute("DELETE FROM martlet_pendingposts WHERE postid IN (\(doomed))")
        // Their answers first: what is an answer of theirs is found through its root.
        try tx.execute("DELETE FROM posts WHERE rootid <> '' AND rootid IN (SELECT id FROM posts WHERE userid = \(user))")
        try tx.execute("DELETE FROM posts WHERE userid = \(user)")
        for root in answered { try tx.threads.recount(root) }
    }

    /// A message whose reactions went with somebody says whether it has any left.
    func recountReactions(to posts: [ID<Post>]) throws {
        try tx.execute(
            """
            UPDATE posts SET hasreactions = EXISTS (
                SELECT 1 FROM reactions r WHERE r.postid = posts.id AND COALESCE(r.deleteat, 0) = 0)
            WHERE id \(in: posts)
            """)
    }
}

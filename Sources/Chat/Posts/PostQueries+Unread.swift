internal import Database
internal import Wire

extension PostQueries {
    /// The posts that count as unread from a time on, and the roots among them.
    func countUnread(from time: Int64, in channel: ID<Channel>) throws -> (posts: Int64, roots: Int64) {
        try tx.first(
            """
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN rootid = '' THEN 1 ELSE 0 END), 0) FROM posts
            WHERE channelid = \(channel) AND createat >= \(time) AND deleteat = 0 AND type \(notIn: PostRules.uncounted)
            """
        ) { (posts: $0.next(), roots: $0.next()) } ?? (0, 0)
    }

    /// What others wrote from a time on, in slices, so that a long absence does not fill the memory.
    func eachUnread(from time: Int64, in channel: ID<Channel>, by user: ID<User>, _ body: (Post) throws -> Void) throws {
        var mark = Post(id: ID(""), channel: channel, user: user, message: "")
        mark.createAt = time
        while true {
            let slice = try tx.rows(
                """
                SELECT \(Post.columns) FROM posts p
                WHERE p.channelid = \(channel) AND p.deleteat = 0 AND p.userid <> \(user)
                    AND (p.createat, p.id) > (\(mark.createAt), \(mark.id))
                ORDER BY p.createat, p.id LIMIT 500
                """
            ) { Post(&$0) }
            for post in slice where PostRules.isCounted(post.type) { try body(post) }
            guard slice.count == 500, let last = slice.last else { return }
            mark = last
        }
    }
}

internal import Database
internal import Wire

/// Every statement about reactions.
struct ReactionQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var reactions: ReactionQueries<Access> { .init(tx: self) } }

extension Reaction {
    static let columns: Columns = "userid, postid, emojiname, createat, updateat, deleteat, remoteid, channelid"

    init(_ row: inout Row) {
        let user: ID<User> = row.next(), post: ID<Post> = row.next(), name: String = row.next()
        let createAt: Int64 = row.next(), updateAt: Int64 = row.next(), deleteAt: Int64 = row.next(), remote: String = row.next()
        self.init(
            user: user, post: post, channel: row.next(), emojiName: name, createAt: createAt, updateAt: updateAt, deleteAt: deleteAt,
            remoteID: remote)
    }
}

extension ReactionQueries {
    /// The living ones of these posts, oldest first.
    func all(of posts: [ID<Post>]) throws -> [Reaction] {
        try tx.rows(
            """
            SELECT \(Reaction.columns) FROM reactions WHERE postid \(in: posts) AND COALESCE(deleteat, 0) = 0
            ORDER BY createat, userid, emojiname
            """
        ) { Reaction(&$0) }
    }

    /// How many kinds a post has besides this one.
    func kinds(of post: ID<Post>, without name: String) throws -> Int64 {
        try tx.value(
            """
            SELECT COUNT(DISTINCT emojiname) FROM reactions
            WHERE postid = \(post) AND emojiname <> \(name) AND COALESCE(deleteat, 0) = 0
            """) ?? 0
    }

    func isCustomEmoji(_ name: String) throws -> Bool { try tx.exists("SELECT 1 FROM emoji WHERE name = \(name) AND deleteat = 0") }
}

extension ReactionQueries where Access == ReadWrite {
    /// Writes a reaction, or brings back one that was taken away; one that is there stays as it was.
    func save(_ reaction: Reaction) throws -> Reaction {
        try tx.first(
            """
            INSERT INTO reactions (userid, postid, emojiname, createat, updateat, deleteat, remoteid, channelid)
            VALUES (\(reaction.user), \(reaction.post), \(reaction.emojiName), \(reaction.createAt), \(reaction.updateAt), 0, '',
                \(reaction.channel))
            ON CONFLICT (postid, userid, emojiname) DO UPDATE SET updateat = \(reaction.updateAt), deleteat = 0,
                channelid = \(reaction.channel)
            RETURNING \(Reaction.columns)
            """
        ) { Reaction(&$0) } ?? reaction
    }

    func remove(_ name: String, by user: ID<User>, from post: ID<Post>, at time: Int64) throws {
        try tx.execute(
            """
            UPDATE reactions SET deleteat = \(time), updateat = \(time)
            WHERE postid = \(post) AND userid = \(user) AND emojiname = \(name)
            """)
    }

    /// Says which posts had one.
    func removeAll(named name: String, at time: Int64) throws -> [ID<Post>] {
        let posts: [ID<Post>] = try tx.rows(
            """
            UPDATE reactions SET deleteat = \(time), updateat = \(time) WHERE emojiname = \(name) AND COALESCE(deleteat, 0) = 0
            RETURNING postid
            """
        ) { $0.next() }
        return Array(Set(posts))
    }

    /// A post's reactions belong to another post from now on, in its channel.
    func move(from old: ID<Post>, to post: Post) throws {
        try tx.execute("UPDATE reactions SET postid = \(post.id), channelid = \(post.channel) WHERE postid = \(old)")
    }

    func removeAll(of post: ID<Post>) throws { try tx.execute("DELETE FROM reactions WHERE postid = \(post)") }
}

extension ReactionQueries where Access == ReadWrite {
    /// Of somebody who is gone for good.
    func eraseAll(of user: ID<User>) throws {
        let posts: [ID<Post>] = try tx.rows("DELETE FROM reactions WHERE userid = \(user) RETURNING postid") { $0.next() }
        try tx.posts.recountReactions(to: Array(Set(posts)))
    }
}

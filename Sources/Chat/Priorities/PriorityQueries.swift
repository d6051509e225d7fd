internal import Database
internal import Wire

/// Every statement about how messages are marked, who acknowledged them and whose notification is repeated.
struct PriorityQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var priorities: PriorityQueries<Access> { .init(tx: self) } }

extension PostPriority {
    static let columns: Columns = "priority, requestedack, persistentnotifications"

    init(_ row: inout Row) {
        let priority: String = row.next(), wants: Bool? = row.next()
        self.init(priority, requestsAcknowledgement: wants, isPersistent: row.next())
    }
}

extension Acknowledgement {
    static let columns: Columns = "userid, postid, channelid, acknowledgedat"

    init(_ row: inout Row) { self.init(user: row.next(), post: row.next(), channel: row.next(), at: row.next()) }
}

extension PriorityQueries {
    /// A condition: whether something was ever marked in the channel. Pages ask it within their own statement, because most
    /// channels have nothing marked.
    static func isUsed(in channel: ID<Channel>) -> SQL {
        "EXISTS (SELECT 1 FROM martlet_prioritychannels WHERE channelid = \(channel))"
    }

    func isUsed(inAny channels: [ID<Channel>]) throws -> Bool {
        try tx.exists("SELECT 1 FROM martlet_prioritychannels WHERE channelid \(in: channels) LIMIT 1")
    }

    func find(_ post: ID<Post>) throws -> PostPriority? {
        try tx.first("SELECT \(PostPriority.columns) FROM postspriority WHERE postid = \(post)") { PostPriority(&$0) }
    }

    func all(of posts: [ID<Post>]) throws -> [ID<Post>: PostPriority] {
        var found: [ID<Post>: PostPriority] = [:]
        try tx.each("SELECT postid, \(PostPriority.columns) FROM postspriority WHERE postid \(in: posts)") { row in
            let post: ID<Post> = row.next()
            found[post] = PostPriority(&row)
        }
        return found
    }

    /// The living ones, oldest first.
    func acknowledgements(of posts: [ID<Post>]) throws -> [Acknowledgement] {
        try tx.rows(
            """
            SELECT \(Acknowledgement.columns) FROM postacknowledgements WHERE postid \(in: posts) AND COALESCE(acknowledgedat, 0) > 0
            ORDER BY acknowledgedat, userid
            """
        ) { Acknowledgement(&$0) }
    }

    /// Whose notification is to be repeated now.
    func due(before time: Int64, most count: Int64) throws -> [ID<Post>] {
        try tx.rows(
            """
            SELECT postid FROM persistentnotifications WHERE deleteat = 0 AND CASE WHEN lastsentat > 0 THEN lastsentat ELSE createat END
                <= \(time) AND sentcount < \(count) ORDER BY createat LIMIT 100
            """
        ) { $0.next() }
    }
}

extension PriorityQueries where Access == ReadWrite {
    func insert(_ priority: PostPriority, of post: Post) throws {
        try tx.execute(
            """
            INSERT INTO postspriority (postid, channelid, priority, requestedack, persistentnotifications)
            VALUES (\(post.id), \(post.channel), \(priority.priority), \(priority.requestsAcknowledgement), \(priority.isPersistent))
            """)
        try tx.execute("INSERT INTO martlet_prioritychannels (channelid) VALUES (\(post.channel)) ON CONFLICT DO NOTHING")
        guard priority.isPersistent == true else { return }
        try tx.execute(
            """
            INSERT INTO persistentnotifications (postid, createat, lastsentat, deleteat, sentcount)
            VALUES (\(post.id), \(post.createAt), 0, 0, 0) ON CONFLICT DO NOTHING
            """)
    }

    /// What was acknowledged before stays as it was; `nil` then.
    func acknowledge(_ post: ID<Post>, by user: ID<User>, in channel: ID<Channel>, at time: Int64) throws -> Acknowledgement? {
        try tx.first(
            """
            INSERT INTO postacknowledgements (postid, userid, acknowledgedat, remoteid, channelid)
            VALUES (\(post), \(user), \(time), '', \(channel))
            ON CONFLICT (postid, userid) DO UPDATE SET acknowledgedat = excluded.acknowledgedat
                WHERE COALESCE(postacknowledgements.acknowledgedat, 0) = 0
            RETURNING \(Acknowledgement.columns)
            """
        ) { Acknowledgement(&$0) }
    }

    func acknowledgement(of post: ID<Post>, by user: ID<User>) throws -> Acknowledgement? {
        try tx.first(
            """
            SELECT \(Acknowledgement.columns) FROM postacknowledgements
            WHERE postid = \(post) AND userid = \(user) AND COALESCE(acknowledgedat, 0) > 0\(sqlite: "", postgres: " FOR UPDATE")
            """
        ) { Acknowledgement(&$0) }
    }

    func takeBack(_ post: ID<Post>, by user: ID<User>) throws {
        try tx.execute("UPDATE postacknowledgements SET acknowledgedat = 0 WHERE postid = \(post) AND userid = \(user)")
    }

    /// Counts one repetition; says whether it was this caller's to make.
    func claim(_ post: ID<Post>, before time: Int64, most count: Int64, at now: Int64) throws -> Bool {
        try tx.execute(
            """
            UPDATE persistentnotifications SET lastsentat = \(now), sentcount = sentcount + 1
            WHERE postid = \(post) AND deleteat = 0 AND CASE WHEN lastsentat > 0 THEN lastsentat ELSE createat END <= \(time)
                AND sentcount < \(count)
            """) > 0
    }

    /// The notification is not repeated any more.
    func settle(_ post: ID<Post>, at now: Int64) throws {
        try tx.execute("UPDATE persistentnotifications SET deleteat = \(now) WHERE postid = \(post) AND deleteat = 0")
    }

    /// What a post is marked with, who acknowledged it and how often it was repeated belongs to another post from now on.
    func move(from old: ID<Post>, to post: Post) throws {
        let place: SQL = "postid = \(post.id), channelid = \(post.channel)"
        guard try tx.execute("UPDATE postspriority SET \(place) WHERE postid = \(old)") > 0 else { return }
        try tx.execute("UPDATE postacknowledgements SET \(place) WHERE postid = \(old)")
        try tx.execute("UPDATE persistentnotifications SET postid = \(post.id) WHERE postid = \(old)")
        try tx.execute("INSERT INTO martlet_prioritychannels (channelid) VALUES (\(post.channel)) ON CONFLICT DO NOTHING")
    }

    /// The messages of a channel are deleted for good.
    func eraseAll(in channel: ID<Channel>) throws {
        try tx.execute(
            """
            DELETE FROM persistentnotifications WHERE postid IN (SELECT postid FROM postspriority WHERE channelid = \(channel))
            """)
        try tx.execute("DELETE FROM postacknowledgements WHERE postid IN (SELECT id FROM posts WHERE channelid = \(channel))")
        try tx.execute("DELETE FROM postspriority WHERE channelid = \(channel)")
        try tx.execute("DELETE FROM martlet_prioritychannels WHERE channelid = \(channel)")
    }

    /// What somebody acknowledged, and what hangs on messages that are deleted for good with them.
    func eraseAll(of user: ID<User>, and posts: SQL) throws {
        try tx.execute("DELETE FROM postacknowledgements WHERE userid = \(user) OR postid IN (\(posts))")
        try tx.execute("DELETE FROM persistentnotifications WHERE postid IN (\(posts))")
        try tx.execute("DELETE FROM postspriority WHERE postid IN (\(posts))")
    }

    func isRepeated(_ post: ID<Post>) throws -> Bool {
        try tx.exists("SELECT 1 FROM persistentnotifications WHERE postid = \(post) AND deleteat = 0")
    }
}

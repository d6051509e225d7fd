internal import Database
internal import Wire

/// Every statement about posts.
struct PostQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var posts: PostQueries<Access> { .init(tx: self) } }

extension Post {
    /// Of `posts p`, in the order in which `init` reads them.
    static let columns: Columns = """
        p.id, p.createat, p.updateat, p.editat, p.deleteat, p.ispinned, p.userid, p.channelid, p.rootid, p.originalid, p.message, \
        p.type, p.props, p.hashtags, p.fileids, p.hasreactions, p.remoteid
        """

    init(_ row: inout Row) {
        let id: ID<Post> = row.next()
        self.init(id: id, channel: ID(""), user: ID(""), message: "")
        createAt = row.next()
        updateAt = row.next()
        editAt = row.next()
        deleteAt = row.next()
        isPinned = row.next()
        user = row.next()
        channel = row.next()
        root = row.next()
        originalID = row.next()
        message = row.next()
        type = row.next()
        props = row.next()
        hashtags = row.next()
        let files: String = row.next()
        fileIDs = files == "null" ? nil : JSONReader.strings(stored: files)
        hasReactions = row.next()
        remoteID = row.next()
    }
}

extension PostQueries {
    /// Whatever its state: deleted ones and earlier versions too.
    func find(_ id: ID<Post>) throws -> Post? { try tx.first("SELECT \(Post.columns) FROM posts p WHERE p.id = \(id)") { Post(&$0) } }

    /// The message that somebody is about to answer. Locked, so that it cannot be deleted while the answer is written.
    func root(_ id: ID<Post>) throws -> Post? {
        try tx.first("SELECT \(Post.columns) FROM posts p WHERE p.id = \(id)\(sqlite: "", postgres: " FOR UPDATE")") { Post(&$0) }
    }

    /// What a client got for this name of its own: from this caller, or in this channel from the account that the name
    /// begins with, as clients name their messages.
    func pending(_ pendingID: String, by user: ID<User>, in channel: ID<Channel>) throws -> Post? {
        try tx.first(
            """
            SELECT \(Post.columns) FROM martlet_pendingposts pp JOIN posts p ON p.id = pp.postid
            WHERE pp.pendingid = \(key(of: pendingID)) AND pp.userid IN (\(user), \(String(pendingID.prefix(26))))
                AND (pp.userid = \(user) OR p.channelid = \(channel))
            """
        ) { Post(&$0) }
    }

    /// How SQLite keeps a client's name for a message. Clients say `account:time`; with the time first, names of one moment lie
    /// on one page, not each on a page of its account. No two names have the same key.
    private func key(of pendingID: String) -> String {
        guard tx.dialect == .sqlite, let colon = pendingID.utf8.firstIndex(of: 0x3A) else { return pendingID }
        return "\(pendingID[pendingID.utf8.index(after: colon)...]):\(pendingID[..<colon])"
    }
}

extension PostQueries where Access == ReadWrite {
    /// Writes the row and, under the client's own name for it, that it was written. Says the author's user name, and `nil`
    /// when that name is taken: the message is there already.
    func insert(_ post: Post, pending: String) throws -> String? {
        if pending.isEmpty { return try insert(post) }
        if tx.dialect == .postgres { return try insertInOneStatement(post, pending: pending) }
        let claimed = try tx.execute(
            """
            INSERT INTO martlet_pendingposts (userid, pendingid, postid, createat)
            VALUES (\(post.user), \(key(of: pending)), \(post.id), \(post.createAt)) ON CONFLICT DO NOTHING
            """)
        return claimed == 0 ? nil : try insert(post)
    }

    /// Writes the row; says the author's user name. SQLite would keep a row to return in a table made for it, and could take
    /// the statement back alone: it copies every page for that.
    @discardableResult
    func insert(_ post: Post) throws -> String {
        let row: SQL = """
            INSERT INTO posts (id, createat, updateat, editat, deleteat, ispinned, userid, channelid, rootid, originalid, message, type,
                props, hashtags, filenames, fileids, hasreactions, remoteid)
            VALUES (\(post.id), \(post.createAt), \(post.updateAt), \(post.editAt), \(post.deleteAt), \(post.isPinned), \(post.user),
                \(post.channel), \(post.root), \(post.originalID), \(post.message), \(post.type), \(json: post.props.raw),
                \(post.hashtags), '[]', \(Self.list(post.fileIDs)), \(post.hasReactions), \(post.remoteID))
            """
        if tx.dialect == .postgres {
            return try tx.value("\(row) RETURNING (SELECT username FROM users WHERE users.id = posts.userid)") ?? ""
        }
        try tx.execute(row)
        return try tx.value("SELECT username FROM users WHERE id = \(post.user)") ?? ""
    }

    /// PostgreSQL pays for each statement with a round trip; there the claim and the row are one.
    private func insertInOneStatement(_ post: Post, pending: String) throws -> String? {
        try tx.first(
            """
            WITH claim AS (
                INSERT INTO martlet_pendingposts (userid, pendingid, postid, createat)
                VALUES (\(post.user), \(pending), \(post.id), \(post.createAt)) ON CONFLICT DO NOTHING RETURNING postid
            )
            INSERT INTO posts (id, createat, updateat, editat, deleteat, ispinned, userid, channelid, rootid, originalid, message, type,
                props, hashtags, filenames, fileids, hasreactions, remoteid)
            SELECT claim.postid, \(post.createAt), \(post.updateAt), \(post.editAt), \(post.deleteAt), \(post.isPinned), \(post.user),
                \(post.channel), \(post.root), \(post.originalID), \(post.message), \(post.type), \(json: post.props.raw),
                \(post.hashtags), '[]', \(Self.list(post.fileIDs)), \(post.hasReactions), \(post.remoteID)
            FROM claim
            RETURNING (SELECT username FROM users WHERE users.id = posts.userid)
            """
        ) { $0.string() }
    }

    /// Forgets clients' names for messages that are older than anybody retries.
    func forgetPending(before time: Int64) throws {
        try tx.execute("DELETE FROM martlet_pendingposts WHERE createat < \(time)")
    }
}

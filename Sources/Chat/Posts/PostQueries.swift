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
        if files.count > 2 { fileIDs = (try? JSONReader.read(files))?.strings ?? [] }  // a damaged list is an empty one
        hasReactions = row.next()
        remoteID = row.next()
    }
}

extension PostQueries {
    func find(_ id: ID<Post>) throws -> Post? { try tx.first("SELECT \(Post.columns) FROM posts p WHERE p.id = \(id)") { Post(&$0) } }
}

extension PostQueries where Access == ReadWrite {
    func insert(_ post: Post) throws {
        try tx.execute("""
            INSERT INTO posts (id, createat, updateat, editat, deleteat, ispinned, userid, channelid, rootid, originalid, message, type,
                props, hashtags, filenames, fileids, hasreactions, remoteid)
            VALUES (\(post.id), \(post.createAt), \(post.updateAt), \(post.editAt), \(post.deleteAt), \(post.isPinned), \(post.user),
                \(post.channel), \(post.root), \(post.originalID), \(post.message), \(post.type), \(json: post.props.raw),
                \(post.hashtags), '[]', \(JSONWriter.text(of: post.fileIDs)), \(post.hasReactions), \(post.remoteID))
            """)
    }
}

internal import Database
internal import Wire

extension PostQueries where Access == ReadWrite {
    /// What may change of a post.
    func update(_ post: Post) throws {
        try tx.execute(
            """
            UPDATE posts SET updateat = \(post.updateAt), editat = \(post.editAt), ispinned = \(post.isPinned), message = \(post.message),
                props = \(json: post.props.raw), hashtags = \(post.hashtags), fileids = \(Self.list(post.fileIDs))
            WHERE id = \(post.id)
            """)
    }

    func setFiles(_ files: [String]?, of post: ID<Post>) throws {
        try tx.execute("UPDATE posts SET fileids = \(Self.list(files)) WHERE id = \(post)")
    }

    /// `null` is what the recorded server stores for no list at all.
    static func list(_ files: [String]?) -> String { files.map { JSONWriter.text(of: $0) } ?? "null" }

    /// A row with what a post was until now.
    func keepVersion(of post: Post, as id: ID<Post>, at time: Int64) throws {
        var version = post
        version.id = id
        version.originalID = post.id.raw
        version.updateAt = time
        version.deleteAt = time
        try insert(version)
    }

    /// The post and, when it is a root, its answers.
    func markDeleted(_ id: ID<Post>, by user: ID<User>, at time: Int64) throws {
        let author = JSONWriter.text(of: user)
        try tx.execute(
            """
            UPDATE posts SET deleteat = \(time), updateat = \(time),
                props = \(sqlite: "json_set(props, '$.deleteBy', json(", postgres: "jsonb_set(props, '{deleteBy}', (")\(json: author)))
            WHERE id = \(id)
            """)
        try tx.execute("UPDATE posts SET deleteat = \(time), updateat = \(time) WHERE rootid = \(id) AND rootid <> '' AND deleteat = 0")
    }

    /// The rows of the post, its answers, and its earlier versions.
    func erase(_ id: ID<Post>) throws {
        try tx.execute(
            "DELETE FROM posts WHERE id = \(id) OR rootid = \(id) AND rootid <> '' OR originalid = \(id) AND originalid <> ''")
        try tx.threads.erase(id)
    }

    /// Clients that ask for changes get the post again.
    func touch(_ post: ID<Post>, at time: Int64) throws {
        try tx.execute("UPDATE posts SET updateat = \(time) WHERE id = \(post) AND updateat < \(time)")
    }

    /// Whether there are reactions; a change of them is a change of the post for clients that ask what changed.
    func setHasReactions(_ has: Bool, of post: ID<Post>, at time: Int64) throws {
        try tx.execute(
            """
            UPDATE posts SET hasreactions = \(has), updateat = CASE WHEN updateat < \(time) THEN \(time) ELSE updateat END WHERE id = \(post)
            """)
    }
}

extension PostQueries {
    /// Earlier versions, newest first.
    func versions(of post: ID<Post>) throws -> [Post] {
        try tx.rows(
            """
            SELECT \(Post.columns) FROM posts p WHERE p.originalid = \(post) AND p.originalid <> ''
            ORDER BY p.editat DESC, p.updateat DESC
            """
        ) {
            Post(&$0)
        }
    }

    /// In the order in which they were written.
    func pinned(in channel: ID<Channel>) throws -> [Post] {
        try tx.rows(
            """
            SELECT \(Post.columns) FROM posts p WHERE p.ispinned = TRUE AND p.channelid = \(channel) AND p.deleteat = 0
            ORDER BY p.createat, p.id
            """
        ) { Post(&$0) }
    }
}

internal import Database
internal import Wire

/// Which posts of a channel a page holds.
struct PostFilter {
    var includesDeleted = false
    var onlyRoots = false

    var sql: SQL {
        switch (includesDeleted, onlyRoots) {
        case (false, false): " AND p.deleteat = 0"
        case (false, true): " AND p.deleteat = 0 AND p.rootid = ''"
        case (true, false): " AND p.originalid = ''"
        case (true, true): " AND p.originalid = '' AND p.rootid = ''"
        }
    }
}

extension PostQueries {
    /// Newest first.
    func newest(in channel: ID<Channel>, _ filter: PostFilter, limit: Int64, offset: Int64) throws -> [Post] {
        try tx.rows(
            """
            SELECT \(Post.columns) FROM posts p WHERE p.channelid = \(channel)\(filter.sql)
            ORDER BY p.createat DESC, p.id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ) { Post(&$0) }
    }

    /// The newest before `mark` first.
    func before(_ mark: Post, in channel: ID<Channel>, _ filter: PostFilter, limit: Int64, offset: Int64) throws -> [Post] {
        try tx.rows(
            """
            SELECT \(Post.columns) FROM posts p
            WHERE p.channelid = \(channel)\(filter.sql) AND (p.createat, p.id) < (\(mark.createAt), \(mark.id))
            ORDER BY p.createat DESC, p.id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ) { Post(&$0) }
    }

    /// The oldest after `mark` first.
    func after(_ mark: Post, in channel: ID<Channel>, _ filter: PostFilter, limit: Int64, offset: Int64) throws -> [Post] {
        try tx.rows(
            """
            SELECT \(Post.columns) FROM posts p
            WHERE p.channelid = \(channel)\(filter.sql) AND (p.createat, p.id) > (\(mark.createAt), \(mark.id))
            ORDER BY p.createat, p.id LIMIT \(limit) OFFSET \(offset)
            """
        ) { Post(&$0) }
    }

    /// What was written, changed or deleted after a time, newest first; earlier versions of edited posts too. SQLite's index of
    /// changes holds no posts that stayed as they were written: those are found by when that was.
    func changed(since time: Int64, in channel: ID<Channel>, onlyRoots: Bool, limit: Int64) throws -> [Post] {
        let roots: SQL = onlyRoots ? " AND p.rootid = ''" : ""
        let changed: SQL = "SELECT \(Post.columns) FROM posts p WHERE p.channelid = \(channel) AND p.updateat > \(time)\(roots)"
        var sql = changed
        if tx.dialect == .sqlite {
            sql += " AND p.updateat <> p.createat UNION ALL SELECT \(Post.columns) FROM posts p"
            sql += " WHERE p.channelid = \(channel) AND p.createat > \(time) AND p.updateat = p.createat\(roots)"
        }
        return try tx.rows("\(sql) ORDER BY createat DESC, id DESC LIMIT \(limit)") { Post(&$0) }
    }

    func find(_ ids: [ID<Post>]) throws -> [Post] {
        try tx.rows("SELECT \(Post.columns) FROM posts p WHERE p.id \(in: ids) ORDER BY p.createat DESC, p.id DESC") { Post(&$0) }
    }

    /// Roots and all their answers.
    func threads(_ roots: [ID<Post>]) throws -> [Post] {
        try tx.rows(
            """
            SELECT \(Post.columns) FROM posts p WHERE p.id \(in: roots)
            UNION ALL SELECT \(Post.columns) FROM posts p WHERE p.rootid \(in: roots) AND p.rootid <> '' AND p.deleteat = 0
            """
        ) { Post(&$0) }
    }

    /// The living answers of threads.
    func answers(in roots: [ID<Post>]) throws -> [Post] {
        try tx.rows("SELECT \(Post.columns) FROM posts p WHERE p.rootid \(in: roots) AND p.rootid <> '' AND p.deleteat = 0") { Post(&$0) }
    }

    /// How many living answers each root has; roots without any are missing.
    func replyCounts(of roots: [ID<Post>]) throws -> [ID<Post>: Int64] {
        var counts: [ID<Post>: Int64] = [:]
        try tx.each(
            "SELECT rootid, COUNT(*) FROM posts WHERE rootid \(in: roots) AND rootid <> '' AND deleteat = 0 GROUP BY rootid"
        ) { row in
            let root: ID<Post> = row.next()
            counts[root] = row.integer()
        }
        return counts
    }

    /// Who wrote in a thread.
    func authors(inThread root: ID<Post>) throws -> [(user: ID<User>, isRoot: Bool)] {
        try tx.rows(
            """
            SELECT userid, MAX(CASE WHEN id = \(root) THEN 1 ELSE 0 END) FROM posts
            WHERE (id = \(root) OR rootid = \(root) AND rootid <> '') AND deleteat = 0 GROUP BY userid ORDER BY userid
            """
        ) { (user: $0.next(), isRoot: $0.next(Int64.self) == 1) }
    }

    /// Tells each message how many living answers its thread has.
    func countReplies(of views: inout [PostView]) throws {
        guard !views.isEmpty else { return }
        let counts = try replyCounts(of: Array(Set(views.map(\.threadID))))
        for index in views.indices { views[index].replyCount = counts[views[index].threadID] ?? 0 }
    }
}

internal import Database
internal import Wire

/// A thread as clients open it: the root, then its answers.
struct PostThread: Sendable {
    let id: ID<Post>
    /// 0: all of them.
    var perPage: Int64 = 0
    /// Where to go on: an answer that the client has, and when it was written.
    var from = ID<Post>("")
    var fromCreateAt: Int64 = 0
    /// Downwards: from older to newer.
    var isDownward = false
    var collapsesThreads = false

    func run<A>(of asked: Post, in tx: Transaction<A>) throws -> PostList {
        let rootID = asked.isReply ? asked.root : asked.id
        guard let root = try tx.posts.find(rootID), root.deleteAt == 0 else { throw APIError.postNotFound }
        var replies = try tx.posts.replies(to: rootID, mark: mark, isDownward: isDownward, limit: perPage > 0 ? perPage + 1 : -1)
        var list = PostList()
        list.hasNext = perPage > 0 && replies.count > perPage
        if list.hasNext == true { replies.removeLast() }
        var views = ([root] + replies).map(PostView.init)
        list.order = ordered(views.map(\.post.id))
        if !collapsesThreads {
            let count = try tx.posts.replyCount(of: rootID)
            for index in views.indices { views[index].replyCount = count }
        }
        list.posts = views
        return list
    }

    private var mark: (id: ID<Post>, createAt: Int64)? { from.raw.isEmpty && fromCreateAt == 0 ? nil : (from, fromCreateAt) }

    /// Whoever asks by an answer gets that first.
    private func ordered(_ ids: [ID<Post>]) -> [ID<Post>] {
        guard ids.contains(id), ids.first != id else { return ids }
        return [id] + ids.dropFirst().filter { $0 != id } + ids.prefix(1)
    }
}

extension PostQueries {
    /// Living answers of a thread: newest first, or downwards oldest first. A limit of -1 is none.
    func replies(to root: ID<Post>, mark: (id: ID<Post>, createAt: Int64)?, isDownward: Bool, limit: Int64) throws -> [Post] {
        var sql: SQL = "SELECT \(Post.columns) FROM posts p WHERE p.rootid = \(root) AND p.deleteat = 0"
        if let mark, isDownward { sql += " AND (p.createat, p.id) > (\(mark.createAt), \(mark.id))" }
        if let mark, !isDownward { sql += " AND (p.createat, p.id) < (\(mark.createAt), \(mark.id))" }
        sql += isDownward ? " ORDER BY p.createat, p.id" : " ORDER BY p.createat DESC, p.id DESC"
        if limit >= 0 { sql += " LIMIT \(limit)" }
        return try tx.rows(sql) { Post(&$0) }
    }
}

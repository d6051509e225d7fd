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
    /// From older to newer, or back; a client that does not say gets all of a thread back, and pages of it from the beginning.
    var direction = Direction.unsaid
    var collapsesThreads = false
    /// The message that was asked for alone.
    var skipsAnswers = false
    /// Only what was written or changed after a time, in the order of the changes.
    var changedSince: Int64 = 0

    func run<A>(of asked: Post, in tx: Transaction<A>) throws -> PostList {
        let rootID = asked.isReply ? asked.root : asked.id
        guard let root = try tx.posts.find(rootID), root.deleteAt == 0 else { throw APIError.postNotFound }
        if skipsAnswers { return try alone(asked, in: tx) }
        let found = try answers(to: rootID, tx)
        var list = PostList()
        list.hasNext = perPage > 0 && found.count >= room + (direction == .up ? 0 : 1)
        var views = ([root] + (perPage > 0 ? Array(found.prefix(room)) : found)).map(PostView.init)
        list.order = ordered(views.map(\.post.id))
        if !collapsesThreads {
            let count = try tx.threads.replyCount(of: rootID)
            for index in views.indices { views[index].replyCount = count }
        }
        list.posts = views
        return list
    }

    enum Direction: String, Sendable { case up, down, unsaid = "" }

    private func answers<A>(to root: ID<Post>, _ tx: Transaction<A>) throws -> [Post] {
        let limit = perPage > 0 ? perPage + 1 : -1
        if changedSince > 0 { return try tx.posts.replies(to: root, changedSince: changedSince, limit: limit) }
        let isDownward = direction == .down || direction == .unsaid && perPage > 0
        return try tx.posts.replies(to: root, mark: mark(isDownward), isDownward: isDownward, limit: limit)
    }

    /// How many answers a page has. The root is one of its messages: the first one downwards from the beginning, the last one
    /// upwards, where there is more as long as it has not come.
    private var room: Int { Int(perPage) - (direction == .down && fromCreateAt == 0 && changedSince == 0 ? 1 : 0) }

    private func alone<A>(_ asked: Post, in tx: Transaction<A>) throws -> PostList {
        var list = PostList([asked])
        if !collapsesThreads { list.posts[0].replyCount = try tx.threads.replyCount(of: list.posts[0].threadID) }
        return list
    }

    /// A time alone means everything after or before it.
    private func mark(_ isDownward: Bool) -> (id: ID<Post>, createAt: Int64)? {
        if fromCreateAt == 0 { return nil }
        return from.raw.isEmpty && isDownward ? (from, fromCreateAt + 1) : (from, fromCreateAt)
    }

    /// Whoever asks by an answer gets that first.
    private func ordered(_ ids: [ID<Post>]) -> [ID<Post>] {
        guard ids.contains(id), ids.first != id else { return ids }
        return [id] + ids.dropFirst().filter { $0 != id } + ids.prefix(1)
    }
}

extension PostQueries {
    /// Living answers that were written or changed after a time, in the order of the changes. A limit of -1 is none.
    func replies(to root: ID<Post>, changedSince time: Int64, limit: Int64) throws -> [Post] {
        var sql: SQL = "SELECT \(Post.columns) FROM posts p WHERE p.rootid = \(root) AND p.rootid <> '' AND p.deleteat = 0"
        sql += " AND p.updateat > \(time) ORDER BY p.updateat, p.id"
        if limit >= 0 { sql += " LIMIT \(limit)" }
        return try tx.rows(sql) { Post(&$0) }
    }

    /// Living answers of a thread: newest first, or downwards oldest first. A limit of -1 is none.
    func replies(to root: ID<Post>, mark: (id: ID<Post>, createAt: Int64)?, isDownward: Bool, limit: Int64) throws -> [Post] {
        var sql: SQL = "SELECT \(Post.columns) FROM posts p WHERE p.rootid = \(root) AND p.rootid <> '' AND p.deleteat = 0"
        if let mark, isDownward { sql += " AND (p.createat, p.id) > (\(mark.createAt), \(mark.id))" }
        if let mark, !isDownward { sql += " AND (p.createat, p.id) < (\(mark.createAt), \(mark.id))" }
        sql += isDownward ? " ORDER BY p.createat, p.id" : " ORDER BY p.createat DESC, p.id DESC"
        if limit >= 0 { sql += " LIMIT \(limit)" }
        return try tx.rows(sql) { Post(&$0) }
    }
}

internal import Database
internal import Wire

/// The posts around the oldest unread one: what a client shows when somebody opens a channel. When nothing is unread, or they
/// were never there, these are the newest.
struct UnreadPage: Sendable {
    let page: PostPage
    let limitBefore: Int64
    /// The oldest unread one is the first of them.
    let limitAfter: Int64
    var complete: CompletePosts

    /// What is sent; the newest posts have a tag, as they have elsewhere.
    typealias Answer = (bytes: [UInt8], etag: String?)

    func run<A>(lastViewedAt: Int64, in tx: Transaction<A>) throws -> Answer {
        var rows = UnreadRows(page: page, limitBefore: limitBefore, limitAfter: limitAfter)
        try rows.read(around: lastViewedAt > 0 ? lastViewedAt : .max, tx)
        let isNewest = rows.newer == 0
        if isNewest && limitBefore == 0 { return (JSONWriter.bytes(of: PostList()), PostList().etag) }
        let whole = try whole(rows, isNewest: isNewest, tx)
        let bytes = rows.bytes(whole, hasNext: isNewest || page.skipsThreads ? nil : false)
        return (bytes, isNewest ? rows.writer.fingerprint.etag(with: whole) : nil)
    }

    /// The posts that rows alone do not make, and the page's threads.
    private func whole<A>(_ rows: borrowing UnreadRows, isNewest: Bool, _ tx: Transaction<A>) throws -> [PostView] {
        if page.skipsThreads { return try counted(rows.writer, tx) }
        if isNewest || page.collapsesThreads { return try NewestPage(page: page, complete: complete).whole(rows.writer, tx) }
        // Answers are newer than what they answer: those to a page that ends with the newest post are in the page.
        var roots = rows.writer.roots
        if !rows.next.raw.isEmpty { roots.formUnion(rows.writer.ids) }
        let answers = roots.isEmpty ? [] : try tx.posts.answers(in: Array(roots))
        let counts: [ID<Post>: Int64] = answers.reduce(into: [:]) { $0[$1.root, default: 0] += 1 }
        var others = rows.writer.roots.union(counts.keys).union(rows.writer.partial)
        if rows.writer.mayHavePriorities { others.formUnion(try tx.priorities.all(of: rows.writer.ids).keys) }
        others.subtract(answers.map(\.id))
        let posts = others.isEmpty ? answers : try answers + tx.posts.find(Array(others)).filter { $0.deleteAt == 0 }
        guard !posts.isEmpty else { return [] }
        var views = posts.map(PostView.init)
        for index in views.indices { views[index].replyCount = counts[views[index].threadID] ?? 0 }
        try complete.run(on: &views, in: tx)
        return views
    }

    /// The page and what it answers; answers outside of it are counted only.
    private func counted<A>(_ writer: borrowing PostRowWriter, _ tx: Transaction<A>) throws -> [PostView] {
        var ids = Set(writer.ids)
        if !page.collapsesThreads { ids.formUnion(writer.roots) }
        guard !ids.isEmpty else { return [] }
        var views = try tx.posts.find(Array(ids)).filter { $0.deleteAt == 0 }.map(PostView.init)
        try tx.posts.countReplies(of: &views)
        try complete.run(on: &views, in: tx)
        return views
    }
}

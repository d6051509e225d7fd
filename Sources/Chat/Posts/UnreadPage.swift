internal import Database
internal import Wire

/// The posts around the oldest unread one: what a client shows when somebody opens a channel.
struct UnreadPage: Sendable {
    let channel: ID<Channel>
    let user: ID<User>
    let limitBefore: Int64
    let limitAfter: Int64
    var page: PostPage

    func run<A>(lastViewedAt: Int64, in tx: Transaction<A>) throws -> (list: PostList, isLatest: Bool) {
        // Whoever has never been here begins with the newest.
        guard lastViewedAt > 0, let mark = try tx.posts.firstUnread(after: lastViewedAt, in: channel, onlyRoots: page.collapsesThreads)
        else {
            var latest = page
            latest.paging = Paging(page: 0, perPage: limitBefore)
            return (try latest.run(in: tx), true)
        }
        return (try around(mark, tx), false)
    }

    private func around<A>(_ mark: Post, _ tx: Transaction<A>) throws -> PostList {
        var older = try tx.posts.before(mark, in: channel, page.filter, limit: limitBefore + 1, offset: 0)
        var newer = try tx.posts.after(mark, in: channel, page.filter, limit: limitAfter, offset: 0)
        var list = PostList()
        if older.count > limitBefore { list.previous = older.removeLast().id }
        if newer.count > limitAfter - 1 { list.next = newer.removeLast().id }
        if !page.skipsThreads { list.hasNext = false }
        return try page.filled(list, with: newer.reversed() + [mark] + older, tx, threadsOf: .all, counts: true)
    }
}

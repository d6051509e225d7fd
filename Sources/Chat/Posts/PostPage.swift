internal import Database
internal import Wire

/// A page of a channel: the newest posts, or those before or after one, or what changed since a time.
struct PostPage: Sendable {
    enum Place: Sendable, Hashable {
        case newest
        case before(ID<Post>)
        case after(ID<Post>)
        case since(Int64)
    }

    let channel: ID<Channel>
    var place = Place.newest
    var paging = Paging(page: 0, perPage: 60)
    /// Leaves out the other answers of the threads in the page, and counts them instead.
    var skipsThreads = false
    /// Answers are not in the page at all; roots say how many there are and by whom.
    var collapsesThreads = false
    var includesDeleted = false

    func run<A>(in tx: Transaction<A>) throws -> PostList {
        switch place {
        case .newest: try newest(tx)
        case .before(let post): try before(post, tx)
        case .after(let post): try after(post, tx)
        case .since(let time): try since(time, tx)
        }
    }

    /// The newest posts as they are, which nearly every request asks for.
    var isPlain: Bool { place == .newest && !skipsThreads && !includesDeleted && paging.perPage > 0 }

    var filter: PostFilter { PostFilter(includesDeleted: includesDeleted, onlyRoots: collapsesThreads) }

    /// One post more on each side is read, to know what comes next and before.
    private func newest<A>(_ tx: Transaction<A>) throws -> PostList {
        guard paging.perPage > 0 else { return PostList() }
        let hasNewer = paging.page > 0
        var posts = try tx.posts.newest(
            in: channel, filter, limit: paging.perPage + (hasNewer ? 2 : 1), offset: paging.offset - (hasNewer ? 1 : 0))
        var list = PostList()
        let newer = hasNewer && !posts.isEmpty ? posts.removeFirst() : nil
        if posts.count > paging.perPage { list.previous = posts.removeLast().id }
        if !posts.isEmpty { list.next = newer?.id ?? ID("") }
        return try filled(list, with: posts, tx, threadsOf: .answers, counts: skipsThreads)
    }

    private func before<A>(_ id: ID<Post>, _ tx: Transaction<A>) throws -> PostList {
        var list = PostList()
        list.next = id
        guard paging.perPage > 0, let mark = try tx.posts.find(id) else { return list }
        let hasNewer = paging.page > 0
        var posts = try tx.posts.before(
            mark, in: channel, filter, limit: paging.perPage + (hasNewer ? 2 : 1), offset: paging.offset - (hasNewer ? 1 : 0))
        if hasNewer { list.next = posts.isEmpty ? ID("") : posts.removeFirst().id }
        if posts.count > paging.perPage { list.previous = posts.removeLast().id }
        return try filled(list, with: posts, tx, threadsOf: .all, counts: true)
    }

    private func after<A>(_ id: ID<Post>, _ tx: Transaction<A>) throws -> PostList {
        var list = PostList()
        list.previous = id
        guard paging.perPage > 0, let mark = try tx.posts.find(id) else { return list }
        let hasOlder = paging.page > 0
        var posts = try tx.posts.after(
            mark, in: channel, filter, limit: paging.perPage + (hasOlder ? 2 : 1), offset: paging.offset - (hasOlder ? 1 : 0))
        if hasOlder { list.previous = posts.isEmpty ? ID("") : posts.removeFirst().id }
        if posts.count > paging.perPage { list.next = posts.removeLast().id }
        return try filled(list, with: posts.reversed(), tx, threadsOf: .all, counts: true)
    }

    private func since<A>(_ time: Int64, _ tx: Transaction<A>) throws -> PostList {
        let posts = try tx.posts.changed(since: time, in: channel, onlyRoots: collapsesThreads, limit: 1_000)
        return try filled(PostList(), with: posts, tx, threadsOf: .rootsOnly, counts: skipsThreads)
    }

    /// Which threads of a page are brought along.
    enum Threads { case answers, all, rootsOnly }

    private func filled<A>(
        _ list: PostList, with page: [Post], _ tx: Transaction<A>, threadsOf threads: Threads, counts: Bool
    ) throws -> PostList {
        var list = list
        list.order = page.map(\.id)
        let found = collapsesThreads ? Companions() : try companions(of: page, threads, tx)
        list.posts = (page + found.posts).map(PostView.init)
        guard counts else { return list }
        if let replyCounts = found.replyCounts {
            for index in list.posts.indices { list.posts[index].replyCount = replyCounts[list.posts[index].threadID] ?? 0 }
        } else {
            try tx.posts.countReplies(of: &list.posts)
        }
        return list
    }

    /// What comes with a page from its threads.
    private struct Companions {
        var posts: [Post] = []
        /// Where all living answers of the page's threads were read: how many each root has.
        var replyCounts: [ID<Post>: Int64]?
    }

    private func companions<A>(of page: [Post], _ threads: Threads, _ tx: Transaction<A>) throws -> Companions {
        var roots = Set(page.lazy.filter(\.isReply).map(\.root)), found = Companions()
        let bringsAll = threads == .all && !skipsThreads, bringsAnswers = threads != .rootsOnly && !skipsThreads
        if bringsAll { roots.formUnion(page.lazy.filter { !$0.isReply }.map(\.id)) }
        guard !roots.isEmpty else { return found }
        let known = Set(page.map(\.id)), missing = roots.subtracting(known)
        if !missing.isEmpty { found.posts = try tx.posts.find(Array(missing)).filter { $0.deleteAt == 0 || includesDeleted } }
        if bringsAnswers {
            let answers = try tx.posts.answers(in: Array(roots))
            found.posts += answers.filter { !known.contains($0.id) }
            if bringsAll { found.replyCounts = answers.reduce(into: [:]) { $0[$1.root, default: 0] += 1 } }
        }
        return found
    }
}

extension PostView {
    /// The root of the thread that the post belongs to.
    var threadID: ID<Post> { post.isReply ? post.root : post.id }
}

internal import Database
internal import Wire

/// The newest posts of a channel, in bytes: what every client asks for when somebody opens a channel.
struct NewestPage: Sendable {
    let page: PostPage
    let complete: CompletePosts

    /// The answer and its tag.
    func run<A>(in tx: Transaction<A>) throws -> (bytes: [UInt8], etag: String) {
        let perPage = page.paging.perPage, hasNewer = page.paging.page > 0
        var writer = PostRowWriter(channel: page.channel, expected: Int(perPage)), index: Int64 = 0
        var next = ID<Post>(""), previous = ID<Post>("")
        let first: Int64 = hasNewer ? 1 : 0
        try tx.posts.eachNewest(in: page.channel, page.filter, limit: perPage + first + 1, offset: page.paging.offset - first) { row in
            if index < first { next = row.next() } else if index == perPage + first { previous = row.next() } else { writer.write(&row) }
            index += 1
        }
        if writer.rows.isEmpty { next = ID("") }
        let whole = try whole(writer, tx)
        return (writer.page(whole, next: next, previous: previous), writer.fingerprint.etag(with: whole))
    }

    /// The posts that rows alone do not make, and the threads that the page answers in.
    func whole<A>(_ writer: borrowing PostRowWriter, _ tx: Transaction<A>) throws -> [PostView] {
        var partial = writer.partial
        if writer.mayHavePriorities { partial += try tx.priorities.all(of: writer.ids).keys }
        if page.collapsesThreads { partial += try tx.threads.known(among: writer.ids, to: complete.access.user) }
        var posts = partial.isEmpty ? [] : try tx.posts.find(Array(Set(partial)))
        if !page.collapsesThreads, !writer.roots.isEmpty {
            let known = Set(writer.ids)
            posts += try tx.posts.threads(Array(writer.roots)).filter { $0.deleteAt == 0 && !known.contains($0.id) }
        }
        guard !posts.isEmpty else { return [] }
        var views = posts.map(PostView.init)
        try complete.run(on: &views, in: tx)
        return views
    }
}

extension PostQueries {
    /// Hands over the rows, newest first; behind the columns, whether something was ever marked in the channel.
    func eachNewest(
        in channel: ID<Channel>, _ filter: PostFilter, limit: Int64, offset: Int64, _ body: (inout Row) throws -> Void
    ) throws {
        try tx.each(
            """
            SELECT \(Post.columns), \(PriorityQueries<Access>.isUsed(in: channel)) FROM posts p WHERE p.channelid = \(channel)\(filter.sql)
            ORDER BY p.createat DESC, p.id DESC LIMIT \(limit) OFFSET \(offset)
            """, body)
    }
}

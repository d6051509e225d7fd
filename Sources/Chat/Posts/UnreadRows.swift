internal import Database
internal import Wire

/// The rows around a time, in one statement: what was written after it, oldest first, then what was written before, newest first.
struct UnreadRows: ~Copyable {
    let page: PostPage
    let limitBefore: Int64
    let limitAfter: Int64
    private(set) var writer: PostRowWriter
    /// How many of the rows were written after the time.
    private(set) var newer: Int64 = 0
    /// The nearest posts on both sides that are not in the page.
    private(set) var next = ID<Post>(""), previous = ID<Post>("")

    init(page: PostPage, limitBefore: Int64, limitAfter: Int64) {
        self.page = page
        self.limitBefore = limitBefore
        self.limitAfter = limitAfter
        writer = PostRowWriter(channel: page.channel, expected: Int(limitBefore + limitAfter))
    }

    mutating func read<A>(around time: Int64, _ tx: Transaction<A>) throws {
        var older: Int64 = 0
        try tx.posts.each(
            around: time, in: page.channel, page.filter, limits: (after: limitAfter + 1, before: limitBefore + 1)
        ) { row in
            if row.bool() {
                if newer == limitAfter { next = row.next() } else { newer += 1; writer.write(&row) }
            } else {
                if older == limitBefore { previous = row.next() } else { older += 1; writer.write(&row) }
            }
        }
    }

    /// The answer.
    func bytes(_ whole: [PostView], hasNext: Bool?) -> [UInt8] {
        writer.page(whole, next: next, previous: previous, hasNext: hasNext, ascending: Int(newer))
    }
}

extension PostQueries {
    /// Hands over the rows; before the columns, whether it was written after the time; behind them, whether something was ever
    /// marked in the channel.
    func each(
        around time: Int64, in channel: ID<Channel>, _ filter: PostFilter, limits: (after: Int64, before: Int64),
        _ body: (inout Row) throws -> Void
    ) throws {
        let mark = PriorityQueries<Access>.isUsed(in: channel)
        try tx.each(
            """
            SELECT * FROM (SELECT TRUE, \(Post.columns), \(mark) FROM posts p WHERE p.channelid = \(channel)\(filter.sql)
                AND p.createat > \(time) ORDER BY p.createat, p.id LIMIT \(limits.after)) newer
            UNION ALL SELECT * FROM (SELECT FALSE, \(Post.columns), \(mark) FROM posts p WHERE p.channelid = \(channel)\(filter.sql)
                AND p.createat <= \(time) ORDER BY p.createat DESC, p.id DESC LIMIT \(limits.before)) older
            """, body)
    }
}

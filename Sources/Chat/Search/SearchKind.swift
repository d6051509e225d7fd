internal import Database

/// What can be searched for. The two have an index each.
enum SearchKind: Int64, CaseIterable, Sendable {
    case posts = 0
    case files = 1

    /// The documents.
    var documents: SQL { self == .posts ? "martlet_search_posts" : "martlet_search_files" }
    /// SQLite's index over them.
    var words: SQL { self == .posts ? "martlet_search_postswords" : "martlet_search_fileswords" }
}

/// A message or file as it enters the index.
struct SearchDocument: Sendable {
    let id: String
    let channel: String
    let user: String
    let createAt: Int64
    let text: IndexedText

    init(_ row: inout Row) {
        id = row.next()
        channel = row.next()
        user = row.next()
        createAt = row.next()
        let text: String = row.next(), tags: String = row.next()
        self.text = IndexedText(text, tags: tags)
    }

    /// The first row id of a time in SQLite's index: the time, then room for a million documents of one millisecond.
    static func firstRow(at time: Int64) -> Int64 { min(max(time, 0), (1 << 43) - 1) << 20 }

    /// The row id that this document would like to have; where it is taken, the next.
    var wantedRow: Int64 { Self.firstRow(at: createAt) + Int64(id.utf8.reduce(UInt64(17)) { $0 &* 31 &+ UInt64($1) } & 0xF_FFFF) }
}

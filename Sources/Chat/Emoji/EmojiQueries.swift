internal import Database
internal import Wire

/// Every statement about custom emoji.
struct EmojiQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var emoji: EmojiQueries<Access> { .init(tx: self) } }

extension Emoji {
    /// In the order in which `init` reads them.
    static let columns: Columns = "id, createat, updateat, deleteat, creatorid, name"

    init(_ row: inout Row) {
        let id: ID<Emoji> = row.next(), createAt = row.integer(), updateAt = row.integer(), deleteAt = row.integer()
        self.init(id: id, creator: row.next(), name: row.next())
        (self.createAt, self.updateAt, self.deleteAt) = (createAt, updateAt, deleteAt)
    }
}

extension EmojiQueries {
    func find(_ id: ID<Emoji>) throws -> Emoji? {
        try tx.first("SELECT \(Emoji.columns) FROM emoji WHERE id = \(id) AND deleteat = 0") { Emoji(&$0) }
    }

    func find(name: String) throws -> Emoji? {
        try tx.first("SELECT \(Emoji.columns) FROM emoji WHERE name = \(name) AND deleteat = 0") { Emoji(&$0) }
    }

    func find(names: [String]) throws -> [Emoji] {
        try tx.rows("SELECT \(Emoji.columns) FROM emoji WHERE name \(in: names) AND deleteat = 0 ORDER BY createat, id") { Emoji(&$0) }
    }

    func page(byName: Bool, _ paging: Paging) throws -> [Emoji] {
        let order: SQL = byName ? "name" : "createat, id"
        return try tx.rows(
            """
            SELECT \(Emoji.columns) FROM emoji WHERE deleteat = 0 ORDER BY \(order)
            LIMIT \(paging.perPage) OFFSET \(paging.offset)
            """
        ) { Emoji(&$0) }
    }

    /// Those with the term in their name, or at its beginning, in the order of names.
    func search(_ term: String, onlyPrefix: Bool, limit: Int64) throws -> [Emoji] {
        let pattern = onlyPrefix ? LikePattern.beginning(term.lowercased()) : .holding(term.lowercased())
        return try tx.rows(
            """
            SELECT \(Emoji.columns) FROM emoji WHERE \(pattern.fits("LOWER(name)")) AND deleteat = 0
            ORDER BY name LIMIT \(limit)
            """
        ) { Emoji(&$0) }
    }
}

extension EmojiQueries where Access == ReadWrite {
    /// Says whether the name was free.
    func insert(_ emoji: Emoji) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO emoji (id, createat, updateat, deleteat, creatorid, name)
            VALUES (\(emoji.id), \(emoji.createAt), \(emoji.updateAt), 0, \(emoji.creator), \(emoji.name)) ON CONFLICT DO NOTHING
            """) > 0
    }

    /// Says whether it was there.
    func markDeleted(_ id: ID<Emoji>, at time: Int64) throws -> Bool {
        try tx.execute("UPDATE emoji SET deleteat = \(time), updateat = \(time) WHERE id = \(id) AND deleteat = 0") > 0
    }
}

internal import Database
internal import Wire

/// Every statement about bookmarks.
struct BookmarkQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var bookmarks: BookmarkQueries<Access> { .init(tx: self) } }

extension Bookmark {
    /// In the order in which `init` reads them.
    static let columns: Columns = """
        id, createat, updateat, deleteat, channelid, ownerid, fileinfoid, displayname, sortorder, linkurl, imageurl, emoji, type, \
        originalid, parentid
        """

    init(_ row: inout Row) {
        let id: ID<Bookmark> = row.next(), createAt = row.integer(), updateAt = row.integer(), deleteAt = row.integer()
        self.init(id: id, channel: row.next(), owner: row.next())
        (self.createAt, self.updateAt, self.deleteAt) = (createAt, updateAt, deleteAt)
        fileID = row.next()
        displayName = row.next()
        sortOrder = row.next()
        linkURL = row.next()
        imageURL = row.next()
        emoji = row.next()
        type = Kind(rawValue: row.string()) ?? .link
        originalID = row.next()
        parentID = row.next()
    }
}

extension BookmarkQueries {
    /// The living ones in their order; with a time also those that were changed or deleted since.
    func all(in channel: ID<Channel>, since time: Int64 = 0) throws -> [Bookmark] {
        let which: SQL = time > 0 ? "updateat >= \(time)" : "deleteat = 0"
        var bookmarks = try tx.rows(
            "SELECT \(Bookmark.columns) FROM channelbookmarks WHERE channelid = \(channel) AND \(which) ORDER BY sortorder, createat, id"
        ) { Bookmark(&$0) }
        try addFiles(to: &bookmarks)
        return bookmarks
    }

    func find(_ id: ID<Bookmark>, in channel: ID<Channel>) throws -> Bookmark? {
        var found = try tx.rows(
            "SELECT \(Bookmark.columns) FROM channelbookmarks WHERE id = \(id) AND channelid = \(channel) AND deleteat = 0"
        ) { Bookmark(&$0) }
        try addFiles(to: &found)
        return found.first
    }

    private func addFiles(to bookmarks: inout [Bookmark]) throws {
        let ids = bookmarks.map(\.fileID).filter { !$0.isEmpty }
        guard !ids.isEmpty else { return }
        let files = Dictionary(try tx.files.find(ids).map { ($0.id, $0) }) { first, _ in first }
        for index in bookmarks.indices { bookmarks[index].file = files[bookmarks[index].fileID] }
    }
}

extension BookmarkQueries where Access == ReadWrite {
    /// Bookmarks of one channel are changed one after the other, so that no two get one place and none is too many.
    func lock(_ channel: ID<Channel>) throws {
        guard tx.dialect == .postgres else { return }
        try tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(\("bookmarks " + channel.raw), 0))")
    }

    func insert(_ bookmark: Bookmark) throws {
        try tx.execute(
            """
            INSERT INTO channelbookmarks (id, ownerid, channelid, fileinfoid, createat, updateat, deleteat, displayname, sortorder, linkurl,
                imageurl, emoji, type, originalid, parentid)
            VALUES (\(bookmark.id), \(bookmark.owner), \(bookmark.channel), \(Self.some(bookmark.fileID)), \(bookmark.createAt),
                \(bookmark.updateAt), \(bookmark.deleteAt), \(bookmark.displayName), \(bookmark.sortOrder), \(bookmark.linkURL),
                \(bookmark.imageURL), \(bookmark.emoji), \(bookmark.type.rawValue)\(sqlite: "", postgres: "::channel_bookmark_type"),
                \(Self.some(bookmark.originalID)), \(Self.some(bookmark.parentID)))
            """)
    }

    func update(_ bookmark: Bookmark) throws {
        try tx.execute(
            """
            UPDATE channelbookmarks SET updateat = \(bookmark.updateAt), deleteat = \(bookmark.deleteAt),
                displayname = \(bookmark.displayName), sortorder = \(bookmark.sortOrder), linkurl = \(bookmark.linkURL),
                imageurl = \(bookmark.imageURL), emoji = \(bookmark.emoji), fileinfoid = \(Self.some(bookmark.fileID))
            WHERE id = \(bookmark.id)
            """)
    }

    private static func some(_ id: String) -> String? { id.isEmpty ? nil : id }
}

internal import Database

/// Statements that keep the index true.
extension SearchQueries where Access == ReadWrite {
    /// Whoever indexes holds this, so that an older text never overwrites a newer one; SQLite's writers stand in line anyway.
    func lock() throws {
        if tx.dialect == .postgres { try tx.execute("SELECT pg_advisory_xact_lock(\(Self.lockNumber))") }
    }

    private static var lockNumber: Int64 { 0x6D61_7274_5365_61 }  // "martSea"

    /// Takes so many entries out of the queue: what changed, each once.
    func takeChanges(_ limit: Int64) throws -> (count: Int, changed: [SearchKind: Set<String>]) {
        var count = 0, changed: [SearchKind: Set<String>] = [:]
        try tx.each(
            """
            DELETE FROM martlet_search_queue WHERE seq IN (SELECT seq FROM martlet_search_queue ORDER BY seq LIMIT \(limit))
            RETURNING kind, id
            """
        ) { row in
            count += 1
            let kind: Int64 = row.next(), id: String = row.next()
            changed[SearchKind(rawValue: kind) ?? .posts, default: []].insert(id)
        }
        return (count, changed)
    }

    /// Takes so many new posts into the index, in the order in which they were written. SQLite only: on PostgreSQL there are none
    /// outside of the queue.
    func addNewPosts(_ limit: Int64) throws -> Int {
        guard tx.dialect == .sqlite, limit > 0 else { return 0 }
        var last: String?, documents: [SearchDocument] = [], count = 0
        try tx.each(
            """
            SELECT p.id, \(Self.isFound), p.id, p.channelid, p.userid, p.createat, p.message, COALESCE(p.hashtags, '') FROM posts p
            WHERE \(Self.isNew) ORDER BY p.rowid LIMIT \(limit)
            """
        ) { row in
            last = row.next()
            count += 1
            if row.bool() { documents.append(SearchDocument(&row)) }
        }
        guard let last else { return 0 }
        for document in documents where !document.text.isEmpty { try put(document, .posts) }
        try tx.execute("UPDATE martlet_search_seen SET id = \(last)")
        return count
    }

    /// Which posts a search finds at all.
    private static var isFound: SQL { "(p.deleteat = 0 AND p.originalid = '' AND substr(p.type, 1, 7) <> 'system_')" }

    /// Brings the index to what these are now; what is gone or hidden leaves it.
    func update(_ kind: SearchKind, _ ids: [String]) throws {
        let documents = try documents(kind, ids), found = Set(documents.map(\.id))
        try remove(kind, ids.filter { !found.contains($0) })
        for document in documents { try put(document, kind) }
    }

    /// Files follow their message: deleted and moved with it.
    func files(of posts: [String]) throws -> [String] {
        try tx.rows("SELECT id FROM fileinfo WHERE postid \(in: posts)") { $0.next() }
    }

    private func documents(_ kind: SearchKind, _ ids: [String]) throws -> [SearchDocument] {
        let documents =
            switch kind {
            case .posts:
                try tx.rows(
                    """
                    SELECT p.id, p.channelid, p.userid, p.createat, p.message, COALESCE(p.hashtags, '') FROM posts p
                    WHERE p.id \(in: ids) AND \(Self.isFound)
                    """
                ) { SearchDocument(&$0) }
            case .files:
                try tx.rows(
                    """
                    SELECT fi.id, p.channelid, fi.creatorid, fi.createat, fi.name || ' ' || COALESCE(fi.content, ''), ''
                    FROM fileinfo fi JOIN posts p ON p.id = fi.postid
                    WHERE fi.id \(in: ids) AND fi.deleteat = 0 AND p.deleteat = 0
                    """
                ) { SearchDocument(&$0) }
            }
        return documents.filter { !$0.text.isEmpty }
    }

    private func remove(_ kind: SearchKind, _ ids: [String]) throws {
        guard !ids.isEmpty else { return }
        if tx.dialect == .sqlite {
            // FTS5 forgets a document only when it is told its words again
            try tx.execute(
                """
                INSERT INTO \(kind.words) (\(kind.words), rowid, words)
                SELECT 'delete', d.docid, d.words FROM \(kind.documents) d WHERE d.id \(in: ids)
                """)
        }
        try tx.execute("DELETE FROM \(kind.documents) WHERE id \(in: ids)")
    }

    private func put(_ document: SearchDocument, _ kind: SearchKind) throws {
        guard tx.dialect == .sqlite else {
            let words = document.text.postgres + (kind == .posts ? SearchMark.all(of: document) : "")
            return try tx.enqueue(
                """
                INSERT INTO \(kind.documents) (id, channelid, userid, createat, words)
                VALUES (\(document.id), \(document.channel), \(document.user), \(document.createAt), \(words)::text::tsvector)
                ON CONFLICT (id) DO UPDATE SET channelid = excluded.channelid, userid = excluded.userid, createat = excluded.createat,
                    words = excluded.words
                """)
        }
        var row = document.wantedRow
        let words = document.text.sqlite
        while try tx.execute(
            """
            INSERT INTO \(kind.documents) (docid, id, channelid, userid, words)
            VALUES (\(row), \(document.id), \(document.channel), \(document.user), \(words)) ON CONFLICT DO NOTHING
            """) == 0
        {
            // it is there already, or another one has its number
            if try tx.exists("SELECT 1 FROM \(kind.documents) d WHERE d.id = \(document.id)") {
                try remove(kind, [document.id])
            } else {
                row += 1
            }
        }
        try tx.execute("INSERT INTO \(kind.words) (rowid, words) VALUES (\(row), \(words))")
    }
}

/// Statements that read what was there before the index, from the newest on.
extension SearchQueries where Access == ReadWrite {
    /// How far the reading has come: everything before this is still to be read. `nil` when all is.
    func progress(_ kind: SearchKind) throws -> (createAt: Int64, id: String)? {
        try tx.first("SELECT createat, id FROM martlet_search_progress WHERE kind = \(kind.rawValue)") { ($0.next(), $0.next()) }
    }

    func setProgress(_ kind: SearchKind, _ place: (createAt: Int64, id: String)?) throws {
        guard let place else { try tx.execute("DELETE FROM martlet_search_progress WHERE kind = \(kind.rawValue)"); return }
        try tx.execute(
            """
            INSERT INTO martlet_search_progress (kind, createat, id) VALUES (\(kind.rawValue), \(place.createAt), \(place.id))
            ON CONFLICT (kind) DO UPDATE SET createat = excluded.createat, id = excluded.id
            """)
    }

    /// The next ones in that direction.
    func older(_ kind: SearchKind, than place: (createAt: Int64, id: String), limit: Int64) throws -> [(createAt: Int64, id: String)] {
        let table: SQL = kind == .posts ? "posts" : "fileinfo"
        return try tx.rows(
            """
            SELECT createat, id FROM \(table) WHERE (createat, id) < (\(place.createAt), \(place.id))
            ORDER BY createat DESC, id DESC LIMIT \(limit)
            """
        ) { ($0.next(), $0.next()) }
    }
}

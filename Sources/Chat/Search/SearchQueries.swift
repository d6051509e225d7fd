internal import Database
internal import Wire

/// Every statement of the search.
struct SearchQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var search: SearchQueries<Access> { .init(tx: self) } }

/// A query with its names looked up: what is asked for, by whom and where.
struct SearchRequest: Sendable {
    let user: ID<User>
    /// `nil` for all teams. Direct messages belong to every team.
    let team: ID<Team>?
    var includesArchived = false
    let words: SearchWordsOf
    var spans: [(times: Range<Int64>, isOutside: Bool)] = []
    var authors: SearchQuery.Choice
    /// Names of channels, those of direct messages included.
    var places: SearchQuery.Choice
    var extensions: SearchQuery.Choice
    var limit: Int64
    var offset: Int64
    /// SQLite: so many times are read in some milliseconds (a quarter of a microsecond each); where more messages are meant, the first
    /// hundred come soon.
    var few: Int64 = 60_000
    /// PostgreSQL: among how many of the newest messages to look first.
    var near: Int64 = 4_096
}

/// The words of a query in the language of the engine.
struct SearchWordsOf: Sendable {
    /// What must occur; empty when only filters were given.
    let wanted: String
    /// What must not.
    let unwanted: String
    /// Both in one.
    let whole: String

    init(_ query: SearchQuery, isOr: Bool, dialect: Dialect) {
        let wanted = query.terms.map { dialect == .sqlite ? $0.sqlite : $0.postgres }
        let unwanted = query.excluded.map { dialect == .sqlite ? $0.sqlite : $0.postgres }
        let (or, and, not) = dialect == .sqlite ? (" OR ", " AND ", " NOT ") : (" | ", " & ", " & !")
        self.wanted = wanted.joined(separator: isOr ? or : and)
        self.unwanted = unwanted.joined(separator: or)
        whole = self.unwanted.isEmpty ? self.wanted : "(\(self.wanted))\(not)(\(self.unwanted))"
    }
}

extension SearchQueries {
    /// Whether something changed that the index does not know yet.
    func isBehind() throws -> Bool {
        if try tx.exists("SELECT 1 FROM martlet_search_queue LIMIT 1") { return true }
        return try tx.dialect == .sqlite && tx.exists("SELECT 1 FROM posts p WHERE \(Self.isNew) LIMIT 1")
    }

    /// SQLite writes its posts one after the other: those behind the last one that the index knows are new. PostgreSQL commits
    /// in any order, so there each goes through the queue. All are new again when that last one is gone without a word.
    static var isNew: SQL { "p.rowid > COALESCE((SELECT rowid FROM posts WHERE id = (SELECT id FROM martlet_search_seen)), 0)" }

    /// Whether something from before the index is still to be read.
    func isBuilding() throws -> Bool { try tx.exists("SELECT 1 FROM martlet_search_progress LIMIT 1") }

    /// Messages, the newest first.
    func posts(_ request: SearchRequest) throws -> [Post] {
        if request.words.wanted.isEmpty { return try wordless(request) }
        return tx.dialect == .sqlite ? try postsOfSQLite(request) : try postsOfPostgres(request)
    }

    /// Messages of somebody, somewhere or of some time.
    private func wordless(_ request: SearchRequest) throws -> [Post] {
        if request.authors.wanted.isEmpty { return try wordless(request, "p.channelid IN (\(channels(of: request)))\(try only(request))") }
        guard tx.dialect == .sqlite else {
            return try amongTheNewest(request) { stage in
                let since: SQL = stage.begin.map { " AND p.createat >= \($0)" } ?? ""
                return try wordless(request, "p.channelid \(in: stage.ground.places)\(since)")
            }
        }
        // SQLite reads all channels of the caller for one author, unless it is kept from it
        return try wordless(request, "+p.channelid IN (\(channels(of: request)))")
    }

    private func wordless(_ request: SearchRequest, _ place: SQL) throws -> [Post] {
        try tx.rows(
            """
            SELECT \(Post.columns) FROM posts p WHERE \(place) AND p.deleteat = 0
                AND p.originalid = '' AND substr(p.type, 1, 7) <> 'system_'\(authors(request, "p.userid"))\(times(request, "p.createat"))
                \(without(.posts, request, "p.id"))
            ORDER BY p.createat DESC, p.id DESC LIMIT \(request.limit) OFFSET \(request.offset)
            """
        ) { Post(&$0) }
    }

    /// The one channel that is meant, said once more: so its messages are read in their order, and no more than are shown.
    private func only(_ request: SearchRequest) throws -> SQL {
        guard !request.places.wanted.isEmpty else { return "" }
        let channels: [ID<Channel>] = try tx.rows(channels(of: request)) { $0.next() }
        return channels.count == 1 ? " AND p.channelid = \(channels[0])" : ""
    }

    /// Files of messages, the newest first.
    func files(_ request: SearchRequest) throws -> [String] {
        let isWordless = request.words.wanted.isEmpty
        if isWordless {
            return try tx.rows(
                """
                SELECT fi.id FROM fileinfo fi JOIN posts p ON p.id = fi.postid
                WHERE p.channelid IN (\(channels(of: request))) AND p.deleteat = 0 AND fi.deleteat = 0\(extensions(request))
                    \(authors(request, "fi.creatorid"))\(times(request, "fi.createat"))\(without(.files, request, "fi.id"))
                ORDER BY fi.createat DESC, fi.id DESC LIMIT \(request.limit) OFFSET \(request.offset)
                """
            ) { $0.next() }
        }
        return try tx.rows(
            """
            SELECT fi.id FROM \(found(.files, request)) \(sqlite: "CROSS JOIN", postgres: "JOIN") fileinfo fi ON fi.id = d.id
                \(sqlite: "CROSS JOIN", postgres: "JOIN") posts p ON p.id = fi.postid
            WHERE \(matches(request)) AND p.channelid = d.channelid AND p.deleteat = 0 AND fi.deleteat = 0\(extensions(request))
            ORDER BY \(newest) LIMIT \(request.limit) OFFSET \(request.offset)
            """
        ) { $0.next() }
    }

    /// The people of these names.
    func people(named names: [String]) throws -> [(name: String, id: ID<User>)] {
        try tx.rows("SELECT username, id FROM users WHERE username \(in: names)") { ($0.next(), $0.next()) }
    }
}

/// The pieces of the statements.
extension SearchQueries {
    /// SQLite reads the words first, from the newest document on.
    func found(_ kind: SearchKind, _ request: SearchRequest) -> SQL {
        tx.dialect == .sqlite ? "\(kind.words) f CROSS JOIN \(kind.documents) d ON d.docid = f.rowid" : "\(kind.documents) d"
    }

    var newest: SQL { tx.dialect == .sqlite ? "f.rowid DESC" : "d.createat DESC, d.id DESC" }

    /// The words, and everything that can be decided before the message itself is read: who may read it most of all.
    func matches(_ request: SearchRequest) -> SQL {
        let words: SQL = tx.dialect == .sqlite ? "f.words MATCH \(request.words.whole)" : "d.words @@ \(request.words.whole)::text::tsquery"
        return words + " AND d.channelid IN (\(channels(of: request)))" + authors(request, "d.userid") + documentTimes(request)
    }

    /// The channels of the caller, no others. The membership is asked for in the statement that finds the message: nothing is
    /// read first and hidden later.
    func channels(of request: SearchRequest) -> SQL {
        var sql: SQL = "SELECT c.id FROM channelmembers cm JOIN channels c ON c.id = cm.channelid WHERE cm.userid = \(request.user)"
        if let team = request.team { sql += " AND c.teamid \(in: [team.raw, ""])" }
        if !request.includesArchived { sql += " AND c.deleteat = 0" }
        let wanted = request.places.wanted, unwanted = request.places.unwanted
        if !wanted.isEmpty { sql += " AND (c.name \(in: wanted) OR c.id \(in: wanted))" }
        if !unwanted.isEmpty { sql += " AND c.name \(notIn: unwanted) AND c.id \(notIn: unwanted)" }
        return sql
    }

    func authors(_ request: SearchRequest, _ column: SQL) -> SQL {
        var sql: SQL = ""
        let wanted = request.authors.wanted, unwanted = request.authors.unwanted
        if wanted.count == 1 {  // an equation, so that an index gives the messages in their order
            sql += " AND \(column) = (SELECT u.id FROM users u WHERE u.username = \(wanted[0]))"
        } else if !wanted.isEmpty {
            sql += " AND \(column) IN (SELECT u.id FROM users u WHERE u.username \(in: wanted))"
        }
        if !unwanted.isEmpty { sql += " AND \(column) NOT IN (SELECT u.id FROM users u WHERE u.username \(in: unwanted))" }
        return sql
    }

    private func extensions(_ request: SearchRequest) -> SQL {
        var sql: SQL = ""
        let wanted = request.extensions.wanted, unwanted = request.extensions.unwanted
        if !wanted.isEmpty { sql += " AND LOWER(fi.extension) \(in: wanted)" }
        if !unwanted.isEmpty { sql += " AND LOWER(fi.extension) \(notIn: unwanted)" }
        return sql
    }

    func times(_ request: SearchRequest, _ column: SQL) -> SQL {
        request.spans.reduce(into: "") { sql, span in
            let (begin, end) = (span.times.lowerBound, span.times.upperBound)
            sql +=
                span.isOutside
                ? " AND (\(column) < \(begin) OR \(column) >= \(end))" : " AND \(column) >= \(begin) AND \(column) < \(end)"
        }
    }

    /// In SQLite's index the row id is the time.
    func documentTimes(_ request: SearchRequest) -> SQL {
        guard tx.dialect == .sqlite else { return times(request, "d.createat") }
        return request.spans.reduce(into: "") { sql, span in
            let begin = SearchDocument.firstRow(at: span.times.lowerBound), end = SearchDocument.firstRow(at: span.times.upperBound)
            sql +=
                span.isOutside ? " AND (f.rowid < \(begin) OR f.rowid >= \(end))" : " AND f.rowid >= \(begin) AND f.rowid < \(end)"
        }
    }

    /// Where only filters are given, words may still be unwanted.
    private func without(_ kind: SearchKind, _ request: SearchRequest, _ id: SQL) -> SQL {
        let unwanted = request.words.unwanted
        if unwanted.isEmpty { return "" }
        guard tx.dialect == .sqlite else {
            return " AND NOT EXISTS (SELECT 1 FROM \(kind.documents) d WHERE d.id = \(id) AND d.words @@ \(unwanted)::text::tsquery)"
        }
        return """
             AND NOT EXISTS (SELECT 1 FROM \(kind.documents) d CROSS JOIN \(kind.words) f ON f.rowid = d.docid
                WHERE d.id = \(id) AND f.words MATCH \(unwanted))
            """
    }
}

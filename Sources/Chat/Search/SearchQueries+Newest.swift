internal import Database
internal import Wire

/// How each engine comes to the newest messages with some words without reading all that have them.
extension SearchQueries {
    /// FTS5 walks from the newest on and stops when there is enough.
    func postsOfSQLite(_ request: SearchRequest) throws -> [Post] {
        try tx.rows(
            """
            SELECT \(Post.columns) FROM \(found(.posts, request)) CROSS JOIN posts p ON p.id = d.id
            WHERE \(matches(request))\(try narrow(request)) AND p.channelid = d.channelid AND p.deleteat = 0
            ORDER BY \(newest) LIMIT \(request.limit) OFFSET \(request.offset)
            """
        ) { Post(&$0) }
    }

    /// Where few messages can be meant at all, their times: SQLite asks of each document with the words whether its time is
    /// among them before it reads anything else of it. Otherwise a frequent word and a rare author, or a caller in small
    /// channels, would have it read every document with the word.
    private func narrow(_ request: SearchRequest) throws -> SQL {
        let places = channels(of: request)
        var sql: SQL = ""
        let placed: Int64? = try tx.value("SELECT COALESCE(SUM(c.totalmsgcount), 0) FROM channels c WHERE c.id IN (\(places))")
        if placed ?? 0 < request.few { sql += times(of: "p.channelid IN (\(places))") }
        guard !request.authors.wanted.isEmpty else { return sql }
        let written = authors(request, "p.userid")
        let count: Int64? = try tx.value("SELECT COUNT(*) FROM (SELECT 1 FROM posts p WHERE TRUE\(written) LIMIT \(request.few))")
        if count ?? 0 < request.few { sql += times(of: "TRUE\(written)") }
        return sql
    }

    private func times(of choice: SQL) -> SQL { " AND f.rowid >> 20 IN (SELECT p.createat FROM posts p WHERE \(choice))" }

    func postsOfPostgres(_ request: SearchRequest) throws -> [Post] {
        try amongTheNewest(request) { places, begin in try posts(request, in: places, since: begin) }
    }

    /// GIN and the index of authors know no order: PostgreSQL would read and sort every message that is meant. So it looks among
    /// the newest first, then among eight times as many and so on, at last among all: what is frequent is found soon, and what is rare costs
    /// little. `find` is given the caller's channels as values, of the same snapshot: the planner knows how much is said where.
    func amongTheNewest(_ request: SearchRequest, _ find: (_ places: [String], _ begin: Int64?) throws -> [Post]) throws -> [Post] {
        try planEachTime()
        let places: [String] = try tx.rows(channels(of: request)) { $0.next() }
        guard !places.isEmpty else { return [] }
        for begin in try begins(request) {
            let found = try find(places, begin)
            if found.count >= request.limit { return found }
        }
        return try find(places, nil)
    }

    private func posts(_ request: SearchRequest, in places: [String], since begin: Int64?) throws -> [Post] {
        let times: SQL = begin.map { " AND d.createat >= \($0)" } ?? ""
        // At last the words are rare, which the planner does not know of those below its statistics: it must not walk through all.
        let time: SQL = begin == nil ? "d.createat + 0" : "d.createat"
        return try tx.rows(
            """
            SELECT \(Post.columns) FROM (
                SELECT d.id, d.channelid FROM martlet_search_posts d
                WHERE d.words @@ \(request.words.whole)::text::tsquery AND d.channelid \(in: places)\(times)\(documentTimes(request))
                    \(authors(request, "d.userid"))
                ORDER BY \(time) DESC, d.id DESC LIMIT \(request.limit) OFFSET \(request.offset)
            ) d JOIN posts p ON p.id = d.id
            WHERE p.channelid = d.channelid AND p.deleteat = 0 ORDER BY p.createat DESC, p.id DESC
            """
        ) { Post(&$0) }
    }

    /// Since when to look first, and next: the time of so many documents, then of about eight times as many and so on, by how close
    /// together the newest are. Any times would be right.
    private func begins(_ request: SearchRequest) throws -> [Int64] {
        let end = request.spans.filter { !$0.isOutside }.map(\.times.upperBound).min() ?? .max
        let times: SQL = "SELECT createat FROM martlet_search_posts WHERE createat < \(end) ORDER BY createat"
        let newest: Int64? = try tx.value("\(times) DESC LIMIT 1"), oldest: Int64? = try tx.value("\(times) LIMIT 1")
        let near: Int64? = try tx.value("\(times) DESC LIMIT 1 OFFSET \(request.near)")
        guard let newest, let oldest, var begin = near else { return [] }
        var begins = [begin]
        while newest > begin, newest &- begin < (newest &- oldest) / 8 {
            begin = newest &- 8 &* (newest &- begin)
            begins.append(begin)
        }
        return begins
    }
}

internal import Database
internal import Wire

/// How SQLite comes to the newest messages with some words without reading all that have them.
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
}

internal import Database
internal import Wire

/// How PostgreSQL comes to the newest messages with some words without reading all that have them.
extension SearchQueries {
    func postsOfPostgres(_ request: SearchRequest) throws -> [Post] {
        try amongTheNewest(request) { stage in stage.isNear ? try near(request, stage) : try marked(request, stage) }
    }

    /// GIN and the index of authors know no order: PostgreSQL would read and sort every message that is meant. So it looks among
    /// the newest few thousand first, and then, by how many it found there, among as many as should hold enough, at last among
    /// all: what is frequent is found soon, and what is rare costs little.
    func amongTheNewest(_ request: SearchRequest, _ find: (SearchStage) throws -> [Post]) throws -> [Post] {
        let ground = try ground(of: request)
        guard !ground.places.isEmpty, request.authors.wanted.isEmpty || !ground.authors.isEmpty else { return [] }
        var stage = SearchStage(ground: ground, begin: ground.nearCount > request.near ? ground.near : nil, isNear: true)
        while stage.begin != nil {
            let found = try find(stage)
            if found.count >= request.limit { return found }
            stage = stage.next(found: found.count, wanted: request.limit + request.offset)
        }
        return try find(SearchStage(ground: ground, begin: nil))
    }

    /// In one statement: each costs its way there and back.
    private func ground(of request: SearchRequest) throws -> SearchGround {
        let spans = request.spans.filter { !$0.isOutside }.map(\.times)
        let begin = spans.map(\.lowerBound).max() ?? .min, end = spans.map(\.upperBound).min() ?? .max
        var ground = SearchGround()
        try tx.each(
            """
            WITH nearest AS (
                SELECT createat FROM martlet_search_posts WHERE createat < \(end) ORDER BY createat DESC, id DESC LIMIT \(request.near + 1)
            )
            SELECT 0, c.id, 0 FROM (\(channels(of: request))) c
            UNION ALL SELECT 1, u.id, 0 FROM users u WHERE u.username \(in: request.authors.wanted)
            UNION ALL SELECT 2, '', COALESCE(MAX(createat), 0) FROM nearest
            UNION ALL SELECT 3, '', COALESCE(MIN(createat), 0) FROM nearest
            UNION ALL SELECT 4, '', COUNT(*) FROM nearest
            UNION ALL SELECT 5, '', COALESCE((SELECT MIN(createat) FROM martlet_search_posts), 0)
            """
        ) { row in
            let kind: Int64 = row.next(), id: String = row.next(), value: Int64 = row.next()
            switch kind {
            case 0: ground.places.append(id)
            case 1: ground.authors.append(id)
            case 2: ground.newest = value
            case 3: ground.near = max(value, begin)
            case 4: ground.nearCount = value
            default: ground.oldest = max(value, begin)
            }
        }
        return ground
    }

    /// Reads the newest messages one after the other: for so few that is less than what any list of words costs. The words stand where
    /// no index is asked for them.
    private func near(_ request: SearchRequest, _ stage: SearchStage) throws -> [Post] {
        let since: SQL = stage.begin.map { " AND d.createat >= \($0)" } ?? ""
        return try read(
            """
            SELECT d.id, d.channelid FROM martlet_search_posts d
            WHERE (d.words @@ \(request.words.whole)::text::tsquery) IS TRUE AND d.channelid \(in: stage.ground.places)\(since)
                \(times(request, "d.createat"))\(authors(request, "d.userid"))
            ORDER BY d.createat DESC, d.id DESC LIMIT \(request.limit) OFFSET \(request.offset)
            """)
    }

    /// Reads what GIN finds by words and marks. Everything else is written so that the planner takes no other index for it: it cannot
    /// know how rare the words are, and a list of a whole year or author is long.
    private func marked(_ request: SearchRequest, _ stage: SearchStage) throws -> [Post] {
        let since: SQL = stage.begin.map { " AND d.createat + 0 >= \($0)" } ?? ""
        let words = "(\(request.words.whole))" + stage.marks.map { " & (\($0.joined(separator: " | ")))" }.joined()
        return try read(
            """
            SELECT d.id, d.channelid FROM martlet_search_posts d
            WHERE d.words @@ \(words)::text::tsquery AND d.channelid \(in: stage.ground.places)\(since)
                \(times(request, "d.createat + 0"))\(authors(request, "(d.userid || '')"))
            ORDER BY d.createat + 0 DESC, d.id DESC LIMIT \(request.limit) OFFSET \(request.offset)
            """)
    }

    private func read(_ documents: SQL) throws -> [Post] {
        try tx.rows(
            """
            SELECT \(Post.columns) FROM (\(documents)) d JOIN posts p ON p.id = d.id
            WHERE p.channelid = d.channelid AND p.deleteat = 0 ORDER BY p.createat DESC, p.id DESC
            """
        ) { Post(&$0) }
    }
}

internal import Database
internal import Wire

/// Counts for administrators, over the tables of all features. They read whole tables, so they run where long reads run.
struct AnalyticsQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var analytics: AnalyticsQueries<Access> { .init(tx: self) } }

extension AnalyticsQueries {
    private func count(_ sql: SQL) throws -> Int64 { try tx.value(sql, as: Int64.self) ?? 0 }
    private func within(_ team: String?, _ column: Columns = "teamid") -> SQL {
        if let team { "AND \(column) = \(team)" } else { "" }
    }

    func channels(_ type: String, team: String?) throws -> Int64 {
        try count("SELECT COUNT(*) FROM channels WHERE type = \(type) AND deleteat = 0 \(within(team))")
    }

    func teams() throws -> Int64 { try count("SELECT COUNT(*) FROM teams WHERE deleteat = 0") }

    func posts(team: String?) throws -> Int64 {
        guard let team else { return try count("SELECT COUNT(*) FROM posts WHERE deleteat = 0") }
        return try count(
            """
            SELECT COUNT(*) FROM posts p JOIN channels c ON c.id = p.channelid WHERE p.deleteat = 0 AND c.teamid = \(team)
            """)
    }

    /// People whose account is open; no bots.
    func activePeople(team: String?) throws -> Int64 {
        let members: SQL =
            if let team { "AND EXISTS (SELECT 1 FROM teammembers m WHERE m.userid = u.id AND m.teamid = \(team) AND m.deleteat = 0)" } else
            { "" }
        return try count(
            "SELECT COUNT(*) FROM users u WHERE u.deleteat = 0 \(members) AND NOT EXISTS (SELECT 1 FROM bots b WHERE b.userid = u.id)")
    }

    func inactivePeople() throws -> Int64 {
        try count("SELECT COUNT(*) FROM users u WHERE u.deleteat > 0 AND NOT EXISTS (SELECT 1 FROM bots b WHERE b.userid = u.id)")
    }

    /// People who were seen since.
    func people(seenSince time: Int64) throws -> Int64 {
        try count(
            """
            SELECT COUNT(*) FROM status s JOIN users u ON u.id = s.userid
            WHERE s.lastactivityat > \(time) AND u.deleteat = 0 AND NOT EXISTS (SELECT 1 FROM bots b WHERE b.userid = u.id)
            """)
    }

    /// Guests who are in exactly one channel.
    func singleChannelGuests() throws -> Int64 {
        try count(
            """
            SELECT COUNT(*) FROM (
                SELECT m.userid FROM channelmembers m JOIN users u ON u.id = m.userid
                WHERE u.deleteat = 0 AND u.roles LIKE '%system_guest%' GROUP BY m.userid HAVING COUNT(*) = 1
            ) lonely
            """)
    }

    func rows(_ table: Table) throws -> Int64 { try count(table.count) }
    func fileBytes() throws -> Int64 { try count("SELECT COALESCE(SUM(size), 0) FROM fileinfo WHERE deleteat = 0") }

    /// Tables of which administrators see the number of rows.
    enum Table {
        case incomingWebhooks, outgoingWebhooks, commands, files
        /// Sessions that have not ended at a time.
        case sessions(Int64)

        fileprivate var count: SQL {
            switch self {
            case .incomingWebhooks: "SELECT COUNT(*) FROM incomingwebhooks WHERE deleteat = 0"
            case .outgoingWebhooks: "SELECT COUNT(*) FROM outgoingwebhooks WHERE deleteat = 0"
            case .commands: "SELECT COUNT(*) FROM commands WHERE deleteat = 0"
            case .files: "SELECT COUNT(*) FROM fileinfo WHERE deleteat = 0"
            case .sessions(let now): "SELECT COUNT(*) FROM sessions WHERE expiresat = 0 OR expiresat > \(now)"
            }
        }
    }

    /// Posts, or people who posted, by day since a time: day number after 1970 and count, newest first.
    func days(_ figure: DailyFigure, team: String?, since time: Int64) throws -> [(day: Int64, count: Int64)] {
        let what: SQL = figure == .people ? "COUNT(DISTINCT p.userid)" : "COUNT(*)"
        let who: SQL = figure == .postsOfBots ? "AND EXISTS (SELECT 1 FROM bots b WHERE b.userid = p.userid)" : ""
        let place: SQL = team == nil ? "" : "JOIN channels c ON c.id = p.channelid"
        return try tx.rows(
            """
            SELECT p.createat / 86400000 AS day, \(what) FROM posts p \(place)
            WHERE p.createat >= \(time) AND p.deleteat = 0 \(who) \(within(team, "c.teamid")) GROUP BY 1 ORDER BY 1 DESC
            """
        ) { (day: $0.integer(), count: $0.integer()) }
    }

    enum DailyFigure { case posts, postsOfBots, people }
}

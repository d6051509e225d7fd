internal import Database
internal import Wire

/// Which of somebody's threads are wanted.
struct ThreadFilter {
    let user: ID<User>
    let team: ID<Team>
    var excludesDirect = false
    var includesDeleted = false
    var onlyUnread = false

    /// Over `threadmemberships tm JOIN threads t`.
    var sql: SQL {
        var sql: SQL = "tm.userid = \(user) AND tm.following = TRUE"
        sql += excludesDirect ? " AND t.threadteamid = \(team)" : " AND (t.threadteamid = \(team) OR t.threadteamid = '')"
        if !includesDeleted { sql += " AND COALESCE(t.threaddeleteat, 0) = 0" }
        if onlyUnread { sql += " AND t.lastreplyat > tm.lastviewed" }
        return sql
    }
}

/// How many threads somebody follows, and what of them is unread.
struct ThreadTotals {
    var total: Int64 = 0
    var unread: Int64 = 0
    var mentions: Int64 = 0
    var urgentMentions: Int64 = 0
}

/// Somebody's thread as it is stored: the root, what the thread counts, and how far they have read.
struct ThreadRow {
    let root: Post
    let replyCount: Int64
    let lastReplyAt: Int64
    let participants: [ID<User>]
    let deleteAt: Int64
    var lastViewedAt: Int64
    var unreadMentions: Int64
    var unreadReplies: Int64
    let isUrgent: Bool
}

extension ThreadQueries {
    /// Whether there is a row about somebody and a thread, and whether they follow.
    func isFollowing(_ thread: ID<Post>, _ user: ID<User>) throws -> Bool? {
        try tx.first("SELECT following FROM threadmemberships WHERE postid = \(thread) AND userid = \(user)") { $0.bool() }
    }

    /// A thread that somebody follows, whatever became of it.
    func find(_ thread: ID<Post>, of user: ID<User>) throws -> ThreadRow? {
        try tx.first(select("tm.userid = \(user) AND tm.postid = \(thread) AND tm.following = TRUE"), Self.row)
    }

    /// The thread with the newest answer first.
    func page(_ filter: ThreadFilter, _ place: ThreadPlace, since: Int64, limit: Int64) throws -> [ThreadRow] {
        var condition = filter.sql
        if since > 0 { condition += " AND (tm.lastupdated >= \(since) OR t.lastreplyat >= \(since))" }
        switch place {
        case .newest: break
        case .before(let mark):
            condition += " AND (t.lastreplyat, t.postid) < (SELECT m.lastreplyat, m.postid FROM threads m WHERE m.postid = \(mark))"
        case .after(let mark):
            condition += " AND (t.lastreplyat, t.postid) > (SELECT m.lastreplyat, m.postid FROM threads m WHERE m.postid = \(mark))"
        }
        let order: SQL = place.isUpward ? " ORDER BY t.lastreplyat, t.postid" : " ORDER BY t.lastreplyat DESC, t.postid DESC"
        return try tx.rows(select(condition) + order + " LIMIT \(limit)", Self.row)
    }

    func totals(_ filter: ThreadFilter) throws -> ThreadTotals {
        try tx.first(
            """
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN t.lastreplyat > tm.lastviewed THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(tm.unreadmentions), 0),
                COALESCE(SUM(CASE WHEN tm.unreadmentions > 0 AND EXISTS (
                    SELECT 1 FROM postspriority pp WHERE pp.postid = t.postid AND pp.priority = 'urgent') THEN tm.unreadmentions ELSE 0 END), 0)
            FROM threadmemberships tm JOIN threads t ON t.postid = tm.postid WHERE \(filter.sql)
            """
        ) { ThreadTotals(total: $0.next(), unread: $0.next(), mentions: $0.next(), urgentMentions: $0.next()) } ?? ThreadTotals()
    }

    private func select(_ condition: SQL) -> SQL {
        """
        SELECT \(Post.columns), COALESCE(t.replycount, 0), COALESCE(t.lastreplyat, 0), t.participants, COALESCE(t.threaddeleteat, 0),
            COALESCE(tm.lastviewed, 0), COALESCE(tm.unreadmentions, 0),
            (SELECT COUNT(*) FROM posts r WHERE r.rootid = t.postid AND r.rootid <> '' AND r.deleteat = 0 AND r.createat > tm.lastviewed),
            EXISTS (SELECT 1 FROM postspriority pp WHERE pp.postid = t.postid AND pp.priority = 'urgent')
        FROM threadmemberships tm JOIN threads t ON t.postid = tm.postid JOIN posts p ON p.id = t.postid WHERE \(condition)
        """
    }

    private static func row(_ row: inout Row) -> ThreadRow {
        let root = Post(&row), replyCount: Int64 = row.next(), lastReplyAt: Int64 = row.next(), people: String = row.next()
        return ThreadRow(
            root: root, replyCount: replyCount, lastReplyAt: lastReplyAt, participants: ThreadTally.people(people), deleteAt: row.next(),
            lastViewedAt: row.next(), unreadMentions: row.next(), unreadReplies: row.next(), isUrgent: row.next())
    }
}

/// Where in the list somebody goes on.
enum ThreadPlace: Sendable {
    case newest
    case before(ID<Post>)
    case after(ID<Post>)

    /// From older to newer.
    var isUpward: Bool { if case .after = self { true } else { false } }
}

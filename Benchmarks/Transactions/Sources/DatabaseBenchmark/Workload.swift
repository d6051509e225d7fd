import Chat
import Database

/// The three shapes of work that count: one row, a page of sixty, and a post with its counters.
struct Workload: Sendable {
    let database: any Database
    /// Ids and times start here, so that a run can follow another on the same database.
    let base: Int

    private static let columns: Columns = """
        id, createat, updateat, deleteat, userid, channelid, rootid, originalid, message, type, props, hashtags, filenames, fileids, \
        hasreactions, editat, ispinned, remoteid
        """

    static func id(_ number: Int) -> String {
        let digits = String(number, radix: 36)
        return String(repeating: "a", count: 26 - digits.count) + digits
    }

    /// 200 people, 20 channels with 50 of them each, 100 posts in each.
    func fill() async throws {
        try await Schema.migrate(database)
        if try await database.readOne({ try $0.exists("SELECT 1 FROM users") }) { return }
        try await database.write { tx in
            for user in 0..<200 {
                try tx.enqueue(
                    """
                    INSERT INTO users (id, createat, updateat, deleteat, username, email, roles, props, notifyprops, locale)
                    VALUES (\(Self.id(user)), 1, 1, 0, \("user\(user)"), \("user\(user)@example.com"), 'system_user', \(json: "{}"), \
                    \(json: #"{"email":"true","push":"mention"}"#), 'en')
                    """)
            }
            for channel in 0..<20 { try fill(channel, tx) }
        }
    }

    private func fill(_ channel: Int, _ tx: Transaction<ReadWrite>) throws {
        try tx.enqueue(
            """
            INSERT INTO channels (id, createat, updateat, deleteat, teamid, type, displayname, name, header, purpose, lastpostat, \
            totalmsgcount, totalmsgcountroot, lastrootpostat)
            VALUES (\(Self.id(channel)), 1, 1, 0, 't', 'O', 'Town', \("town\(channel)"), '', '', 0, 0, 0, 0)
            """)
        for user in 0..<50 {
            try tx.enqueue(
                """
                INSERT INTO channelmembers (channelid, userid, roles, lastviewedat, msgcount, mentioncount, notifyprops, lastupdateat, \
                schemeuser, schemeadmin, schemeguest, mentioncountroot, msgcountroot, urgentmentioncount)
                VALUES (\(Self.id(channel)), \(Self.id(user)), '', 0, 0, 0, \(json: #"{"desktop":"default"}"#), 0, \
                \(true), \(false), \(false), 0, 0, 0)
                """)
        }
        for post in 0..<100 { try insert(channel * 100 + post, by: post % 50, into: channel, tx) }
    }

    private func insert(_ number: Int, by user: Int, into channel: Int, _ tx: Transaction<ReadWrite>) throws {
        let now = base + number
        try tx.enqueue(
            """
            INSERT INTO posts (\(Self.columns)) VALUES (\(Self.id(now)), \(now), \(now), 0, \(Self.id(user)), \(Self.id(channel)), '', '', \
            \("Hello world, this is a message of ordinary length, number \(number)."), '', \(json: "{}"), '', '[]', '[]', \
            \(false), 0, \(false), '')
            """)
    }

    func me(_ number: Int) async throws {
        _ = try await database.readOne { tx in
            try tx.first("SELECT id, createat, username, email, roles, props, notifyprops FROM users WHERE id = \(Self.id(number % 200))") {
                (row) -> [String] in (0..<7).map { _ in row.string() }
            }
        }
    }

    private func isMember(_ user: Int, of channel: Int) -> SQL {
        """
        SELECT c.deleteat, c.type, m.roles FROM channels c JOIN channelmembers m ON m.channelid = c.id
        WHERE c.id = \(Self.id(channel)) AND m.userid = \(Self.id(user))
        """
    }

    func page(_ number: Int) async throws {
        let channel = number % 20
        let bytes = try await database.read { tx in
            guard try tx.exists(isMember(number % 50, of: channel)) else { return 0 }
            return try tx.rows(
                """
                SELECT \(Self.columns) FROM posts WHERE channelid = \(Self.id(channel)) AND deleteat = 0
                ORDER BY createat DESC, id DESC LIMIT \(60)
                """
            ) { row in (0..<18).reduce(0) { sum, _ in sum + row.string().utf8.count } }.reduce(0, +)
        }
        precondition(bytes > 60 * 26)
    }

    func post(_ number: Int) async throws {
        let channel = number % 20, user = number % 50, now = base + 10_000 + number
        try await database.write(isolation: .readCommitted) { tx in
            guard try tx.exists(isMember(user, of: channel)) else { return }
            try tx.enqueue(
                """
                INSERT INTO martlet_pendingposts (userid, pendingid, postid, createat)
                VALUES (\(Self.id(user)), \("\(now)"), \(Self.id(now)), \(now))
                """)
            try insert(10_000 + number, by: user, into: channel, tx)
            try tx.enqueue(
                """
                UPDATE channels SET lastpostat = \(now), lastrootpostat = \(now), totalmsgcount = totalmsgcount + 1, \
                totalmsgcountroot = totalmsgcountroot + 1 WHERE id = \(Self.id(channel))
                """)
            try tx.enqueue(
                """
                UPDATE channelmembers SET msgcount = msgcount + 1, msgcountroot = msgcountroot + 1, lastviewedat = \(now), \
                lastupdateat = \(now) WHERE channelid = \(Self.id(channel)) AND userid = \(Self.id(user))
                """)
            tx.afterCommit(now)
        }
    }
}

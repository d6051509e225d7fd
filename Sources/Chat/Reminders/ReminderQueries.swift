internal import Database
internal import Wire

/// Every statement about reminders.
struct ReminderQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var reminders: ReminderQueries<Access> { .init(tx: self) } }

/// Somebody wants to be told of a message at a time, which is in seconds as clients give it.
struct Reminder: Sendable, Hashable {
    let post: ID<Post>
    let user: ID<User>
    var time: Int64
}

extension ReminderQueries {
    /// Those whose time has come, earliest first.
    func due(at seconds: Int64, limit: Int64) throws -> [Reminder] {
        try tx.rows(
            "SELECT postid, userid, targettime FROM postreminders WHERE targettime <= \(seconds) ORDER BY targettime LIMIT \(limit)"
        ) { Reminder(post: $0.next(), user: $0.next(), time: $0.next()) }
    }
}

extension ReminderQueries where Access == ReadWrite {
    /// One for each message and person: a later wish replaces an earlier one.
    func save(_ reminder: Reminder) throws {
        try tx.execute(
            """
            INSERT INTO postreminders (postid, userid, targettime) VALUES (\(reminder.post), \(reminder.user), \(reminder.time))
            ON CONFLICT (postid, userid) DO UPDATE SET targettime = excluded.targettime
            """)
    }

    func eraseAll(of user: ID<User>) throws { try tx.execute("DELETE FROM postreminders WHERE userid = \(user)") }

    /// Takes it off the list; says whether it was still there with this time.
    func claim(_ reminder: Reminder) throws -> Bool {
        try tx.execute(
            """
            DELETE FROM postreminders
            WHERE postid = \(reminder.post) AND userid = \(reminder.user) AND targettime = \(reminder.time)
            """) > 0
    }
}

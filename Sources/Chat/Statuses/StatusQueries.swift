internal import Database
internal import Wire

/// Every statement about statuses.
struct StatusQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var statuses: StatusQueries<Access> { .init(tx: self) } }

extension Status {
    static let columns: Columns = "userid, status, manual, lastactivityat, dndendtime, prevstatus"

    init(_ row: inout Row) {
        self.init(user: row.next())
        kind = Kind(rawValue: row.next()) ?? .offline
        isManual = row.next()
        lastActivityAt = row.next()
        dndEndTime = row.next()
        previous = row.next()
    }
}

extension StatusQueries {
    func find(_ user: ID<User>) throws -> Status? {
        try tx.first("SELECT \(Status.columns) FROM status WHERE userid = \(user)") { Status(&$0) }
    }

    /// Those of them who were ever seen.
    func find(_ users: [ID<User>]) throws -> [Status] {
        try tx.rows("SELECT \(Status.columns) FROM status WHERE userid \(in: users.map(\.raw))") { Status(&$0) }
    }

    /// Everybody who is not offline.
    func present() throws -> [Status] { try tx.rows("SELECT \(Status.columns) FROM status WHERE status <> 'offline'") { Status(&$0) } }

    /// Those whose `dnd` was to end by now.
    func overdue(at second: Int64) throws -> [Status] {
        try tx.rows(
            """
            SELECT \(Status.columns) FROM status WHERE status = 'dnd' AND dndendtime > 0 AND dndendtime <= \(second)
            """
        ) { Status(&$0) }
    }
}

extension StatusQueries where Access == ReadWrite {
    func save(_ status: Status) throws {
        try tx.execute(
            """
            INSERT INTO status (\(Status.columns))
            VALUES (\(status.user), \(status.kind.rawValue), \(status.isManual), \(status.lastActivityAt), \(status.dndEndTime),
                \(status.previous))
            ON CONFLICT (userid) DO UPDATE SET status = excluded.status, manual = excluded.manual,
                lastactivityat = excluded.lastactivityat, dndendtime = excluded.dndendtime, prevstatus = excluded.prevstatus
            """)
    }
}

extension StatusQueries where Access == ReadWrite {
    /// Of somebody who is gone for good.
    func erase(_ user: ID<User>) throws { try tx.execute("DELETE FROM status WHERE userid = \(user)") }
}

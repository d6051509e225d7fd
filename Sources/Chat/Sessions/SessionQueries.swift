internal import Database
internal import Wire

/// Every statement about sessions.
struct SessionQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var sessions: SessionQueries<Access> { .init(tx: self) } }

extension Session {
    static let columns: Columns = "id, createat, expiresat, lastactivityat, userid, deviceid, roles, isoauth, expirednotify, props"

    init(_ row: inout Row) {
        let id: ID<Session> = row.next()
        let createAt: Int64 = row.next(), expiresAt: Int64 = row.next(), lastActivityAt: Int64 = row.next()
        let user: ID<User> = row.next(), device: String = row.next(), roles: String = row.next()
        self.init(
            id: id, user: user, roles: roles, createAt: createAt, expiresAt: expiresAt, lastActivityAt: lastActivityAt, deviceID: device,
            isOAuth: row.next(), expiredNotify: row.next(), props: row.next())
    }
}

extension SessionQueries {
    func find(_ id: ID<Session>) throws -> Session? {
        try tx.first("SELECT \(Session.columns) FROM sessions WHERE id = \(id)") { Session(&$0) }
    }

    func find(token: String) throws -> Session? {
        try tx.first("SELECT \(Session.columns) FROM sessions WHERE token = \(token)") { Session(&$0) }
    }
}

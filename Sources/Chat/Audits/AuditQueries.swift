internal import Database
internal import Wire

/// One line of the record of who did what.
struct AuditEntry: Sendable, JSONWritable {
    let id: String
    let createAt: Int64
    let user: String
    let action: String
    let detail: String
    let address: String
    let session: String

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("create_at", createAt)
            json.field("user_id", user)
            json.field("action", action)
            json.field("extra_info", detail)
            json.field("ip_address", address)
            json.field("session_id", session)
        }
    }
}

/// Where a recorded action came from.
struct AuditSource: Sendable {
    let path: String
    let address: String
    var user = ""
    var session = ""
}

/// Every statement about the record.
struct AuditQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var audits: AuditQueries<Access> { .init(tx: self) } }

extension AuditQueries {
    /// Newest first; everybody's when `user` is `nil`.
    func page(of user: ID<User>? = nil, _ page: Paging) throws -> [AuditEntry] {
        let whose: SQL = user.map { "WHERE userid = \($0)" } ?? ""
        return try tx.rows(
            """
            SELECT id, createat, userid, action, extrainfo, ipaddress, sessionid FROM audits \(whose)
            ORDER BY createat DESC, id DESC LIMIT \(page.perPage) OFFSET \(page.offset)
            """
        ) { row in
            AuditEntry(
                id: row.next(), createAt: row.next(), user: row.next(), action: row.next(), detail: row.next(), address: row.next(),
                session: row.next())
        }
    }
}

extension AuditQueries where Access == ReadWrite {
    func note(_ source: AuditSource, _ detail: String, at now: Int64, id: String) throws {
        try tx.execute(
            """
            INSERT INTO audits (id, createat, userid, action, extrainfo, ipaddress, sessionid)
            VALUES (\(id), \(now), \(source.user), \(source.path), \(String(detail.prefix(1024))), \(source.address), \(source.session))
            """)
    }
}

extension Services {
    /// Writes a line into the record, in the transaction of what it tells about.
    func audit(_ source: AuditSource, _ detail: String = "", in tx: Transaction<ReadWrite>) throws {
        try tx.audits.note(source, detail, at: now(), id: newToken())
    }
}

extension AuditQueries where Access == ReadWrite {
    /// Of somebody who is gone for good.
    func eraseAll(of user: ID<User>) throws { try tx.execute("DELETE FROM audits WHERE userid = \(user)") }
}

internal import Database
internal import Wire

/// Every statement about sessions.
struct SessionQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var sessions: SessionQueries<Access> { .init(tx: self) } }

extension Session {
    static let columns: Columns = "id, createat, expiresat, lastactivityat, userid, deviceid, roles, isoauth, expirednotify, props"
    static let columnsOfS = columns.of("s")

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

    /// With what decides whether a second factor is owed: only accounts with a password of ours, and no bots, need one.
    func known(token: String) throws -> KnownSession? { try known(where: "s.token = \(token)") }
    func known(_ id: ID<Session>) throws -> KnownSession? { try known(where: "s.id = \(id)") }

    private func known(where condition: SQL) throws -> KnownSession? {
        try tx.first(
            """
            SELECT \(Session.columnsOfS), NOT COALESCE(u.mfaactive, FALSE) AND COALESCE(u.authservice, '') IN ('', 'email', 'ldap')
                AND NOT EXISTS (SELECT 1 FROM bots b WHERE b.userid = s.userid)
            FROM sessions s LEFT JOIN users u ON u.id = s.userid WHERE \(condition)
            """
        ) { row in
            let session = Session(&row)
            let props = session.props.texts
            return KnownSession(
                session: session, lacksSecondFactor: row.bool() && !session.isOAuth,
                isPersonalToken: props["type"] == "UserAccessToken" && props["is_bot"] != "true")
        }
    }

    /// The one used last first.
    func all(of user: ID<User>) throws -> [Session] {
        try tx.rows("SELECT \(Session.columns) FROM sessions WHERE userid = \(user) ORDER BY lastactivityat DESC, id DESC") { Session(&$0) }
    }
}

extension SessionQueries where Access == ReadWrite {
    func insert(_ session: Session, token: String) throws {
        try tx.execute(
            """
            INSERT INTO sessions (id, token, createat, expiresat, lastactivityat, userid, deviceid, roles, isoauth, expirednotify, props)
            VALUES (\(session.id), \(token), \(session.createAt), \(session.expiresAt), \(session.lastActivityAt), \(session.user),
                \(session.deviceID), \(session.roles), \(session.isOAuth), \(session.expiredNotify), \(json: session.props.raw))
            """)
    }

    /// Sessions that ended a while ago and that nobody can use.
    func removeExpired(before time: Int64) throws {
        try tx.execute("DELETE FROM sessions WHERE expiresat > 0 AND expiresat < \(time)")
    }

    func touch(_ id: ID<Session>, activity: Int64, expiry: Int64) throws {
        try tx.execute("UPDATE sessions SET lastactivityat = \(activity), expiresat = \(expiry), expirednotify = FALSE WHERE id = \(id)")
    }

    func attach(_ id: ID<Session>, device: String, expiry: Int64) throws {
        try tx.execute("UPDATE sessions SET deviceid = \(device), expiresat = \(expiry), expirednotify = FALSE WHERE id = \(id)")
    }

    func update(_ id: ID<Session>, props: JSONText) throws {
        try tx.execute("UPDATE sessions SET props = \(json: props.raw) WHERE id = \(id)")
    }
}

/// Ending sessions and changing what they may do. Each tells the caches and the sockets, after commit.
extension Transaction where Access == ReadWrite {
    /// Says whether there was one.
    @discardableResult
    func endSession(_ id: ID<Session>) throws -> Bool {
        try tellEnded("DELETE FROM sessions WHERE id = \(id) RETURNING id, userid") > 0
    }

    /// Every session of an account, but for the one that asks when it is given.
    func endSessions(of user: ID<User>, except kept: ID<Session>? = nil) throws {
        try tellEnded("DELETE FROM sessions WHERE userid = \(user) AND id <> \(kept?.raw ?? "") RETURNING id, userid")
    }

    /// A device has one session: a login there ends the one before.
    func endSessions(of user: ID<User>, onDevice device: String, except kept: ID<Session>? = nil) throws {
        try tellEnded(
            """
            DELETE FROM sessions WHERE userid = \(user) AND deviceid = \(device) AND id <> \(kept?.raw ?? "") RETURNING id, userid
            """)
    }

    /// The session of a personal access token.
    func endSessions(token: String) throws { try tellEnded("DELETE FROM sessions WHERE token = \(token) RETURNING id, userid") }

    func endEverySession() throws { try tellEnded("DELETE FROM sessions RETURNING id, userid") }

    /// Gives an account's sessions its new system roles, at once and everywhere.
    func setSessionRoles(_ roles: String, of user: ID<User>) throws {
        try execute("UPDATE sessions SET roles = \(roles) WHERE userid = \(user)")
        signal(.userChanged(user))
    }

    @discardableResult
    private func tellEnded(_ statement: SQL) throws -> Int {
        let ended = try rows(statement) { row in (id: row.next(ID<Session>.self), user: row.next(ID<User>.self)) }
        for (id, user) in ended { signal(.sessionEnded(id, user: user)) }
        return ended.count
    }
}

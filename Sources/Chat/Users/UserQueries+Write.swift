internal import Database
internal import Wire

extension UserQueries {
    /// Whether anybody has an account; bots do not count.
    func exists() throws -> Bool {
        try tx.exists("SELECT 1 FROM users u WHERE NOT EXISTS (SELECT 1 FROM bots b WHERE b.userid = u.id) LIMIT 1")
    }

    func isTaken(username: String) throws -> Bool { try tx.exists("SELECT 1 FROM users WHERE username = \(username)") }
    func isTaken(email: String) throws -> Bool { try tx.exists("SELECT 1 FROM users WHERE email = \(email)") }
}

extension UserQueries where Access == ReadWrite {
    func insert(_ user: User, passwordHash: String) throws {
        try tx.execute(
            """
            INSERT INTO users (id, createat, updateat, deleteat, username, password, authdata, authservice, email, emailverified, nickname,
                firstname, lastname, roles, allowmarketing, props, notifyprops, lastpasswordupdate, lastpictureupdate, failedattempts,
                locale, mfaactive, mfasecret, position, timezone, remoteid, lastlogin, mfausedtimestamps)
            VALUES (\(user.id), \(user.createAt), \(user.updateAt), \(user.deleteAt), \(user.username), \(passwordHash), \(user.authData),
                \(user.authService), \(user.email), \(user.emailVerified), \(user.nickname), \(user.firstName), \(user.lastName),
                \(user.roles), FALSE, \(json: user.props.raw), \(json: user.notifyProps.raw), \(user.lastPasswordUpdate),
                \(user.lastPictureUpdate), \(user.failedAttempts), \(user.locale), \(user.mfaActive), '', \(user.position),
                \(json: user.timezone.raw), \(user.remoteID), \(user.lastLogin), \(json: "[]"))
            """)
    }
}

extension UserQueries where Access == ReadWrite {
    /// Everything but secrets and counters, which have statements of their own.
    func update(_ user: User) throws {
        try tx.execute(
            """
            UPDATE users SET updateat = \(user.updateAt), deleteat = \(user.deleteAt), username = \(user.username), email = \(user.email),
                emailverified = \(user.emailVerified), nickname = \(user.nickname), firstname = \(user.firstName),
                lastname = \(user.lastName), roles = \(user.roles), props = \(json: user.props.raw),
                notifyprops = \(json: user.notifyProps.raw), lastpictureupdate = \(user.lastPictureUpdate), locale = \(user.locale),
                position = \(user.position), timezone = \(json: user.timezone.raw), remoteid = \(user.remoteID)
            WHERE id = \(user.id)
            """)
    }

    /// Somebody else vouches for the account from now on; its password is gone.
    func setAuthentication(_ id: ID<User>, service: String, data: String, at now: Int64) throws {
        try tx.execute(
            """
            UPDATE users SET authservice = \(service), authdata = \(data), password = '', lastpasswordupdate = \(now), updateat = \(now),
                failedattempts = 0
            WHERE id = \(id)
            """)
    }

    func isAuthenticationTaken(service: String, data: String, except id: ID<User>) throws -> Bool {
        try tx.exists("SELECT 1 FROM users WHERE authdata = \(data) AND authservice = \(service) AND id <> \(id)")
    }
}

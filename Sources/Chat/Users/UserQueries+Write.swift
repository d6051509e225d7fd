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
    /// Two that both find an empty server must not both become its administrator: the loser of this row runs again.
    func claimFirst(_ user: ID<User>) throws {
        try tx.execute("""
            INSERT INTO systems (name, value) VALUES ('MartletFirstAccount', \(user)) ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }

    func insert(_ user: User, passwordHash: String) throws {
        try tx.execute("""
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

internal import Database
internal import Wire

/// What an account proves itself with. Kept apart from `User`, which is written as JSON.
struct Credentials: Sendable {
    let user: User
    let passwordHash: String
    let mfaSecret: String
    /// Steps of the one-time code that were used already.
    let usedSteps: [Int64]
}

/// Every statement about the secrets of accounts.
struct CredentialQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var credentials: CredentialQueries<Access> { .init(tx: self) } }

extension CredentialQueries {
    func find(_ id: ID<User>) throws -> Credentials? { try find("u.id = \(id)") }
    func find(username: String) throws -> Credentials? { try find("u.username = \(username)") }
    func find(email: String) throws -> Credentials? { try find("u.email = \(email)") }

    private func find(_ condition: SQL) throws -> Credentials? {
        try tx.first(
            """
            SELECT \(User.columns), COALESCE(u.password, ''), COALESCE(u.mfasecret, ''), u.mfausedtimestamps
            FROM \(User.source) WHERE \(condition)
            """
        ) { row in
            let user = User(&row)
            let hash: String = row.next(), secret: String = row.next(), steps: String = row.next()
            return Credentials(user: user, passwordHash: hash, mfaSecret: secret, usedSteps: Self.numbers(steps))
        }
    }

    /// What is no list of numbers (an account that never used a code) counts as none.
    private static func numbers(_ json: String) -> [Int64] {
        let values = (try? JSONReader.read(json))?.array ?? []  // see above
        return values.compactMap { $0.integer ?? $0.string.flatMap { Int64($0) } }
    }
}

extension CredentialQueries where Access == ReadWrite {
    /// In one statement, so that attempts side by side are all counted.
    func countFailure(_ id: ID<User>) throws {
        try tx.execute("UPDATE users SET failedattempts = COALESCE(failedattempts, 0) + 1 WHERE id = \(id)")
    }

    /// Says whether the account was open still: of guesses side by side none gets in when the others have used up the attempts.
    /// Owners see the count in their profile, so caches are told.
    func forgiveFailures(_ id: ID<User>, below limit: Int64) throws -> Bool {
        tx.signal(.userChanged(id))
        return try tx.execute("UPDATE users SET failedattempts = 0 WHERE id = \(id) AND COALESCE(failedattempts, 0) < \(limit)") > 0
    }

    func forgiveFailures(_ id: ID<User>) throws {
        tx.signal(.userChanged(id))
        try tx.execute("UPDATE users SET failedattempts = 0 WHERE id = \(id)")
    }

    func noteLogin(_ id: ID<User>, at now: Int64) throws { try tx.execute("UPDATE users SET lastlogin = \(now) WHERE id = \(id)") }

    /// The same password in a newer form; only while the old form is still the one that was checked.
    func rehash(_ id: ID<User>, from old: String, to new: String) throws {
        try tx.execute("UPDATE users SET password = \(new) WHERE id = \(id) AND password = \(old)")
    }

    /// A new password. The account is one with a password of ours from then on.
    func setPassword(_ id: ID<User>, hash: String, at now: Int64) throws {
        try tx.execute(
            """
            UPDATE users SET password = \(hash), lastpasswordupdate = \(now), updateat = \(now), failedattempts = 0, authdata = NULL,
                authservice = '', emailverified = emailverified WHERE id = \(id)
            """)
    }

    func setSecondFactor(_ id: ID<User>, secret: String, at now: Int64) throws {
        try tx.execute("UPDATE users SET mfasecret = \(secret), updateat = \(now) WHERE id = \(id)")
    }

    func setSecondFactor(_ id: ID<User>, isActive: Bool, usedSteps: [Int64], at now: Int64) throws {
        let steps = JSONWriter.text(of: usedSteps)
        try tx.execute(
            """
            UPDATE users SET mfaactive = \(isActive), mfausedtimestamps = \(json: steps), updateat = \(now) WHERE id = \(id)
            """)
    }

    func removeSecondFactor(_ id: ID<User>, at now: Int64) throws {
        try tx.execute(
            """
            UPDATE users SET mfaactive = FALSE, mfasecret = '', mfausedtimestamps = \(json: "[]"), updateat = \(now) WHERE id = \(id)
            """)
    }

    func setUsedSteps(_ id: ID<User>, _ steps: [Int64]) throws {
        try tx.execute("UPDATE users SET mfausedtimestamps = \(json: JSONWriter.text(of: steps)) WHERE id = \(id)")
    }

    func verifyEmail(_ id: ID<User>, at now: Int64) throws {
        try tx.execute("UPDATE users SET emailverified = TRUE, updateat = \(now) WHERE id = \(id)")
    }
}

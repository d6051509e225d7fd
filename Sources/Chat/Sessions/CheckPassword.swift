internal import Database
internal import Outside
internal import Wire

/// Checks what somebody says to be: password, second factor, and whether the account may be used at all. Counts failures.
struct CheckPassword {
    let services: Services
    private var settings: Settings { services.settings.current }
    private var attempts: Int64 { Int64(settings[ServiceSettings.maximumLoginAttempts]) }

    /// Throws what keeps the account from being used. Until the second factor has been checked nothing is changed but the count
    /// of failures.
    func check(_ known: Credentials, password: String, code: String) async throws {
        let user = known.user
        if user.deleteAt > 0 { throw APIError.accountInactive }
        if user.isBot { throw APIError.botsDoNotLogIn }
        try await checkPassword(known, password)
        let step = try await checkCode(known, code)
        let limit = attempts
        let isOpen = try await services.db.write { tx in
            if let step { try tx.useStep(step, of: user.id) }
            if user.failedAttempts > 0 { tx.signal(.userChanged(user.id)) }
            return try tx.credentials.forgiveFailures(user.id, below: limit)
        }
        if !isOpen { throw APIError.tooManyAttempts }
        if settings[EmailSettings.requireEmailVerification], !user.emailVerified { throw APIError.emailNotVerified }
        try await renewHash(known, password)
    }

    /// The password alone, for what somebody who is signed in wants to do. Forgives earlier failures.
    func confirm(_ known: Credentials, password: String) async throws {
        try await checkPassword(known, password)
        try await services.db.write { tx in
            try tx.credentials.forgiveFailures(known.user.id)
            if known.user.failedAttempts > 0 { tx.signal(.userChanged(known.user.id)) }
        }
    }

    private func checkPassword(_ known: Credentials, _ password: String) async throws {
        if known.user.failedAttempts >= attempts { throw APIError.tooManyAttempts }
        guard try await services.passwords.matches(password, known.passwordHash) else {
            try await countFailure(known)
            throw APIError.passwordWrong
        }
    }

    /// The step that the code belongs to; `nil` when the account needs none. A request without a code is a question, no attempt.
    private func checkCode(_ known: Credentials, _ code: String) async throws -> Int64? {
        guard known.user.mfaActive, settings[ServiceSettings.enableMultifactorAuthentication] else { return nil }
        if code.isEmpty { throw APIError.codeNeeded }
        let digits = code.trimmed
        let isCode = (digits.utf8.count == 6 || digits.utf8.count == 8) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
        let step = isCode ? TOTP.matchingStep(digits, known.mfaSecret, seconds: services.now() / 1000, except: known.usedSteps) : nil
        guard let step else {
            try await countFailure(known)
            throw isCode ? APIError.codeWrong : APIError.codeNeeded
        }
        return step
    }

    private func countFailure(_ known: Credentials) async throws {
        try await services.db.write(isolation: .readCommitted) { tx in
            try tx.credentials.countFailure(known.user.id)
            tx.signal(.userChanged(known.user.id))
        }
    }

    private func renewHash(_ known: Credentials, _ password: String) async throws {
        guard services.passwords.needsRehash(known.passwordHash) else { return }
        let new = try await services.passwords.hash(password)
        try await services.db.write { try $0.credentials.rehash(known.user.id, from: known.passwordHash, to: new) }
    }
}

extension Transaction where Access == ReadWrite {
    /// Takes a step of the one-time code, once. Throws when another login has just used it.
    func useStep(_ step: Int64, of user: ID<User>) throws {
        guard let known = try credentials.find(user), !known.usedSteps.contains(step) else { throw APIError.codeWrong }
        let recent = known.usedSteps.filter { $0 > step - 10 }.suffix(8)
        try credentials.setUsedSteps(user, recent + [step])
    }
}

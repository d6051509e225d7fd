internal import Database
internal import Outside
internal import Wire

/// What a login form says. What is no text counts as not said.
struct LoginForm: Sendable {
    let id: String
    let loginID: String
    let password: String
    let code: String
    let deviceID: String

    /// `nil` body parts: clients have always been answered as if they had sent an empty form.
    init(_ texts: [String: String]) {
        id = texts["id"] ?? ""
        loginID = texts["login_id"] ?? ""
        password = texts["password"] ?? ""
        code = texts["token"] ?? ""
        deviceID = String((texts["device_id"] ?? "").prefix(512))
    }
}

/// Lets somebody in who knows name and password (and the code, where the account has a second factor).
struct Login {
    let form: LoginForm
    let origin: LoginOrigin
    let audit: AuditSource
    let services: Services

    /// Everything that could tell whether an account exists becomes one and the same error.
    func run() async throws -> (user: User, opened: OpenedSession) {
        let settings = services.settings.current
        if form.password.isEmpty { throw APIError.passwordBlank }
        let found = try await find(settings)
        guard let known = found, known.user.authService.isEmpty else {
            // As slow as a wrong password would be.
            _ = try await services.passwords.matches(form.password, services.passwords.decoy)
            try await noteFailure()
            throw APIError.credentialsInvalid(settings)
        }
        do {
            try await CheckPassword(services: services).check(known, password: form.password, code: form.code)
        } catch let error as APIError {
            try await noteFailure()
            throw error == .passwordWrong ? APIError.credentialsInvalid(settings) : error
        }
        return try await open(known.user, settings)
    }

    private func find(_ settings: Settings) async throws -> Credentials? {
        let name = form.loginID.lowercased(), isEmail = name.contains("@")
        let isAllowed = settings[isEmail ? EmailSettings.enableSignInWithEmail : EmailSettings.enableSignInWithUsername]
        return try await services.db.readOne { [form] tx in
            if !form.id.isEmpty { return try tx.credentials.find(ID<User>(form.id)) }
            guard isAllowed, !name.isEmpty else { return nil }
            return isEmail ? try tx.credentials.find(email: name) : try tx.credentials.find(username: name)
        }
    }

    private func open(_ user: User, _ settings: Settings) async throws -> (user: User, opened: OpenedSession) {
        try await services.db.write { [services, origin, audit, form] tx in
            let opened = try OpenSession(user: user, origin: origin, settings: settings, now: services.now(), id: services.newID()).run(
                in: tx)
            try services.audit(audit, "attempt - login_id=\(form.loginID)", in: tx)
            var source = audit
            source.user = user.id.raw
            try services.audit(source, "authenticated", in: tx)
            source.session = opened.session.id.raw
            try services.audit(source, "success session_user=\(user.id)", in: tx)
            return (try tx.withTerms(user), opened)
        }
    }

    private func noteFailure() async throws {
        try await services.db.write { [services, audit, form] tx in
            try services.audit(audit, "attempt - login_id=\(form.loginID)", in: tx)
            try services.audit(audit, "failure - login_id=\(form.loginID)", in: tx)
        }
    }
}

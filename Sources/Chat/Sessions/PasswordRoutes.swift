internal import Database
internal import Network
internal import Outside
internal import Wire

/// Doors to passwords.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | PUT | /users/{user_id}/password | SetPassword | own with the old one, or sysconsole_write_user_management_users | |
/// | POST | /users/password/reset/send | | none | |
/// | POST | /users/password/reset | SetPassword | the token of a mail | |
struct PasswordRoutes {
    let services: Services
    private static let resetLifetime: Int64 = 24 * 3_600_000

    func register(on routes: inout Routes) {
        routes.signedIn("PUT", "/api/v4/users/{user_id:alnum}/password", change)
        routes.open("POST", "/api/v4/users/password/reset/send", sendReset)
        routes.open("POST", "/api/v4/users/password/reset", reset)
    }

    @Sendable func change(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        let texts = request.looseTexts
        let known = try await services.db.readOne { try $0.credentials.find(id) }
        if id == context.user {
            let current = texts["current_password"] ?? ""
            if current.isEmpty { throw APIError.invalidParameter("current_password") }
            guard let known else { throw APIError.userNotFound }
            try await confirm(known, current)
        } else {
            try mayChange(known?.user, context)
        }
        guard let known else { throw APIError.passwordNotYours }
        let source = AuditSource(request, session: context.session)
        let keeps = id == context.user ? context.session.id : nil
        try await SetPassword(user: known.user, password: texts["new_password"] ?? "", services: services).run(
            keeping: keeps, source: source)
        return .ok
    }

    private func confirm(_ known: Credentials, _ current: String) async throws {
        if let data = known.user.authData, !data.isEmpty { throw APIError.passwordElsewhere }
        do {
            try await CheckPassword(services: services).confirm(known, password: current)
        } catch let error as APIError {
            throw error == .passwordWrong ? APIError.passwordIncorrect : error
        }
    }

    /// Whoever may manage accounts; a system administrator's password only another system administrator.
    private func mayChange(_ user: User?, _ context: SignedIn) throws {
        let permission: Permission = user?.isSystemAdmin == true ? .manageSystem : .sysconsoleWriteUserManagementUsers
        guard user != nil, context.access.may(permission) else { throw APIError.passwordNotYours }
    }

    /// Says the same whether there is an account or not.
    @Sendable func sendReset(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        let email = (request.looseTexts["email"] ?? "").lowercased()
        if email.isEmpty { throw APIError.invalidParameter("email") }
        let token = Outside.Token.secret(64), now = services.now(), source = AuditSource(request)
        let user = try await services.db.write { [services] tx -> User? in
            guard let user = try tx.users.find(email: email), user.deleteAt == 0 else { return nil }
            if let data = user.authData, !data.isEmpty { throw APIError.resetSendElsewhere }
            try tx.mailTokens.insert(MailToken(kind: .passwordReset, user: user, createAt: now), secret: token)
            try services.audit(source, "sent=\(email)", in: tx)
            return user
        }
        guard let user else { return .ok }
        try await services.send(.passwordReset(user, site: services.siteURL, token: token), orThrow: .resetUnsent)
        return .ok
    }

    @Sendable func reset(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        let texts = request.looseTexts
        let secret = texts["token"] ?? "", password = texts["new_password"] ?? ""
        guard secret.utf8.count == MailToken.length else { throw APIError.invalidParameter("token") }
        let user = try await services.db.read { try owner(of: secret, in: $0) }
        try await SetPassword(user: user, password: password, services: services).run(keeping: nil, source: AuditSource(request)) { tx in
            _ = try owner(of: secret, in: tx)
            guard try tx.mailTokens.remove(secret) else { throw APIError.resetLinkInvalid }  // somebody was quicker
        }
        return .ok
    }

    private func owner<A>(of secret: String, in tx: Transaction<A>) throws -> User {
        guard let token = try tx.mailTokens.find(secret), token.kind == .passwordReset else { throw APIError.resetLinkInvalid }
        guard services.now() - token.createAt < Self.resetLifetime else { throw APIError.resetLinkExpired }
        guard let user = try tx.users.find(token.user), user.email == token.email else { throw APIError.resetLinkExpired }
        if let data = user.authData, !data.isEmpty { throw APIError.resetElsewhere }
        return user
    }
}

/// Gives an account a new password, tells its owner, and ends other sessions where that is configured.
struct SetPassword: Sendable {
    let user: User
    let password: String
    let services: Services

    /// `check` runs in the same transaction, for what must not have changed while the password was hashed.
    func run(
        keeping session: ID<Session>?, source: AuditSource, check: @escaping @Sendable (Transaction<ReadWrite>) throws -> Void = { _ in }
    ) async throws {
        let settings = services.settings.current
        try PasswordRules(settings).check(password)
        let hash = try await services.passwords.hash(password)
        try await services.db.write { [services, user] tx in
            try check(tx)
            try tx.credentials.setPassword(user.id, hash: hash, at: services.now())
            if settings[ServiceSettings.terminateSessionsOnPasswordChange] { try tx.endSessions(of: user.id, except: session) }
            try services.audit(source, "completed", in: tx)
            tx.signal(.userChanged(user.id))
        }
        services.notify(.passwordChanged(user, site: services.siteURL, name: services.siteName))
    }
}

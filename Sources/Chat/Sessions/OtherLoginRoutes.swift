internal import Database
internal import Network
internal import Outside
internal import Wire

/// Doors that other editions log in through. They say clearly that nothing is behind them, because clients ask.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /users/login/type | | none | |
/// | POST | /users/login/switch | SwitchLogin | the password | |
/// | POST | /users/login/desktop_token | | none | |
/// | POST | /users/login/sso/code-exchange | | none | |
/// | POST | /users/login/cws | | none | |
/// | POST | /users/migrate_auth/ldap | | manage_system | |
/// | POST | /users/migrate_auth/saml | | manage_system | |
struct OtherLoginRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.open("POST", "/api/v4/users/login/type") { _, _ in HTTPResponse(status: 404, contentType: "application/json") }
        routes.open("POST", "/api/v4/users/login/switch", switchLogin)
        routes.open("POST", "/api/v4/users/login/desktop_token") { _, _ in throw APIError.desktopTokenInvalid }
        routes.open("POST", "/api/v4/users/login/sso/code-exchange") { _, _ in throw APIError.codeExchangeGone }
        routes.open("POST", "/api/v4/users/login/cws") { _, _ in throw APIError.cloudLoginNotOffered }
        routes.signedIn("POST", "/api/v4/users/migrate_auth/ldap") { _, context in
            try context.access.system(to: .manageSystem)
            throw APIError.ldapMigrationNotOffered
        }
        routes.signedIn("POST", "/api/v4/users/migrate_auth/saml") { _, context in
            try context.access.system(to: .manageSystem)
            throw APIError.samlMigrationNotOffered
        }
    }

    @Sendable func switchLogin(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        let texts = request.looseTexts
        let wish = SwitchLogin(
            from: texts["current_service"] ?? "", to: texts["new_service"] ?? "", email: (texts["email"] ?? "").lowercased(),
            password: texts["password"] ?? "", code: texts["mfa_code"] ?? "", newPassword: texts["new_password"] ?? "", services: services)
        return try await wish.run(visitor, AuditSource(request, session: visitor.session))
    }
}

/// Changes how an account logs in. This server knows passwords only, so the one way is back to a password.
struct SwitchLogin: Sendable {
    let from: String
    let to: String
    let email: String
    let password: String
    let code: String
    let newPassword: String
    let services: Services
    private static let providers = ["gitlab", "google", "office365", "openid", "saml"]

    func run(_ visitor: Visitor, _ source: AuditSource) async throws -> HTTPResponse {
        switch (from, to) {
        case ("email", let other) where Self.providers.contains(other):
            _ = try await proven()
            throw APIError.serviceNotOffered
        case ("email", "ldap"):
            // Whoever begins this is logged out everywhere, even though it leads nowhere: clients go back to the login page.
            let user = try await proven()
            try await services.db.write { try $0.endSessions(of: user.id) }
            throw APIError.ldapNotOffered
        case ("ldap", "email"): throw APIError.fromLDAPNotOffered
        case (let other, "email") where Self.providers.contains(other): return try await backToPassword(visitor, source)
        default: throw APIError.invalidParameter("switch_request")
        }
    }

    /// An unknown address looks like a wrong password.
    private func proven() async throws -> User {
        guard let known = try await services.db.readOne({ [email] tx in try tx.credentials.find(email: email) }) else {
            _ = try await services.passwords.matches(password, services.passwords.decoy)
            throw APIError.passwordWrong
        }
        try await CheckPassword(services: services).check(known, password: password, code: code)
        return known.user
    }

    private func backToPassword(_ visitor: Visitor, _ source: AuditSource) async throws -> HTTPResponse {
        guard let session = visitor.session else { throw APIError.sessionExpired }
        guard let user = try await services.db.readOne({ [email] tx in try tx.users.find(email: email) }), user.id == session.user else {
            throw APIError.switchNotYours
        }
        try await SetPassword(user: user, password: newPassword, services: services).run(keeping: nil, source: source) { tx in
            try tx.endSessions(of: user.id)
        }
        return HTTPResponse(json: ["follow_link": "/login?extra=signin_change"] as JSONValue)
    }
}

internal import Database
internal import Network
internal import Wire

/// Doors to sessions.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /users/{user_id}/sessions | | own, or edit_other_users | |
/// | POST | /users/{user_id}/sessions/revoke | | own, or edit_other_users | |
/// | POST | /users/{user_id}/sessions/revoke/all | | own, or edit_other_users | |
/// | POST | /users/sessions/revoke/all | | manage_system | |
/// | PUT | /users/sessions/device | AttachDevice | own | |
/// | POST | /users/{user_id}/reset_failed_attempts | | sysconsole_write_user_management_users | |
struct SessionRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/users/{user_id:alnum}/sessions", list)
        routes.signedIn("POST", "/api/v4/users/{user_id:alnum}/sessions/revoke", revoke)
        routes.signedIn("POST", "/api/v4/users/{user_id:alnum}/sessions/revoke/all", revokeAll)
        routes.signedIn("POST", "/api/v4/users/sessions/revoke/all", revokeEverybodys)
        routes.signedIn("PUT", "/api/v4/users/sessions/device", attachDevice)
        routes.signedIn("POST", "/api/v4/users/{user_id:alnum}/reset_failed_attempts", resetFailures)
    }

    @Sendable func list(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try context.access.actingFor(request.userID(0, context))
        let (sessions, memberships) = try await services.db.read { [services] tx in
            (try tx.sessions.all(of: user), try tx.teamMembers.all(of: user, services.roles))
        }
        return HTTPResponse(json: sessions.map { SessionView(session: $0, memberships: memberships) })
    }

    @Sendable func revoke(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try context.access.actingFor(request.userID(0, context))
        let id = ID<Session>(request.looseTexts["session_id"] ?? "")
        if id.raw.isEmpty { throw APIError.invalidParameter("session_id") }
        let source = AuditSource(request, session: context.session)
        try await services.db.write { [services] tx in
            guard let session = try tx.sessions.find(id) else { throw APIError.sessionUnknown }
            guard session.user == user else { throw APIError.invalidURLParameter("user_id") }
            try tx.endSession(id)
            try services.audit(source, "session_id=\(id)", in: tx)
        }
        return .ok
    }

    @Sendable func revokeAll(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try context.access.actingFor(request.userID(0, context))
        let source = AuditSource(request, session: context.session)
        try await services.db.write { [services] tx in
            try tx.endSessions(of: user)
            try services.audit(source, in: tx)
        }
        return .ok
    }

    @Sendable func revokeEverybodys(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .manageSystem)
        let source = AuditSource(request, session: context.session)
        try await services.db.write { [services] tx in
            try tx.endEverySession()
            try services.audit(source, in: tx)
        }
        return .ok
    }

    /// What cannot be read or has no sense is passed over: apps call this at every start and do not look at the answer.
    @Sendable func attachDevice(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let attachment = AttachDevice(
            texts: request.looseTexts, session: context.session, settings: services.settings.current, now: services.now())
        let isAttached = try await services.db.write { try attachment.run(in: $0) }
        var response = HTTPResponse.ok
        if isAttached, let token = TokenFound(in: request)?.token {
            let cookies = SessionCookies(request, settings: services.settings.current, now: services.now(), kind: .mobile)
            response.fields.append(cookies.token(token.text))
        }
        return response
    }

    /// Unlocks an account after too many failed logins.
    @Sendable func resetFailures(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard context.access.may(.sysconsoleWriteUserManagementUsers) else { throw APIError.failuresNotYours }
        let id = try request.userID(0, context)
        let source = AuditSource(request, session: context.session)
        try await services.db.write { [services] tx in
            guard let user = try tx.users.find(id) else { throw APIError.userNotFound }
            if user.isSystemAdmin { try context.access.system(to: .manageSystem) }
            guard user.authService.isEmpty || user.authService == "ldap" else { throw APIError.failuresOfOtherLogin }
            try tx.credentials.forgiveFailures(id)
            try services.audit(source, in: tx)
            tx.signal(.userChanged(id))
        }
        return .ok
    }
}

/// Binds a session to the phone that it lives on, and keeps what the app says of itself.
struct AttachDevice: Sendable {
    let texts: [String: String]
    let session: Session
    let settings: Settings
    let now: Int64

    /// Says whether the session was bound to a device.
    func run(in tx: Transaction<ReadWrite>) throws -> Bool {
        try keepProps(tx)
        let device = String((texts["device_id"] ?? "").prefix(512))
        if device.isEmpty { return false }
        try tx.endSessions(of: session.user, onDevice: device, except: session.id)
        try tx.sessions.attach(session.id, device: device, expiry: now + SessionLength(settings).milliseconds(.mobile))
        tx.signal(.userChanged(session.user))
        return true
    }

    private func keepProps(_ tx: Transaction<ReadWrite>) throws {
        guard let current = try tx.sessions.find(session.id) else { throw APIError.sessionExpired }
        var props = current.props.texts
        if let flag = texts["device_notification_disabled"], !flag.isEmpty {
            guard flag == "true" || flag == "false" else { throw APIError.invalidParameter("device_notification_disabled") }
            props["device_notification_disabled"] = flag
        }
        if let version = texts["mobile_version"], !version.isEmpty {
            guard Self.isVersion(version) else { throw APIError.invalidParameter("mobile_version") }
            props["mobile_version"] = version
        }
        if props == current.props.texts { return }
        try tx.sessions.update(session.id, props: JSONText(props))
        tx.signal(.userChanged(session.user))
    }

    /// Three numbers and perhaps more behind them.
    private static func isVersion(_ text: String) -> Bool {
        let core = text.prefix { $0 != "-" && $0 != "+" }.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 64 && core.count == 3 && core.allSatisfy { Int64($0) != nil }
    }
}

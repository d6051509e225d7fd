internal import Database
internal import Outside
internal import Wire

/// From where somebody logs in.
struct LoginOrigin: Sendable {
    let agent: UserAgent
    let address: String
    let deviceID: String
    /// The page of ours asks with a header that other sites cannot send: only then are cookies set.
    let wantsCookies: Bool

    var isMobile: Bool { !deviceID.isEmpty || agent.isMobile }
}

/// A new session and its secret, for the one answer that carries it.
struct OpenedSession: Sendable {
    let session: Session
    let token: String
    let csrf: String
}

/// Starts a session for somebody who has proved who they are.
struct OpenSession {
    let user: User
    let origin: LoginOrigin
    let settings: Settings
    let now: Int64
    let id: ID<Session>

    func run(in tx: Transaction<ReadWrite>) throws -> OpenedSession {
        if !origin.deviceID.isEmpty { try tx.endSessions(of: user.id, onDevice: origin.deviceID) }
        let csrf = Token.secret(), token = Token.secret()
        let length = SessionLength(settings).milliseconds(origin.isMobile ? .mobile : .web)
        let session = Session(
            id: id, user: user.id, roles: user.roles, createAt: now, expiresAt: now + length, lastActivityAt: now,
            deviceID: origin.deviceID,
            props: props(csrf: csrf))
        try tx.sessions.insert(session, token: token)
        try tx.credentials.noteLogin(user.id, at: now)
        return OpenedSession(session: session, token: token, csrf: csrf)
    }

    private func props(csrf: String) -> JSONText {
        JSONText([
            "csrf": csrf, "platform": origin.agent.platform, "os": origin.agent.system, "browser": origin.agent.browser,
            "isMobile": origin.agent.isMobile ? "true" : "false", "isOAuthUser": "false", "isSaml": "false",
            "is_guest": user.isGuest ? "true" : "false",
        ])
    }
}

/// A personal access token's first use: from then on it is a session like any other, listed and ended like one.
struct OpenTokenSession {
    let grant: AccessTokenGrant
    let token: String
    let now: Int64

    func run(in tx: Transaction<ReadWrite>) throws -> KnownSession {
        if let known = try tx.sessions.known(token: token) { return known }  // another request was quicker
        var props = ["type": "UserAccessToken", "user_access_token_id": grant.id.raw, "is_guest": grant.isGuest ? "true" : "false"]
        if grant.isBot { props["is_bot"] = "true" }
        let session = Session(
            id: ID(Token.id(at: now)), user: grant.user, roles: grant.roles, createAt: now, expiresAt: now + SessionLength.accessToken,
            lastActivityAt: now, props: JSONText(props))
        try tx.sessions.insert(session, token: token)
        return try tx.sessions.known(token: token) ?? KnownSession(session: session, lacksSecondFactor: false)
    }
}

internal import Database
internal import Network
internal import Outside
internal import Wire

/// Doors to personal access tokens.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /users/{user_id}/tokens | CreateAccessToken | create_user_access_token | |
/// | GET | /users/{user_id}/tokens | | read_user_access_token | |
/// | GET | /users/tokens | | manage_system | |
/// | POST | /users/tokens/search | | manage_system | |
/// | GET | /users/tokens/{token_id} | | read_user_access_token | |
/// | POST | /users/tokens/revoke | | revoke_user_access_token | |
/// | POST | /users/tokens/disable | | revoke_user_access_token | |
/// | POST | /users/tokens/enable | | create_user_access_token | |
struct AccessTokenRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/users/{user_id:alnum}/tokens", create)
        routes.signedIn("GET", "/api/v4/users/{user_id:alnum}/tokens", listOwn)
        routes.signedIn("GET", "/api/v4/users/tokens", listAll)
        routes.signedIn("POST", "/api/v4/users/tokens/search", search)
        routes.signedIn("GET", "/api/v4/users/tokens/{token_id:alnum}", find)
        routes.signedIn("POST", "/api/v4/users/tokens/revoke", revoke)
        routes.signedIn("POST", "/api/v4/users/tokens/disable", disable)
        routes.signedIn("POST", "/api/v4/users/tokens/enable", enable)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        if context.session.isOAuth { throw APIError.forbidden }
        let description = try Self.description(in: request)
        try context.access.system(to: .createUserAccessToken)
        let creation = CreateAccessToken(
            description: description, source: AuditSource(request, session: context.session), services: services)
        let (owner, created) = try await services.db.write { tx in
            let owner = try context.access.ownerOfTokens(id, in: tx)
            return (owner, try creation.run(for: owner, in: tx))
        }
        if !owner.user.isBot { services.notify(.accessTokenCreated(owner.user, by: services.siteURL, name: services.siteName)) }
        return HTTPResponse(json: created)
    }

    private static func description(in request: HTTPRequest) throws -> String {
        let object: JSONFields
        do { object = try request.json() } catch { throw APIError.invalidParameter("user_access_token") }
        guard let text = try object.string("description"), !text.isEmpty else { throw APIError.invalidParameter("description") }
        return text
    }

    @Sendable func listOwn(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        try context.access.system(to: .readUserAccessToken)
        let paging = request.paging
        let tokens = try await services.db.read { tx in
            try tx.accessTokens.page(of: context.access.ownerOfTokens(id, in: tx).user.id, paging)
        }
        return HTTPResponse(json: tokens)
    }

    @Sendable func listAll(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .manageSystem)
        let paging = request.paging
        return HTTPResponse(json: try await services.db.readOne { try $0.accessTokens.page(of: nil, paging) })
    }

    @Sendable func search(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .manageSystem)
        let fields: JSONFields
        do { fields = try request.json() } catch { throw APIError.invalidParameter("user_access_token_search") }
        guard let term = try fields.string("term"), !term.isEmpty else { throw APIError.invalidParameter("term") }
        return HTTPResponse(json: try await services.db.readOne { try $0.accessTokens.search(term) })
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<AccessToken> = try request.id(0, "token_id")
        try context.access.system(to: .readUserAccessToken)
        return HTTPResponse(json: try await services.db.read { try accessible(id, context, in: $0) })
    }

    @Sendable func revoke(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await change(request, context, .revokeUserAccessToken) { token, tx in
            if let secret = try tx.accessTokens.secret(of: token.id) { try tx.endSessions(token: secret) }
            try tx.accessTokens.remove(token.id)
        }
    }

    @Sendable func disable(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await change(request, context, .revokeUserAccessToken) { token, tx in
            if let secret = try tx.accessTokens.secret(of: token.id) { try tx.endSessions(token: secret) }
            try tx.accessTokens.update(token.id, isActive: false)
        }
    }

    @Sendable func enable(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await change(request, context, .createUserAccessToken) { token, tx in try tx.accessTokens.update(token.id, isActive: true) }
    }

    private func change(
        _ request: HTTPRequest, _ context: SignedIn, _ permission: Permission,
        _ body: @escaping @Sendable (AccessToken, Transaction<ReadWrite>) throws -> Void
    ) async throws -> HTTPResponse {
        try context.access.system(to: permission)
        let id = ID<AccessToken>(request.looseTexts["token_id"] ?? "")
        let source = AuditSource(request, session: context.session)
        try await services.db.write { [services] tx in
            let token = try accessible(id, context, in: tx)
            try body(token, tx)
            try services.audit(source, "success - token_id=\(id)", in: tx)
        }
        return .ok
    }

    /// A token of one's own, of one's bots, or of others for those who may act for them.
    private func accessible<A>(_ id: ID<AccessToken>, _ context: SignedIn, in tx: Transaction<A>) throws -> AccessToken {
        guard let token = try tx.accessTokens.find(id) else { throw APIError.accessTokenUnknown }
        _ = try context.access.ownerOfTokens(token.user, in: tx)
        return token
    }
}

/// Makes a token with which programs act for an account.
struct CreateAccessToken: Sendable {
    static let longestDescription = 255
    let description: String
    let source: AuditSource
    let services: Services

    func run(for owner: AccessibleUser, in tx: Transaction<ReadWrite>) throws -> CreatedAccessToken {
        guard owner.user.isBot || services.settings.current[ServiceSettings.enableUserAccessTokens] else {
            throw APIError.accessTokensDisabled
        }
        guard description.unicodeScalars.count <= Self.longestDescription else { throw APIError.accessTokenDescriptionTooLong }
        let token = AccessToken(id: services.newID(), user: owner.user.id, description: description, isActive: true)
        let secret = Token.secret()
        try tx.accessTokens.insert(token, secret: secret)
        try services.audit(source, "success - token_id=\(token.id)", in: tx)
        return CreatedAccessToken(token: token, secret: secret)
    }
}

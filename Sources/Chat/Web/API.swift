internal import Database
public import Network
internal import Wire

/// Everything under `/api/v4`: finds the session and the handler, and is the one place where an error becomes bytes.
public struct API: RequestHandler {
    private let services: Services
    private let routes: Routes

    public init(services: Services) {
        var routes = Routes(roles: services.roles)
        Features.register(on: &routes, services: services)
        self.services = services
        self.routes = routes
    }

    /// What is registered, for the test that compares it with `api/routes.tsv`.
    public var table: [(method: String, path: String)] { routes.router.routes.map { ($0.method, $0.path) } }

    public func policy(for request: HTTPRequest) -> BodyPolicy { .collect(limit: 1 << 20) }

    public func refuse(_ refusal: Refusal, request: HTTPRequest?) -> HTTPResponse {
        let requestID = services.newToken()
        let error = APIError("api.context.invalid_body_param.app_error", refusal.status, "The request could not be read.")
        return HTTPResponse(status: refusal.status, json: error.bytes(request: requestID))
    }

    public func respond(to request: HTTPRequest) async -> Network.Reaction {
        if request.path == "/api/v4/websocket" { return .upgrade(services.hub) }
        return .answer(await answer(request))
    }

    /// Answers one request; what goes wrong becomes an error in the contract's shape.
    public func answer(_ request: HTTPRequest) async -> HTTPResponse {
        let requestID = services.newToken()
        var response: HTTPResponse
        do {
            response = try await route(request, requestID: requestID)
            response.fields.append((name: "X-Version-Id", value: services.settings.versionID))
        } catch {
            response = refuse(error, requestID: requestID)
            if error as? APIError != .unknownPath { response.fields.append((name: "X-Version-Id", value: services.settings.versionID)) }
        }
        response.fields.append((name: "X-Request-Id", value: requestID))
        return response
    }

    private func route(_ request: HTTPRequest, requestID: String) async throws -> HTTPResponse {
        var request = request
        guard case .found(let found) = routes.router.find(&request) else { throw APIError.unknownPath }
        let (token, source) = Token.of(request)
        let session = try await token.asyncMap { try await services.sessions.find($0, now: services.now()) } ?? nil
        let visitor = Visitor(requestID: requestID, session: session, tokenSource: source, log: services.log.with("request_id", requestID))
        return try await found.handler(request, visitor)
    }

    private func refuse(_ error: any Error, requestID: String) -> HTTPResponse {
        let known: APIError
        switch error {
        case let error as APIError: known = error
        case let error as JSONFields.Mismatch: known = .invalidParameter(error.field.isEmpty ? "body" : error.field)
        case is JSONReader.Refusal: known = .invalidParameter("body")
        default:
            services.log.error("request failed", ["request_id": requestID, "error": "\(error)"])
            known = .internalFailure
        }
        return HTTPResponse(status: known.status, json: known.bytes(request: requestID))
    }
}

/// Finds the token of a request.
enum Token {
    static func of(_ request: HTTPRequest) -> (token: String?, source: Visitor.TokenSource?) {
        if let token = request.cookie("MMAUTHTOKEN") { return (token, .cookie) }
        if let field = request.field("authorization") {
            let parts = field.split(separator: " ", maxSplits: 1)
            if parts.count == 2, ["bearer", "token"].contains(parts[0].lowercased()) { return (String(parts[1]), .header) }
        }
        return (nil, nil)
    }
}

extension Optional where Wrapped: Sendable {
    /// `map` with an asynchronous body.
    func asyncMap<T>(_ body: (Wrapped) async throws -> T) async rethrows -> T? {
        guard let self else { return nil }
        return try await body(self)
    }
}

internal import Database
public import Network
internal import Outside
internal import Realtime
internal import Wire

/// Everything under `/api/v4`: finds the session and the handler, and is the one place where an error becomes bytes.
public struct API: RequestHandler {
    private let services: Services
    private let routes: Routes
    private let gate: Gate
    /// How long each door takes, by its seat.
    private let times: [Histogram]
    /// A client that is served from a folder.
    private let client: ClientDirectory?

    public init(services: Services) {
        var routes = Routes(roles: services.roles)
        Features.register(on: &routes, services: services)
        self.services = services
        self.routes = routes
        times = services.figures.open(routes.router.routes.map { ($0.method, $0.path) })
        gate = Gate(services: services)
        let folder = services.settings.current[ClientSettings.directory]
        client = folder.isEmpty ? nil : ClientDirectory(path: folder)
    }

    /// What is registered, for the test that compares it with `api/routes.tsv`.
    public var table: [(method: String, path: String)] { routes.router.routes.map { ($0.method, $0.path) } }

    /// Bodies are read whole, up to what the settings allow; more where pictures are sent. Files go through piece by piece.
    public func policy(for request: HTTPRequest) -> BodyPolicy {
        let settings = services.settings.current, path = request.path
        if request.method == "POST", Self.takesFiles(path) {
            return .stream(limit: Int64(10 * settings[FileSettings.maxFileSize] + 1_048_576))
        }
        let carriesFile = Self.filePaths.contains { path.hasPrefix($0) } || path.hasSuffix("/image")
        return .collect(
            limit: Int(carriesFile ? settings[FileSettings.maxFileSize] + 65_536 : settings[ServiceSettings.maximumPayloadSizeBytes]))
    }

    private static let filePaths = ["/api/v4/emoji", "/api/v4/brand", "/api/v4/plugins", "/api/v4/teams/import"]

    /// Only the doors that read their body themselves.
    private static func takesFiles(_ path: String) -> Bool {
        path == "/api/v4/files" || path == "/api/v4/files/" || (path.hasPrefix("/api/v4/uploads/") && path.utf8.count > 16)
    }

    public func refuse(_ refusal: Refusal, request: HTTPRequest?) -> HTTPResponse {
        finish(HTTPResponse(error: APIError(refusal), requestID: ""), requestID: services.newToken())
    }

    public func respond(to request: HTTPRequest) async -> Network.Reaction {
        let path = request.path
        if path.hasPrefix("/files/"), path.hasSuffix("/public") { return .answer(await answer(request)) }
        if path.hasPrefix("/api/") {
            guard path == "/api/v4/websocket" || path == "/api/v4/websocket/" else { return .answer(await answer(request)) }
            return upgrade(request)
        }
        return .answer(await page(request))
    }

    private func upgrade(_ request: HTTPRequest) -> Network.Reaction {
        guard request.isWebSocketHandshake else {
            let requestID = services.newToken()
            return .answer(finish(HTTPResponse(error: .noHandshake, requestID: requestID), requestID: requestID))
        }
        guard Origins.allow(request, services) else {
            return .answer(HTTPResponse(status: 403, contentType: "text/plain; charset=utf-8", bytes: Array("Forbidden\n".utf8)))
        }
        return .upgrade(services.hub.socket(token: TokenFound(in: request)?.token?.text, request: request))
    }

    /// Whatever is no API: the client's page and files.
    private func page(_ request: HTTPRequest) async -> HTTPResponse {
        if request.path.hasPrefix("/health/"), let answer = await services.health.answer(request.path, services) { return answer }
        let requestID = services.newToken(), settings = services.settings.current
        do {
            guard request.method == "GET" || request.method == "HEAD" else { throw APIError.unknownPath }
            if let answer = SignOnPages.answer(request.path, hasCode: request.queryValue("code") != nil, services.settings) {
                return finish(answer, requestID: requestID)
            }
            guard let client else {
                if request.path.hasPrefix("/static/") { throw APIError.unknownPath }
                return finish(FirstPage.answer(), requestID: requestID)
            }
            return finish(try await client.answer(request, frameAncestors: settings[ServiceSettings.frameAncestors]), requestID: requestID)
        } catch {
            return finish(refuse(error, request, requestID: requestID), requestID: requestID)
        }
    }

    /// Answers one request; what goes wrong becomes an error in the contract's shape.
    public func answer(_ request: HTTPRequest) async -> HTTPResponse {
        let requestID = services.newToken(), origin = CrossOrigin(services.settings.current), begun = OperationTimes.clock()
        var seat: Int?
        if let response = origin.preflight(request) { return response }
        let found = TokenFound(in: request), verdict = gate.verdict(of: request, found)
        if let verdict, !verdict.isAllowed { return finish(verdict.refusal, requestID: requestID) }
        var response: HTTPResponse
        do {
            response = finish(try await route(request, found, requestID: requestID, &seat), requestID: requestID)
            if request.method == "GET" { response.fields.append((name: "Expires", value: "0")) }
        } catch {
            let isNothing = error as? APIError == .unknownPath, isOtherVersion = isNothing && !request.path.hasPrefix("/api/v4/")
            response = finish(refuse(error, request, requestID: requestID), requestID: requestID, isKnownPath: !isNothing || isOtherVersion)
            if isOtherVersion { response.fields.append((name: "X-Frame-Options", value: "SAMEORIGIN")) }
            response.fields += gate.forget(found, after: error as? APIError)
        }
        if let verdict { response.fields += verdict.fields }
        origin.decorate(&response, request)
        if let seat { count(request, response, at: seat, nanoseconds: OperationTimes.clock() - begun) }
        return response
    }

    private func count(_ request: HTTPRequest, _ response: HTTPResponse, at seat: Int, nanoseconds: Int64) {
        times[seat].add(nanoseconds: nanoseconds, status: response.status)
        guard response.status == 200, request.method == "GET" else { return }
        if response.fields.contains(where: { $0.name == "Etag" || $0.name == "ETag" }) { times[seat].missTag() }
    }

    /// What every answer of the API carries; that there is nothing at an address is said without it.
    private func finish(_ response: HTTPResponse, requestID: String, isKnownPath: Bool = true) -> HTTPResponse {
        var response = response
        response.fields.append((name: "X-Request-Id", value: requestID))
        guard isKnownPath else { return response }
        response.fields.append((name: "X-Version-Id", value: services.settings.versionID))
        response.fields.append((name: "X-Content-Type-Options", value: "nosniff"))
        response.fields.append((name: "Referrer-Policy", value: "no-referrer"))
        response.fields.append((name: "Permissions-Policy", value: ""))
        let settings = services.settings.current
        if settings[ServiceSettings.tlsStrictTransport] {
            let age = settings[ServiceSettings.tlsStrictTransportMaxAge]
            response.fields.append((name: "Strict-Transport-Security", value: "max-age=\(age)"))
        }
        return response
    }

    private func route(_ request: HTTPRequest, _ found: TokenFound?, requestID: String, _ seat: inout Int?) async throws -> HTTPResponse {
        var request = request
        guard case .found(let route) = routes.router.find(&request) else { throw APIError.unknownPath }
        seat = route.seat
        let visitor = try await gate.visitor(of: request, found, requestID: requestID)
        var response = try await route.handler(request, visitor)
        response.fields += gate.renewal(for: visitor, found, request)
        return response
    }

    private func refuse(_ error: any Error, _ request: HTTPRequest, requestID: String) -> HTTPResponse {
        let known: APIError
        switch error {
        case let error as APIError: known = error
        case let error as JSONFields.Mismatch: known = .invalidParameter(error.field.isEmpty ? "body" : error.field)
        case is JSONReader.Refusal: known = .invalidParameter("body")
        case OutsideError.tooBusy: known = .serverBusy
        default:
            services.log.of(request, requestID: requestID).error("request failed", ["error": "\(error)"])
            known = .internalFailure
        }
        return HTTPResponse(error: known, requestID: known == .unknownPath ? "" : requestID)
    }
}

/// Which pages may open a WebSocket: ours, those that CORS is configured for, and clients that are no page.
enum Origins {
    static func allow(_ request: HTTPRequest, _ services: Services) -> Bool {
        guard let origin = request.field("origin"), !origin.isEmpty else { return true }
        if CrossOrigin(services.settings.current).allows(origin) { return true }
        let parts = origin.split(separator: "/", omittingEmptySubsequences: true)
        return parts.count == 2 && parts[1] == request.field("host") ?? ""
    }
}

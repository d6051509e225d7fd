public import Network
internal import Wire

/// Where features register their doors. `api/routes.tsv` lists the same; a test compares the two.
public struct Routes: Sendable {
    /// Only this file can make one, so only the wrappers here can make a `SignedIn`.
    struct Key: Sendable { fileprivate init() {} }

    public private(set) var router = Router<Visitor>()
    private let roles: RoleBook

    init(roles: RoleBook) { self.roles = roles }

    typealias OpenHandler = @Sendable (HTTPRequest, Visitor) async throws -> HTTPResponse
    typealias Handler = @Sendable (HTTPRequest, SignedIn) async throws -> HTTPResponse

    /// Answers anybody. Those whom a cookie signs in must still prove that the request came from a page of ours.
    mutating func open(_ method: String, _ path: String, checksForgery: Bool = true, _ handler: @escaping OpenHandler) {
        router.add(method, path) { request, visitor in
            if checksForgery { try Forgery.ruleOut(request, visitor) }
            return try await handler(request, visitor)
        }
    }

    /// Answers those with a session; when it came in a cookie, a request that changes something must prove that it came
    /// from a page of ours.
    mutating func signedIn(
        _ method: String, _ path: String, checksForgery: Bool = true, needsSecondFactor: Bool = true, _ handler: @escaping Handler
    ) {
        let roles = roles
        router.add(method, path) { request, visitor in
            guard let session = visitor.session else { throw APIError.sessionExpired }
            if checksForgery { try Forgery.ruleOut(request, visitor) }
            if needsSecondFactor, visitor.owesSecondFactor { throw APIError.mfaRequired }
            let context = SignedIn(
                session, visitor: visitor, access: Access(session: session, roles: roles),
                connectionID: request.field("connection-id") ?? "", Key())
            return try await handler(request, context)
        }
    }
}

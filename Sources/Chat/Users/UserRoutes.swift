internal import Database
internal import Network
internal import Wire

/// Doors to accounts.
struct UserRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/users/{user_id}", find)
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        let user = try await services.db.read { tx in try context.access.visible(id, in: tx).user }
        return HTTPResponse(json: UserView(user, for: context.access))
    }
}

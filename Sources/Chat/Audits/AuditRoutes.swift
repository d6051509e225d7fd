internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/users/{user_id}/audits | AuditQueries.page | self or edit_other_users | |
struct AuditRoutes {
    let services: Services

    func register(on routes: inout Routes) { routes.signedIn("GET", "/api/v4/users/{user_id}/audits", ofUser) }

    /// What somebody did that is kept, the newest first.
    @Sendable func ofUser(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), paging = request.paging
        let entries = try await services.db.read { tx in try tx.audits.page(of: context.access.actingFor(user), paging) }
        return HTTPResponse(json: entries)
    }
}

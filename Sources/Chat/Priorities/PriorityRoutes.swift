internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/users/{user_id}/posts/{post_id}/ack | `AcknowledgePost` | read_channel_content; for others edit_other_users | post_acknowledgement_added |
/// | DELETE | /api/v4/users/{user_id}/posts/{post_id}/ack | `TakeBackAcknowledgement` | the same | post_acknowledgement_removed |
struct PriorityRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/users/{user_id}/posts/{post_id}/ack", acknowledge)
        routes.signedIn("DELETE", "/api/v4/users/{user_id}/posts/{post_id}/ack", takeBack)
    }

    @Sendable func acknowledge(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try context.access.actingFor(request.userID(0, context))
        let acknowledge = AcknowledgePost(
            id: try request.id(1, "post_id"), user: user, access: context.access, services: services)
        return HTTPResponse(json: try await services.db.write { try acknowledge.run(in: $0) })
    }

    @Sendable func takeBack(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try context.access.actingFor(request.userID(0, context))
        let takeBack = TakeBackAcknowledgement(
            id: try request.id(1, "post_id"), user: user, access: context.access, services: services)
        try await services.db.write { try takeBack.run(in: $0) }
        return .ok
    }
}

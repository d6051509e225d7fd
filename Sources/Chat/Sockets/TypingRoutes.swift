internal import Database
internal import Network
internal import Realtime
internal import Wire

/// Doors for what clients usually say through their socket.
///
/// | method | path | permission | event |
/// |---|---|---|---|
/// | POST | /users/{user_id}/typing | create_post | typing |
struct TypingRoutes {
    let services: Services

    func register(on routes: inout Routes) { routes.signedIn("POST", "/api/v4/users/{user_id}/typing", type) }

    @Sendable func type(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), fields = try request.json()
        guard user == context.user || context.access.may(.manageSystem) else { throw APIError.forbidden }
        guard let channel = try fields.string("channel_id"), ID<Channel>(channel).isWellFormed else {
            throw APIError.invalidParameter("channel_id")
        }
        let thread = try fields.string("parent_id") ?? ""
        try await services.db.readOne { tx in _ = try context.access.channel(ID(channel), to: .createPost, in: tx) }
        services.announce(.typing(user, in: ID(channel), thread: thread))
        return .ok
    }
}

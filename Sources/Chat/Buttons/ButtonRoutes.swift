internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/posts/{post_id}/actions/{action_id} | `PressButton` | read_channel_content, or an open channel of one's team | post_edited, ephemeral_message |
struct ButtonRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/posts/{post_id}/actions/{action_id}", press)
    }

    @Sendable func press(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Post> = try request.id(0, "post_id"), button = request.parameters[1]
        let choice = request.body.isEmpty ? nil : try request.decode(as: "action") { try $0.string("selected_option") }
        let press = PressButton(id: id, button: button, choice: choice ?? "", access: context.access, services: services)
        return HTTPResponse(json: ["status": "OK", "trigger_id": .string(try await press.run())] as JSONValue)
    }
}

internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/users/{user_id}/posts/{post_id}/reminder | `SetReminder` | read_channel_content; for others edit_other_users | ephemeral_message |
struct ReminderRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/users/{user_id}/posts/{post_id}/reminder", set)
    }

    @Sendable func set(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try context.access.actingFor(request.userID(0, context)), post: ID<Post> = try request.id(1, "post_id")
        let time = try request.decode(as: "target_time") { try $0.integer("target_time") ?? 0 }
        let set = SetReminder(reminder: Reminder(post: post, user: user, time: time), access: context.access, services: services)
        try await services.db.write { try set.run(in: $0) }
        return .ok
    }
}

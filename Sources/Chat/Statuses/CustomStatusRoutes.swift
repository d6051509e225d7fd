internal import Database
internal import Network
internal import Wire

/// Doors to what people say that they are doing.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | PUT | /users/{user_id}/status/custom | SetCustomStatus | own, or edit_other_users | user_updated, preferences_changed |
/// | DELETE | /users/{user_id}/status/custom | SetCustomStatus | own, or edit_other_users | user_updated |
/// | DELETE | /users/{user_id}/status/custom/recent | ForgetCustomStatus | own, or edit_other_users | preferences_changed |
/// | POST | /users/{user_id}/status/custom/recent/delete | ForgetCustomStatus | own, or edit_other_users | preferences_changed |
struct CustomStatusRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        let path = "/api/v4/users/{user_id:alnum}/status/custom"
        routes.signedIn("PUT", path, set)
        routes.signedIn("DELETE", path, unset)
        routes.signedIn("DELETE", path + "/recent", forget)
        routes.signedIn("POST", path + "/recent/delete", forget)
    }

    @Sendable func set(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        try checkEnabled()
        let status = try CustomStatus(try request.json())
        guard !(status.emoji.isEmpty && status.text.isEmpty), status.isTimely(at: services.now()) else {
            throw APIError.invalidParameter("custom_status")
        }
        try await services.db.write { [services] tx in
            let user = try context.access.editable(id, in: tx).user
            if !status.emoji.isEmpty, try !EmojiNames.contains(status.emoji) && !tx.reactions.isCustomEmoji(status.emoji) {
                throw APIError.statusEmojiUnknown
            }
            try SetCustomStatus(user: user, status: status, services: services).run(in: tx)
        }
        return .ok
    }

    @Sendable func unset(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        try checkEnabled()
        try await services.db.write { [services] tx in
            let user = try context.access.editable(id, in: tx).user
            try SetCustomStatus(user: user, status: nil, services: services).run(in: tx)
        }
        return .ok
    }

    @Sendable func forget(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        try checkEnabled()
        let fields = try request.json()
        let emoji = try fields.string("emoji") ?? "", text = try fields.string("text") ?? ""
        try await services.db.write { [services] tx in
            try context.access.mayEdit(id)
            try ForgetCustomStatus(user: id, emoji: emoji, text: text, services: services).run(in: tx)
        }
        return .ok
    }

    private func checkEnabled() throws {
        guard services.settings.current[TeamSettings.enableCustomUserStatuses] else { throw APIError.customStatusDisabled }
    }
}

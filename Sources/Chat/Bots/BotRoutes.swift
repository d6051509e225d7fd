internal import Database
internal import Network
internal import Wire

/// Doors to bots.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /bots | CreateBot | create_bot | direct_added, posted |
/// | POST | /users/{user_id}/convert_to_bot | ConvertToBot | manage_system | |
struct BotRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/bots", create)
        routes.signedIn("POST", "/api/v4/users/{user_id:alnum}/convert_to_bot", convert)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let fields = try request.json()
        let username = try fields.string("username") ?? "", name = try fields.string("display_name") ?? ""
        let description = try fields.string("description") ?? ""
        try context.access.system(to: .createBot)
        guard services.settings.current[ServiceSettings.enableBotAccountCreation] else { throw APIError.botsDisabled }
        let bot = try await services.writeAccount { [services] tx in
            let creation = CreateBot(
                username: username, displayName: name, description: description, owner: context.user, services: services)
            return try creation.run(in: tx)
        }
        return HTTPResponse(status: 201, json: bot)
    }

    @Sendable func convert(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        try context.access.system(to: .manageSystem)
        let bot = try await services.db.write { [services] tx in
            guard let user = try tx.users.find(id) else { throw APIError.userNotFound }
            return try ConvertToBot(user: user, services: services).run(in: tx)
        }
        return HTTPResponse(json: bot)
    }
}

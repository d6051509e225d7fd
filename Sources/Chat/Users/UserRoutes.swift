internal import Database
internal import Network
internal import Outside
internal import Wire

/// Doors to accounts.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /users | CreateUser | none (settings decide) | new_user |
/// | GET | /users/{user_id} | | sees the account | |
struct UserRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.open("POST", "/api/v4/users", create)
        routes.signedIn("GET", "/api/v4/users/{user_id}", find)
    }

    @Sendable func create(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        let access = visitor.session.map { Access(session: $0, roles: services.roles) }
        let draft = try UserDraft(try request.json(), byAdministrator: access?.may(.manageSystem) ?? false)
        try PasswordRules().check(draft.password)
        let hash = try await services.passwords.hash(draft.password)
        var user = try await services.db.write { [services] tx in
            try CreateUser(draft: draft, passwordHash: hash, services: services).run(in: tx)
        }
        user.isBot = draft.isBot  // echoed only: the answer repeats what was sent, as the recorded server does
        return HTTPResponse(status: 201, json: UserView(whole: user))
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        let user = try await services.db.read { tx in try context.access.visible(id, in: tx).user }
        let view = id == context.user ? UserView(whole: user) : UserView(user, for: context.access, privacy: UserView.Privacy())
        return HTTPResponse(json: view)
    }
}

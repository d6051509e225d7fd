internal import Database
internal import Network
internal import Wire

/// Doors to schemes.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/schemes | page | sysconsole_read_user_management_permissions | |
/// | GET | /api/v4/schemes/{scheme_id} | find | sysconsole_read_user_management_permissions | |
/// | GET | /api/v4/schemes/{scheme_id}/teams | teams | sysconsole_read_user_management_teams | |
/// | PUT | /api/v4/teams/{team_id}/scheme | ChangeTeamScheme | sysconsole_write_user_management_permissions | update_team_scheme |
struct SchemeRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/schemes", page)
        routes.signedIn("GET", "/api/v4/schemes/{scheme_id}", find)
        routes.signedIn("GET", "/api/v4/schemes/{scheme_id}/teams", teams)
        routes.signedIn("PUT", "/api/v4/teams/{team_id}/scheme", choose)
    }

    @Sendable func page(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .sysconsoleReadUserManagementPermissions)
        let named = request.asked.text("scope"), paging = request.paging
        let scope = Scheme.Scope(rawValue: named)
        guard named.isEmpty || scope == .team || scope == .channel else { throw APIError.invalidParameter("scope") }
        return HTTPResponse(json: try await services.db.readOne { try $0.schemes.page(scope, paging) })
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Scheme> = try request.id(0, "scheme_id")
        try context.access.system(to: .sysconsoleReadUserManagementPermissions)
        let scheme = try await services.db.readOne { try $0.schemes.find(id) }
        guard let scheme else { throw APIError.schemeNotFound }
        return HTTPResponse(json: scheme)
    }

    @Sendable func teams(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Scheme> = try request.id(0, "scheme_id"), paging = request.paging
        try context.access.system(to: .sysconsoleReadUserManagementTeams)
        return HTTPResponse(
            json: try await services.db.read { tx in
                guard try tx.schemes.find(id)?.scope == .team else { throw APIError.schemeNotFound }
                return try tx.teams.all(ofScheme: id.raw, offset: paging.offset, limit: paging.perPage)
            })
    }

    @Sendable func choose(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let team: ID<Team> = try request.id(0, "team_id")
        let scheme = try request.decode(as: "scheme_id") { try $0.string("scheme_id") ?? "" }
        guard scheme.isEmpty || ID<Scheme>(scheme).isWellFormed else { throw APIError.invalidParameter("scheme_id") }
        try context.access.system(to: .sysconsoleWriteUserManagementPermissions)
        try await services.db.write { [services] tx in
            try ChangeTeamScheme(team: team, scheme: scheme, services: services).run(in: tx)
        }
        return .ok
    }
}

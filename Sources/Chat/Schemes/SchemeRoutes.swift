internal import Database
internal import Network
internal import Wire

/// Doors to schemes.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/schemes | page | sysconsole_read_user_management_permissions | |
/// | GET | /api/v4/schemes/{scheme_id} | find | sysconsole_read_user_management_permissions | |
/// | POST | /api/v4/schemes | CreateScheme | sysconsole_write_user_management_permissions | |
/// | PUT | /api/v4/schemes/{scheme_id}/patch | ChangeScheme | sysconsole_write_user_management_permissions | |
/// | DELETE | /api/v4/schemes/{scheme_id} | ChangeScheme | sysconsole_write_user_management_permissions | |
/// | GET | /api/v4/schemes/{scheme_id}/channels | channels | sysconsole_read_user_management_channels | |
/// | PUT | /api/v4/channels/{channel_id}/scheme | ChangeChannelScheme | manage_system | channel_scheme_updated |
/// | GET | /api/v4/schemes/{scheme_id}/teams | teams | sysconsole_read_user_management_teams | |
/// | PUT | /api/v4/teams/{team_id}/scheme | ChangeTeamScheme | sysconsole_write_user_management_permissions | update_team_scheme |
struct SchemeRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/schemes", page)
        routes.signedIn("GET", "/api/v4/schemes/{scheme_id}", find)
        routes.signedIn("GET", "/api/v4/schemes/{scheme_id}/teams", teams)
        routes.signedIn("PUT", "/api/v4/teams/{team_id}/scheme", choose)
        routes.signedIn("POST", "/api/v4/schemes", create)
        routes.signedIn("PUT", "/api/v4/schemes/{scheme_id}/patch", patch)
        routes.signedIn("DELETE", "/api/v4/schemes/{scheme_id}", delete)
        routes.signedIn("GET", "/api/v4/schemes/{scheme_id}/channels", channels)
        routes.signedIn("PUT", "/api/v4/channels/{channel_id}/scheme", chooseForChannel)
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

    // MARK: Changing

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let (draft, scope) = try request.decode(as: "scheme") {
            (try SchemeDraft($0), Scheme.Scope(rawValue: try $0.string("scope") ?? ""))
        }
        try context.access.system(to: .sysconsoleWriteUserManagementPermissions)
        guard let scope, scope == .team || scope == .channel else { throw APIError.schemeInvalid }
        let scheme = try await write { [services] tx in try CreateScheme(draft: draft, scope: scope, services: services).run(in: tx) }
        return HTTPResponse(status: 201, json: scheme)
    }

    @Sendable func patch(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let draft = try request.decode(as: "scheme") { try SchemeDraft($0) }
        return HTTPResponse(json: try await change(request, context) { try $0.patch(draft, in: $1) })
    }

    @Sendable func delete(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await change(request, context) { try $0.delete(in: $1) }
        return .ok
    }

    private func change<T: Sendable>(
        _ request: HTTPRequest, _ context: SignedIn, _ body: @Sendable @escaping (ChangeScheme, Transaction<ReadWrite>) throws -> T
    ) async throws -> T {
        let id: ID<Scheme> = try request.id(0, "scheme_id")
        try context.access.system(to: .sysconsoleWriteUserManagementPermissions)
        return try await write { [services] tx in
            guard let scheme = try tx.schemes.find(id) else { throw APIError.schemeNotFound }
            return try body(ChangeScheme(scheme: scheme, services: services), tx)
        }
    }

    /// Whoever changed a scheme finds the next request under the new rules; a name taken in the same moment is told as such.
    private func write<T: Sendable>(
        function: StaticString = #function, _ body: @Sendable @escaping (Transaction<ReadWrite>) throws -> T
    ) async throws -> T {
        do {
            let value = try await services.db.write(function: function, body)
            try await services.roles.load(from: services.db)
            return value
        } catch DatabaseError.uniqueViolation {
            throw APIError.schemeInvalid
        }
    }

    // MARK: Channels

    @Sendable func channels(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Scheme> = try request.id(0, "scheme_id"), paging = request.paging
        try context.access.system(to: .sysconsoleReadUserManagementChannels)
        return HTTPResponse(
            json: try await services.db.read { tx in
                guard try tx.schemes.find(id)?.scope == .channel else { throw APIError.schemeNotFound }
                return try tx.channels.all(ofScheme: id.raw, paging)
            })
    }

    @Sendable func chooseForChannel(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let channel: ID<Channel> = try request.id(0, "channel_id")
        let scheme = try request.decode(as: "scheme_id") { try $0.string("scheme_id") ?? "" }
        guard scheme.isEmpty || ID<Scheme>(scheme).isWellFormed else { throw APIError.invalidParameter("scheme_id") }
        try context.access.system(to: .manageSystem)
        try await write { [services] tx in try ChangeChannelScheme(channel: channel, scheme: scheme, services: services).run(in: tx) }
        return .ok
    }
}

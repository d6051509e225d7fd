internal import Database
internal import Network
internal import Wire

/// Doors to teams themselves.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/teams | CreateTeam | create_team | added_to_team |
/// | GET | /api/v4/teams/{team_id} | find | view_team, or list_public_teams for open ones | |
/// | PUT | /api/v4/teams/{team_id} | ChangeTeam | manage_team | update_team |
/// | DELETE | /api/v4/teams/{team_id} | ChangeTeam.archive | manage_team | delete_team |
/// | PUT | /api/v4/teams/{team_id}/patch | ChangeTeam | manage_team | update_team |
/// | PUT | /api/v4/teams/{team_id}/privacy | ChangeTeam.setPrivacy | manage_team | update_team |
/// | POST | /api/v4/teams/{team_id}/restore | ChangeTeam.restore | manage_team | restore_team |
/// | POST | /api/v4/teams/{team_id}/regenerate_invite_id | ChangeTeam.renewInvitation | manage_team | update_team |
/// | GET | /api/v4/teams/{team_id}/stats | stats | view_team | |
/// | GET | /api/v4/teams/name/{team_name} | findByName | view_team, or list_public_teams for open ones | |
/// | GET | /api/v4/teams/name/{team_name}/exists | exists | | |
struct TeamRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/teams", create)
        routes.signedIn("GET", "/api/v4/teams/{team_id}", find)
        routes.signedIn("PUT", "/api/v4/teams/{team_id}", update)
        routes.signedIn("DELETE", "/api/v4/teams/{team_id}", archive)
        routes.signedIn("PUT", "/api/v4/teams/{team_id}/patch", patch)
        routes.signedIn("PUT", "/api/v4/teams/{team_id}/privacy", setPrivacy)
        routes.signedIn("POST", "/api/v4/teams/{team_id}/restore", restore)
        routes.signedIn("POST", "/api/v4/teams/{team_id}/regenerate_invite_id", renewInvitation)
        routes.signedIn("GET", "/api/v4/teams/{team_id}/stats", stats)
        routes.signedIn("GET", "/api/v4/teams/name/{team_name}", findByName)
        routes.signedIn("GET", "/api/v4/teams/name/{team_name}/exists", exists)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let draft = try request.decode(as: "team", TeamDraft.init)
        let team = try await services.db.write { [services] tx in
            try CreateTeam(draft: draft, context: context, services: services).run(in: tx)
        }
        return HTTPResponse(status: 201, json: team)
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id")
        let team = try await services.db.readOne { try context.access.visible(id, in: $0) }
        return HTTPResponse(json: team.view)
    }

    @Sendable func findByName(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let name = request.parameters[0].lowercased()
        let team = try await services.db.read { tx in
            guard let id = try tx.teams.find(name: name)?.id else { throw APIError.teamNameNotFound }
            return try context.access.visible(id, in: tx)
        }
        return HTTPResponse(json: team.view)
    }

    /// Answers no for what the caller may not see: a closed team's name gives nothing away.
    @Sendable func exists(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let name = request.parameters[0].lowercased()
        let exists = try await services.db.read { tx in
            guard let id = try tx.teams.find(name: name)?.id, let team = try context.access.standing(in: id, tx) else { return false }
            return team.isMember || context.access.may(team.team.allowOpenInvite ? .listPublicTeams : .listPrivateTeams)
        }
        return HTTPResponse(json: ["exists": .bool(exists)] as JSONValue)
    }

    @Sendable func update(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id")
        let draft = try request.decode(as: "team", TeamDraft.init)
        guard draft.id == id.raw else { throw APIError.invalidParameter("id") }
        return try await change(id, context) { try $0.run(in: $1, draft.replacing) }
    }

    @Sendable func patch(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id")
        let draft = try request.decode(as: "team", TeamDraft.init)
        return try await change(id, context) { try $0.run(in: $1, draft.applied) }
    }

    @Sendable func setPrivacy(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id")
        let named = try request.decode(as: "privacy") { try $0.string("privacy") ?? "" }
        guard let type = Team.Kind(rawValue: named) else { throw APIError.invalidParameter("privacy") }
        return try await change(id, context) { try $0.setPrivacy(type, in: $1) }
    }

    @Sendable func renewInvitation(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await change(try request.id(0, "team_id"), context) { try $0.renewInvitation(in: $1) }
    }

    @Sendable func restore(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await change(try request.id(0, "team_id"), context) { try $0.restore(in: $1) }
    }

    @Sendable func archive(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id"), forGood = request.asked.flag("permanent")
        try await services.db.write { [services] tx in
            let place = try context.access.team(id, to: .manageTeam, in: tx)
            guard forGood else { return try ChangeTeam(place: place, services: services).archive(in: tx) }
            guard services.settings.current[ServiceSettings.enableAPITeamDeletion] || context.session.isLocal else {
                throw APIError.teamDeletionOff
            }
            try context.access.system(to: .manageSystem)
            try EraseTeam(team: place.team, services: services).run(in: tx)
        }
        return .ok
    }

    /// Runs one change for who may manage the team and answers the team as they see it.
    private func change(
        _ id: ID<Team>, _ context: SignedIn, _ body: @Sendable @escaping (ChangeTeam, Transaction<ReadWrite>) throws -> Team
    ) async throws -> HTTPResponse {
        let view = try await services.db.write { [services] tx in
            let place = try context.access.team(id, to: .manageTeam, in: tx)
            let team = try body(ChangeTeam(place: place, services: services), tx)
            return place.with(team).view
        }
        return HTTPResponse(json: view)
    }

    @Sendable func stats(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id")
        let stats = try await services.db.read { tx in
            try context.access.mayList(id, in: tx)
            return try tx.teamMembers.stats(of: id)
        }
        return HTTPResponse(json: stats)
    }
}

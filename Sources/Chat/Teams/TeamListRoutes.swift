internal import Database
internal import Network
internal import Wire

/// Doors to lists of teams.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/teams | page | list_public_teams, list_private_teams | |
/// | POST | /api/v4/teams/search | search | list_public_teams, list_private_teams | |
/// | GET | /api/v4/users/{user_id}/teams | ofUser | own, or sysconsole_read_user_management_users | |
/// | GET | /api/v4/users/{user_id}/teams/members | memberships | own, or read_other_users_teams | |
/// | GET | /api/v4/users/{user_id}/teams/unread | unread | own, or manage_system | |
/// | GET | /api/v4/users/{user_id}/teams/{team_id}/unread | unreadOfOne | own, or edit_other_users; view_team | |
/// | GET | /api/v4/usage/teams | usage | | |
struct TeamListRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/teams", page)
        routes.signedIn("POST", "/api/v4/teams/search", search)
        routes.signedIn("GET", "/api/v4/users/{user_id}/teams", ofUser)
        routes.signedIn("GET", "/api/v4/users/{user_id}/teams/members", memberships)
        routes.signedIn("GET", "/api/v4/users/{user_id}/teams/unread", unread)
        routes.signedIn("GET", "/api/v4/users/{user_id}/teams/{team_id}/unread", unreadOfOne)
        routes.signedIn("GET", "/api/v4/usage/teams", usage)
    }

    /// Which teams the caller may find in lists.
    private func visible(to context: SignedIn) throws -> Bool? {
        switch (context.access.may(.listPublicTeams), context.access.may(.listPrivateTeams)) {
        case (true, true): nil
        case (true, false): true
        case (false, true): false
        case (false, false): throw APIError.teamListForbidden
        }
    }

    /// The teams as the caller may see each.
    private static func views<A>(of teams: [Team], _ context: SignedIn, _ tx: Transaction<A>) throws -> [Team] {
        let standings = try context.access.standings(in: teams, tx)
        return standings.map(\.view)
    }

    @Sendable func page(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let filter = TeamFilter(allowOpenInvite: try visible(to: context)), paging = request.paging
        let query = request.asked, withTotal = query.flag("include_total_count")
        if query.flag("exclude_policy_constrained") { try context.access.system(to: .sysconsoleReadComplianceDataRetentionPolicy) }
        return HTTPResponse(
            json: try await services.db.read { tx in
                let teams = try tx.teams.page(of: filter, offset: paging.offset, limit: paging.perPage)
                return TeamList(teams: try Self.views(of: teams, context, tx), total: withTotal ? try tx.teams.count(of: filter) : nil)
            })
    }

    @Sendable func search(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        var (filter, paging) = try request.decode(as: "team_search") { fields in
            let filter = TeamFilter(
                term: try fields.string("term") ?? "", allowOpenInvite: try fields.bool("allow_open_invite"),
                groupConstrained: try fields.bool("group_constrained"))
            let page = try fields.integer("page"), perPage = try fields.integer("per_page")
            let isPaged = page != nil && perPage != nil
            return (filter, isPaged ? Paging(page: min(max(page ?? 0, 0), 1 << 31), perPage: min(max(perPage ?? 0, 0), 200)) : nil)
        }
        let visible = try visible(to: context)
        if let visible {
            if paging != nil { throw visible ? APIError.publicTeamPages : APIError.privateTeamPages }
            filter.allowOpenInvite = visible
        }
        return HTTPResponse(
            json: try await services.db.read { [filter, paging] tx in
                let teams = try tx.teams.page(of: filter, offset: paging?.offset ?? 0, limit: paging?.perPage ?? 10_000)
                return TeamList(teams: try Self.views(of: teams, context, tx), total: paging == nil ? nil : try tx.teams.count(of: filter))
            })
    }

    @Sendable func ofUser(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context)
        if user != context.user { try context.access.system(to: .sysconsoleReadUserManagementUsers) }
        return HTTPResponse(json: try await services.db.read { try Self.views(of: $0.teams.all(of: user), context, $0) })
    }

    @Sendable func memberships(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context)
        if user != context.user { try context.access.system(to: .readOtherUsersTeams) }
        return HTTPResponse(json: try await services.db.readOne { [roles = services.roles] in try $0.teamMembers.all(of: user, roles) })
    }

    @Sendable func unread(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), query = request.asked
        if user != context.user { try context.access.system(to: .manageSystem) }
        let left = query.text("exclude_team"), withThreads = query.flag("include_collapsed_threads")
        let unread = try await services.db.read { try $0.teamMembers.unread(of: user, in: nil, withThreads: withThreads) }
        return HTTPResponse(json: unread.filter { $0.team.raw != left })
    }

    @Sendable func unreadOfOne(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), team: ID<Team> = try request.id(1, "team_id")
        let withThreads = request.asked.flag("include_collapsed_threads")
        if user != context.user { try context.access.system(to: .editOtherUsers) }
        let unread = try await services.db.read { tx in
            guard try context.access.standing(in: team, tx)?.may(.viewTeam) ?? context.access.may(.viewTeam) else {
                throw APIError.forbidden
            }
            return try tx.teamMembers.unread(of: user, in: team, withThreads: withThreads).first
        }
        return HTTPResponse(json: unread ?? TeamUnread(team: team))
    }

    @Sendable func usage(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let active = try await services.db.readOne { try $0.teams.countActive() }
        return HTTPResponse(json: ["active": .integer(active), "cloud_archived": 0] as JSONValue)
    }
}

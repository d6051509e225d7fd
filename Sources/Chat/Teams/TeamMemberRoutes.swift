internal import Database
internal import Network
internal import Wire

/// Doors to who is in a team.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/teams/{team_id}/members | page | view_team | |
/// | POST | /api/v4/teams/{team_id}/members | JoinTeam | add_user_to_team; join_public_teams or join_private_teams for oneself | added_to_team |
/// | POST | /api/v4/teams/{team_id}/members/batch | JoinTeam | add_user_to_team | added_to_team |
/// | POST | /api/v4/teams/{team_id}/members/ids | several | view_team | |
/// | GET | /api/v4/teams/{team_id}/members/{user_id} | find | view_team | |
/// | DELETE | /api/v4/teams/{team_id}/members/{user_id} | LeaveTeam | own, or remove_user_from_team | leave_team |
/// | PUT | /api/v4/teams/{team_id}/members/{user_id}/roles | ChangeTeamRoles | manage_team_roles | memberrole_updated |
/// | PUT | /api/v4/teams/{team_id}/members/{user_id}/schemeRoles | ChangeTeamRoles | manage_team_roles | memberrole_updated |
struct TeamMemberRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/teams/{team_id}/members", page)
        routes.signedIn("POST", "/api/v4/teams/{team_id}/members", add)
        routes.signedIn("POST", "/api/v4/teams/{team_id}/members/batch", addSeveral)
        routes.signedIn("POST", "/api/v4/teams/{team_id}/members/ids", several)
        routes.signedIn("GET", "/api/v4/teams/{team_id}/members/{user_id}", find)
        routes.signedIn("DELETE", "/api/v4/teams/{team_id}/members/{user_id}", remove)
        routes.signedIn("PUT", "/api/v4/teams/{team_id}/members/{user_id}/roles", setRoles)
        routes.signedIn("PUT", "/api/v4/teams/{team_id}/members/{user_id}/schemeRoles", setFlags)
    }

    // MARK: Reading

    @Sendable func page(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let team: ID<Team> = try request.id(0, "team_id"), query = request.asked
        let page = TeamMemberPage(
            paging: request.paging, isByUsername: query.text("sort") == "Username",
            leavesOutDeactivated: query.flag("exclude_deleted_users"))
        return HTTPResponse(
            json: try await services.db.read { [roles = services.roles] tx in
                try context.access.mayList(team, in: tx)
                return try tx.teamMembers.page(in: team, page, roles)
            })
    }

    @Sendable func several(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let team: ID<Team> = try request.id(0, "team_id"), users = try request.strings()
        guard !users.isEmpty else { throw APIError.invalidParameter("user_ids") }
        return HTTPResponse(
            json: try await services.db.read { [roles = services.roles] tx in
                try context.access.mayList(team, in: tx)
                return try tx.teamMembers.find(users.map { ID<User>($0) }, in: team, roles)
            })
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let team: ID<Team> = try request.id(0, "team_id"), user = try request.userID(1, context)
        return HTTPResponse(
            json: try await services.db.read { [roles = services.roles] tx in
                try context.access.mayList(team, in: tx)
                guard let member = try tx.teamMembers.find(user, in: team, roles) else { throw APIError.teamMemberNotFound }
                return member
            })
    }

    // MARK: Joining and leaving

    @Sendable func add(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id")
        let (named, user) = try request.decode(as: "team_member") { (try $0.string("team_id"), ID<User>(try $0.string("user_id") ?? "")) }
        guard named == id.raw else { throw APIError.invalidParameter("team_id") }
        guard user.isWellFormed else { throw APIError.invalidParameter("user_id") }
        let member = try await services.db.write { tx in try add(user, to: id, context, tx) }
        return HTTPResponse(status: 201, json: member)
    }

    private func add(_ user: ID<User>, to id: ID<Team>, _ context: SignedIn, _ tx: Transaction<ReadWrite>) throws -> TeamMember {
        let team: Team
        if user == context.user {
            guard let found = try tx.teams.find(id) else { throw APIError.teamNotFound }
            try context.access.system(to: found.allowOpenInvite ? .joinPublicTeams : .joinPrivateTeams)
            team = found
        } else {
            team = try context.access.team(id, to: .addUserToTeam, in: tx).team
        }
        guard let user = try tx.users.find(user) else { throw APIError.newMemberNotFound }
        if user.isGuest, user.id != context.user { _ = try context.access.team(id, to: .inviteGuest, in: tx) }
        let member = try JoinTeam(team: team, user: user, actor: nil, services: services).run(in: tx)
        // Told once more than by joining itself, and also when nothing changed: so the contract has it.
        tx.tell(.addedToTeam(user.id, team.id))
        return member
    }

    @Sendable func addSeveral(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id"), isGraceful = request.asked.flag("graceful")
        let users = try Self.batch(request, for: id)
        let results = try await services.db.write { [services] tx in
            let team = try context.access.team(id, to: .addUserToTeam, in: tx).team
            let found = try tx.users.find(users)
            guard Set(found.map(\.id)).count == Set(users).count else { throw APIError.newMemberNotFound }
            if found.contains(where: \.isGuest) { _ = try context.access.team(id, to: .inviteGuest, in: tx) }
            let byID = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
            return try users.compactMap { byID[$0] }.map { user in
                try AddedMember.make(user, isGraceful: isGraceful) {
                    let member = try JoinTeam(team: team, user: user, actor: context.user, services: services).run(in: tx)
                    tx.tell(.addedToTeam(user.id, team.id))
                    return member
                }
            }
        }
        return HTTPResponse(status: 201, json: results)
    }

    private static func batch(_ request: HTTPRequest, for team: ID<Team>) throws -> [ID<User>] {
        let list: [JSONFields]
        do {
            list = try (try request.value().array ?? []).map(JSONFields.init)
        } catch is JSONReader.Refusal { throw APIError.invalidParameter("members") }
        guard !list.isEmpty else { throw APIError.invalidParameter("no members in batch") }
        guard list.count <= 256 else { throw APIError.invalidParameter("too many members in batch") }
        return try list.map { fields in
            let user = ID<User>(try fields.string("user_id") ?? "")
            guard user.isWellFormed else { throw APIError.invalidParameter("user_id") }
            guard try fields.string("team_id") == team.raw else {
                throw APIError.invalidParameter("team_id for member with user_id=\(user)")
            }
            return user
        }
    }

    @Sendable func remove(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id"), user = try request.userID(1, context)
        try await services.db.write { [services] tx in
            if user != context.user { _ = try context.access.team(id, to: .removeUserFromTeam, in: tx) }
            guard let team = try tx.teams.find(id) else { throw APIError.teamNotFound }
            guard let user = try tx.users.find(user) else { throw APIError.userNotFound }
            try LeaveTeam(team: team, user: user, actor: context.user, services: services).run(in: tx)
        }
        return .ok
    }

    // MARK: Roles

    @Sendable func setRoles(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let (team, user) = (try request.id(0, "team_id") as ID<Team>, try request.userID(1, context))
        let names = try request.decode(as: "team_member_roles") { try $0.string("roles") ?? "" }.split(separator: " ").map(String.init)
        guard names.allSatisfy(RoleRules.isName), names != ["system_admin"] else { throw APIError.invalidParameter("team_member_roles") }
        try await services.db.write { [services] tx in
            _ = try context.access.team(team, to: .manageTeamRoles, in: tx)
            try ChangeTeamRoles(team: team, user: user, services: services).run(names: names, in: tx)
        }
        return .ok
    }

    @Sendable func setFlags(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let (team, user) = (try request.id(0, "team_id") as ID<Team>, try request.userID(1, context))
        let (isUser, isAdmin, isGuest) = try request.decode(as: "scheme_roles") { fields in
            (try fields.bool("scheme_user") ?? false, try fields.bool("scheme_admin") ?? false, try fields.bool("scheme_guest") ?? false)
        }
        try await services.db.write { [services] tx in
            _ = try context.access.team(team, to: .manageTeamRoles, in: tx)
            try ChangeTeamRoles(team: team, user: user, services: services).run(isUser: isUser, isAdmin: isAdmin, isGuest: isGuest, in: tx)
        }
        return .ok
    }
}

/// What became of one person in a batch: in a graceful one an error stands in the list instead of ending it.
struct AddedMember: JSONWritable {
    let user: ID<User>
    let member: TeamMember?
    let error: APIError?
    let isGraceful: Bool

    /// Only refusals that changed nothing are taken gracefully.
    static func make(_ user: User, isGraceful: Bool, _ join: () throws -> TeamMember) throws -> AddedMember {
        do {
            return AddedMember(user: user.id, member: try join(), error: nil, isGraceful: isGraceful)
        } catch let error as APIError where isGraceful {
            return AddedMember(user: user.id, member: nil, error: error, isGraceful: true)
        }
    }

    func write(to json: inout JSONWriter) {
        guard isGraceful else { member.write(to: &json); return }
        json.object { json in
            json.field("user_id", user)
            json.field("member", orNull: member)
            json.field("error", orNull: error)
        }
    }
}

internal import Database
internal import Network
internal import Wire

/// Doors to lists of channels.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/teams/{team_id}/channels | ChannelQueries.open | list_team_channels | |
/// | GET | /api/v4/teams/{team_id}/channels/private | ChannelQueries.closed | manage_system | |
/// | GET | /api/v4/teams/{team_id}/channels/deleted | ChannelQueries.archived | list_team_channels | |
/// | POST | /api/v4/teams/{team_id}/channels/ids | ChannelQueries.open | view_team | |
/// | GET | /api/v4/users/{user_id}/channels | ChannelQueries.all | self or edit_other_users | |
/// | GET | /api/v4/users/{user_id}/teams/{team_id}/channels | ChannelQueries.all | the same, view_team | |
struct ChannelListRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/teams/{team_id}/channels", open)
        routes.signedIn("GET", "/api/v4/teams/{team_id}/channels/private", closed)
        routes.signedIn("GET", "/api/v4/teams/{team_id}/channels/deleted", archived)
        routes.signedIn("POST", "/api/v4/teams/{team_id}/channels/ids", openByIDs)
        routes.signedIn("GET", "/api/v4/users/{user_id}/channels", ofUser)
        routes.signedIn("GET", "/api/v4/users/{user_id}/teams/{team_id}/channels", ofUserInTeam)
    }

    @Sendable func open(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id"), paging = request.paging
        return HTTPResponse(
            json: try await services.db.read { tx in
                _ = try context.access.team(id, to: .listTeamChannels, in: tx)
                return try tx.channels.open(in: id, paging)
            })
    }

    @Sendable func closed(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id"), paging = request.paging
        try context.access.system(to: .manageSystem)
        return HTTPResponse(json: try await services.db.read { tx in try tx.channels.closed(in: id, paging) })
    }

    @Sendable func archived(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id"), paging = request.paging
        return HTTPResponse(
            json: try await services.db.read { tx in
                let team = try context.access.team(id, to: .listTeamChannels, in: tx)
                return try tx.channels.archived(in: id, for: team.may(.manageSystem) ? nil : context.user, paging)
            })
    }

    @Sendable func openByIDs(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id")
        let texts = try request.strings(else: .invalidParameter("channel_ids"), isFilled: true)
        let ids = texts.map(ID<Channel>.init)
        guard ids.allSatisfy(\.isWellFormed) else { throw APIError.invalidParameter("channel_id") }
        let channels = try await services.db.read { tx in
            _ = try context.access.team(id, to: .viewTeam, in: tx)
            return try tx.channels.open(ids, in: id)
        }
        guard !channels.isEmpty else { throw APIError.channelsOfIDsNotFound }
        return HTTPResponse(json: channels)
    }

    private func age(_ request: HTTPRequest) -> ChannelAge {
        let asked = request.asked
        return ChannelAge(includesArchived: asked.flag("include_deleted"), archivedSince: max(0, asked.number("last_delete_at") ?? 0))
    }

    @Sendable func ofUser(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), age = age(request)
        guard context.access.mayAct(for: user) else { throw APIError.forbidden }
        let channels = try await services.db.readOne { tx in try tx.channels.all(of: user, age) }
        guard !channels.isEmpty else { throw APIError.channelsNotFound }
        return HTTPResponse(json: channels)
    }

    @Sendable func ofUserInTeam(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), team: ID<Team> = try request.id(1, "team_id"), age = age(request)
        guard context.access.mayAct(for: user) else { throw APIError.forbidden }
        let channels = try await services.db.read { tx in
            _ = try context.access.team(team, to: .viewTeam, in: tx)
            return try tx.channels.all(of: user, in: team, age)
        }
        guard !channels.isEmpty else { throw APIError.channelsNotFound }
        return request.answer(channels, tag: tag(of: channels))
    }

    /// Changes with each change and each message of one of the channels, and when one comes or goes.
    private func tag(of channels: [Channel]) -> String {
        var newest: Int64 = 0, sum: Int64 = 0, last = ""
        for channel in channels {
            for time in [channel.lastPostAt, channel.updateAt] where time > newest { (newest, last) = (time, channel.id.raw) }
            sum = sum &+ channel.lastPostAt &+ channel.updateAt
        }
        return "\(Version.number).\(last).\(newest).\(sum).\(channels.count)"
    }
}

extension HTTPRequest {
    /// An answer that a client which has it already need not get again.
    func answer(_ value: some JSONWritable, tag: String) -> HTTPResponse {
        var response = field("if-none-match") == tag ? HTTPResponse(status: 304) : HTTPResponse(json: value)
        response.fields.append((name: "ETag", value: tag))
        return response
    }
}

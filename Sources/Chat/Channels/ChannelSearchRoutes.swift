internal import Database
internal import Network
internal import Wire

/// Doors to searches for channels.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/teams/{team_id}/channels/search | ChannelQueries.search | in the team | |
/// | GET | /api/v4/teams/{team_id}/channels/autocomplete | ChannelQueries.autocomplete | list_team_channels | |
/// | GET | /api/v4/teams/{team_id}/channels/search_autocomplete | ChannelQueries.autocompleteForSearch | | |
/// | POST | /api/v4/channels/search | ChannelQueries.all | sysconsole_read_user_management_channels | |
/// | GET | /api/v4/channels | ChannelQueries.all | sysconsole_read_user_management_channels | |
struct ChannelSearchRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/teams/{team_id}/channels/search", inTeam)
        routes.signedIn("GET", "/api/v4/teams/{team_id}/channels/autocomplete", autocomplete)
        routes.signedIn("GET", "/api/v4/teams/{team_id}/channels/search_autocomplete", autocompleteForSearch)
        routes.signedIn("POST", "/api/v4/channels/search", everywhere)
        routes.signedIn("GET", "/api/v4/channels", all)
    }

    @Sendable func inTeam(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id")
        let words = SearchWords(try request.json().string("term") ?? "")
        return HTTPResponse(
            json: try await services.db.readLong { tx in
                guard let team = try context.access.standing(in: id, tx), team.may(.listTeamChannels) || team.isMember else {
                    throw APIError.teamMemberNotFound
                }
                return team.may(.listTeamChannels)
                    ? try tx.channels.search(words, in: id) : try tx.channels.search(words, of: context.user, in: id)
            })
    }

    @Sendable func autocomplete(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id"), words = SearchWords(request.asked.text("name"))
        return HTTPResponse(
            json: try await services.db.readLong { tx in
                _ = try context.access.team(id, to: .listTeamChannels, in: tx)
                return try tx.channels.autocomplete(words, for: context.user, isGuest: context.session.isGuest, in: id)
            })
    }

    @Sendable func autocompleteForSearch(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id"), words = SearchWords(request.asked.text("name"))
        return HTTPResponse(
            json: try await services.db.readLong { tx in
                let channels = try tx.channels.autocompleteForSearch(words, for: context.user, in: id)
                let directs = try tx.channels.directs(words, of: context.user)
                return (channels + directs).sorted { ($0.displayName.lowercased(), $0.id.raw) < ($1.displayName.lowercased(), $1.id.raw) }
            })
    }

    // MARK: All teams

    @Sendable func everywhere(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let fields = try request.json(), term = try fields.string("term") ?? ""
        if request.asked["system_console"] == "false" {
            return HTTPResponse(
                json: try await services.db.readLong { tx in
                    try tx.channels.autocomplete(SearchWords(term), for: context.user, isGuest: context.session.isGuest)
                })
        }
        try context.access.system(toAny: [
            .sysconsoleReadUserManagementChannels, .sysconsoleReadComplianceDataRetentionPolicy, .sysconsoleWriteUserManagementGroups,
        ])
        let filter = try filter(fields, term: term)
        let page = try fields.integer("page"), perPage = try fields.integer("per_page")
        return HTTPResponse(
            json: try await services.db.readLong { tx in
                guard let page, let perPage, page >= 0, perPage > 0 else {
                    return ChannelsOfTeams(channels: try tx.channels.all(filter, Paging(page: 0, perPage: 10_000)), total: nil)
                }
                let paging = Paging(page: min(page, 1 << 31), perPage: min(perPage, 200))
                return ChannelsOfTeams(channels: try tx.channels.all(filter, paging), total: try tx.channels.count(filter))
            })
    }

    private func filter(_ fields: JSONFields, term: String) throws -> ChannelFilter {
        var filter = ChannelFilter(words: SearchWords(term))
        filter.teams = try (fields.strings("team_ids") ?? []).map(ID.init)
        if try fields.bool("include_search_by_id") ?? false, ID<Channel>(term).isWellFormed { filter.idTerm = ID(term) }
        filter.isPublic = try fields.bool("public") ?? false
        filter.isPrivate = try fields.bool("private") ?? false
        filter.excludesDefaults = try fields.bool("exclude_default_channels") ?? false
        filter.onlyArchived = try fields.bool("deleted") ?? false
        filter.includesArchived = try fields.bool("include_deleted") ?? false
        filter.isGroupConstrained = try fields.bool("group_constrained") ?? false
        filter.excludesGroupConstrained = try fields.bool("exclude_group_constrained") ?? false
        filter.notOfGroup = try fields.string("not_associated_to_group").flatMap { $0.isEmpty ? nil : $0 }
        return filter
    }

    @Sendable func all(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(toAny: [
            .sysconsoleReadUserManagementChannels, .sysconsoleReadComplianceDataRetentionPolicy, .sysconsoleWriteUserManagementGroups,
        ])
        let asked = request.asked, paging = Paging(asked)
        var filter = ChannelFilter()
        filter.excludesDefaults = asked.flag("exclude_default_channels")
        filter.includesArchived = asked.flag("include_deleted")
        filter.notOfGroup = asked["not_associated_to_group"].flatMap { $0.isEmpty ? nil : $0 }
        let wanted = filter, isCounted = asked.flag("include_total_count")
        return HTTPResponse(
            json: try await services.db.readLong { tx in
                ChannelsOfTeams(
                    channels: try tx.channels.all(wanted, paging), total: isCounted ? try tx.channels.count(wanted) : nil)
            })
    }
}

/// Channels of several teams, with the total when it was asked for: then an object instead of a list.
struct ChannelsOfTeams: JSONWritable {
    let channels: [ChannelOfTeam]
    let total: Int64?

    func write(to json: inout JSONWriter) {
        guard let total else { channels.write(to: &json); return }
        json.object { json in
            json.field("channels", channels)
            json.field("total_count", total)
        }
    }
}

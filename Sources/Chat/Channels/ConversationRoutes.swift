internal import Database
internal import Network
internal import Wire

/// Doors to direct and group messages.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/channels/direct | OpenDirectChannel | create_direct_channel | direct_added |
/// | POST | /api/v4/channels/group | OpenGroupChannel | create_group_channel | group_added |
/// | POST | /api/v4/channels/group/search | ChannelQueries.groups | | |
/// | GET | /api/v4/channels/{channel_id}/common_teams | ChannelMemberQueries.commonTeams | read_channel | |
/// | POST | /api/v4/channels/{channel_id}/convert_to_channel | ConvertGroup | create_private_channel | channel_updated |
struct ConversationRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/channels/direct", openDirect)
        routes.signedIn("POST", "/api/v4/channels/group", openGroup)
        routes.signedIn("POST", "/api/v4/channels/group/search", search)
        routes.signedIn("GET", "/api/v4/channels/{channel_id}/common_teams", commonTeams)
        routes.signedIn("POST", "/api/v4/channels/{channel_id}/convert_to_channel", convert)
    }

    @Sendable func openDirect(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let texts = try request.strings()
        var ids = texts.map(ID<User>.init)
        guard (1...2).contains(ids.count) else { throw APIError.invalidParameter("user_ids") }
        if ids.count == 1 { ids.append(context.user) }
        guard ids.allSatisfy(\.isWellFormed) else { throw APIError.invalidParameter("user_id") }
        try context.access.system(to: .createDirectChannel)
        guard ids.contains(context.user) || context.access.may(.manageSystem) else { throw APIError.forbidden }
        let pair = ids
        let channel = try await services.db.write { [services] tx in
            guard let creator = try tx.users.find(pair[0]), let teammate = try tx.users.find(pair[1]) else {
                throw APIError.directUserUnknown
            }
            for id in pair { _ = try context.access.visible(id, in: tx) }
            try checkTeams(pair, context, tx)
            return try OpenDirectChannel(between: creator, and: teammate, services: services).run(in: tx)
        }
        return HTTPResponse(status: 201, json: channel)
    }

    private func checkTeams(_ pair: [ID<User>], _ context: SignedIn, _ tx: Transaction<ReadWrite>) throws {
        guard services.settings.current[TeamSettings.restrictDirectMessage] == "team", !context.access.may(.manageSystem) else { return }
        guard try pair[0] == pair[1] || tx.channelMembers.shareTeam(pair[0], pair[1]) else { throw APIError.directNeedsTeam }
    }

    @Sendable func openGroup(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let texts = try request.strings(else: .invalidParameter("user_ids"), isFilled: true)
        var ids: [ID<User>] = []
        for id in texts.map(ID<User>.init) + [context.user] where !ids.contains(id) {
            guard id.isWellFormed else { throw APIError.invalidParameter("user_id") }
            ids.append(id)
            if ids.count > 8 { throw APIError.groupSizeInvalid }
        }
        try context.access.system(to: .createGroupChannel)
        guard ids.count >= 3 else { throw APIError.groupSizeInvalid }
        let wanted = ids
        let channel = try await services.db.write { [services] tx in
            let members = try tx.users.find(wanted)
            guard members.count == wanted.count else { throw APIError.groupUserUnknown }
            for id in wanted { _ = try context.access.visible(id, in: tx) }
            return try OpenGroupChannel(members: members, services: services).run(in: tx)
        }
        return HTTPResponse(status: 201, json: channel)
    }

    @Sendable func search(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let words = SearchWords(try request.json().string("term") ?? "")
        guard !words.words.isEmpty else { return HTTPResponse(json: [Channel]()) }
        return HTTPResponse(json: try await services.db.readLong { tx in try tx.channels.groups(words, of: context.user) })
    }

    @Sendable func commonTeams(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id")
        let teams = try await services.db.read { tx in
            let place = try context.access.channel(id, to: .readChannel, in: tx)
            guard place.channel.type == .group else { throw APIError.channelIsNoGroup }
            return try tx.channelMembers.commonTeams(of: id).compactMap { try context.access.standing(in: $0.id, tx)?.view }
        }
        return HTTPResponse(json: teams)
    }

    @Sendable func convert(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), fields = try request.json()
        guard (try fields.string("channel_id") ?? id.raw) == id.raw else { throw APIError.invalidParameter("channel_id") }
        let team = ID<Team>(try fields.string("team_id") ?? "")
        guard team.isWellFormed else { throw APIError.invalidParameter("team_id") }
        let name = try fields.string("name") ?? "", displayName = try fields.string("display_name") ?? ""
        let channel = try await services.db.write { [services] tx in
            _ = try context.access.team(team, to: .createPrivateChannel, in: tx)
            let place = try context.access.existing(id, in: tx)
            guard place.isMember else { throw APIError.channelMemberNotFound }
            guard place.channel.type == .group else { throw APIError.channelIsNoGroup }
            return try ConvertGroup(
                group: place.channel, team: team, names: (name, displayName), actor: try context.actor(in: tx), services: services
            ).run(in: tx)
        }
        return HTTPResponse(json: channel)
    }
}

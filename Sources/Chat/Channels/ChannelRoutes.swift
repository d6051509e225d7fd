internal import Database
internal import Network
internal import Wire

/// Doors to single channels.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/channels | CreateChannel | create_public_channel or create_private_channel | channel_created |
/// | GET | /api/v4/channels/{channel_id} | ChannelQueries.find | read_channel, read_public_channel | |
/// | GET | /api/v4/teams/{team_id}/channels/name/{channel_name} | ChannelQueries.find | the same | |
/// | GET | /api/v4/teams/name/{team_name}/channels/name/{channel_name} | ChannelQueries.find | the same | |
/// | PUT | /api/v4/channels/{channel_id} | UpdateChannel | manage_…_channel_properties | channel_updated |
/// | PUT | /api/v4/channels/{channel_id}/patch | PatchChannel | manage_…_channel_properties | channel_updated |
/// | PUT | /api/v4/channels/{channel_id}/privacy | ConvertChannel | convert_…_channel_to_… | channel_converted, channel_updated |
/// | DELETE | /api/v4/channels/{channel_id} | ArchiveChannel | delete_…_channel | channel_deleted |
/// | POST | /api/v4/channels/{channel_id}/restore | RestoreChannel | manage_team | channel_restored |
/// | POST | /api/v4/channels/{channel_id}/move | MoveChannel | manage_system | user_removed |
struct ChannelRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/channels", create)
        routes.signedIn("GET", "/api/v4/channels/{channel_id}", find)
        routes.signedIn("GET", "/api/v4/teams/{team_id}/channels/name/{channel_name}", findInTeam)
        routes.signedIn("GET", "/api/v4/teams/name/{team_name}/channels/name/{channel_name}", findInTeamByName)
        routes.signedIn("PUT", "/api/v4/channels/{channel_id}", update)
        routes.signedIn("PUT", "/api/v4/channels/{channel_id}/patch", patch)
        routes.signedIn("PUT", "/api/v4/channels/{channel_id}/privacy", convert)
        routes.signedIn("DELETE", "/api/v4/channels/{channel_id}", archive)
        routes.signedIn("POST", "/api/v4/channels/{channel_id}/restore", restore)
        routes.signedIn("POST", "/api/v4/channels/{channel_id}/move", move)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let draft = try ChannelDraft.read(try request.json(), id: services.newID())
        let channel = try await services.db.write { [services] tx in
            _ = try context.access.team(
                draft.team, to: draft.type == .open ? .createPublicChannel : .createPrivateChannel, in: tx)
            let creator = try context.actor(in: tx)
            return try CreateChannel(draft: draft, creator: creator, services: services).run(in: tx)
        }
        return HTTPResponse(status: 201, json: channel)
    }

    // MARK: Reading

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id")
        let channel = try await services.db.readOne { tx in try context.access.visible(id, in: tx).channel }
        return HTTPResponse(json: channel)
    }

    @Sendable func findInTeam(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let team: ID<Team> = try request.id(0, "team_id")
        let name = request.parameters[1].lowercased(), includesArchived = request.asked.flag("include_deleted")
        let channel = try await services.db.read { tx in
            try find(name, in: team, includesArchived: includesArchived, context.access, tx)
        }
        return HTTPResponse(json: channel)
    }

    @Sendable func findInTeamByName(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let teamName = request.parameters[0].lowercased()
        let name = request.parameters[1].lowercased(), includesArchived = request.asked.flag("include_deleted")
        let channel = try await services.db.read { tx in
            guard let team = try tx.teams.find(name: teamName) else { throw APIError.teamNameNotFound }
            return try find(name, in: team.id, includesArchived: includesArchived, context.access, tx)
        }
        return HTTPResponse(json: channel)
    }

    /// What is private and not yours looks as if it were not there; an open one of another team is forbidden.
    private func find(
        _ name: String, in team: ID<Team>, includesArchived: Bool, _ access: Access, _ tx: Transaction<ReadOnly>
    ) throws -> Channel {
        guard ChannelRules.directMembers(of: name) != nil || ChannelRules.isWellFormed(name) else {
            throw APIError.invalidURLParameter("channel_name")
        }
        let found = try tx.channels.find(name: name, in: team) ?? tx.channels.find(name: name, in: ID(""))
        guard let found, found.deleteAt == 0 || includesArchived, let place = try access.standing(in: found.id, tx) else {
            throw APIError.channelNameNotFound
        }
        guard place.isVisible else { throw found.type == .open ? APIError.forbidden : APIError.channelNameNotFound }
        return found
    }

    // MARK: Changing

    @Sendable func update(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id")
        let fields = try request.json()
        guard try fields.string("id") == id.raw else { throw APIError.invalidParameter("channel_id") }
        let channel = try await services.write(in: id) { [services] tx in
            let place = try context.access.existing(id, in: tx)
            try place.permitChange()
            return try UpdateChannel(
                channel: place.channel, fields: fields, actor: try context.actor(in: tx), services: services
            ).run(in: tx)
        }
        return HTTPResponse(json: channel)
    }

    @Sendable func patch(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id")
        let patch = try ChannelPatch(try request.json())
        let channel = try await services.write(in: id) { [services] tx in
            let place = try context.access.existing(id, in: tx)
            if patch.namesBanner { throw APIError.bannersMissing }
            try place.permitChange()
            if place.channel.type.isConversation, patch.touchesNames { throw APIError.conversationKeepsNames }
            return try PatchChannel(
                channel: place.channel, patch: patch, actor: try context.actor(in: tx), services: services
            ).run(in: tx)
        }
        return HTTPResponse(json: channel)
    }

    @Sendable func convert(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id")
        guard let kind = Channel.Kind(rawValue: try request.json().string("privacy") ?? ""), !kind.isConversation else {
            throw APIError.invalidParameter("privacy")
        }
        let channel = try await services.write(in: id) { [services] tx in
            let place = try context.access.existing(id, in: tx)
            try place.permit(kind == .open ? .convertPrivateChannelToPublic : .convertPublicChannelToPrivate)
            return try ConvertChannel(channel: place.channel, kind: kind, actor: try context.actor(in: tx), services: services).run(in: tx)
        }
        return HTTPResponse(json: channel)
    }

    // MARK: Archiving and moving

    @Sendable func archive(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), isForGood = request.asked.flag("permanent")
        try await services.write(in: id) { [services] tx in
            let place = try context.access.existing(id, in: tx)
            if place.channel.type.isConversation { throw APIError.conversationStays }
            try place.permit(place.channel.type == .open ? .deletePublicChannel : .deletePrivateChannel)
            if isForGood {
                guard services.settings.current[ServiceSettings.enableAPIChannelDeletion] else { throw APIError.channelErasureIsOff }
                try context.access.system(to: .manageSystem)
                try EraseChannel(channel: place.channel, services: services).run(in: tx)
            } else {
                try ArchiveChannel(channel: place.channel, actor: try context.actor(in: tx), services: services).run(in: tx)
            }
        }
        return .ok
    }

    @Sendable func restore(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id")
        let channel = try await services.write(in: id) { [services] tx in
            let place = try context.access.existing(id, in: tx)
            try place.permit(.manageTeam)
            return try RestoreChannel(channel: place.channel, actor: try context.actor(in: tx), services: services).run(in: tx)
        }
        return HTTPResponse(json: channel)
    }

    @Sendable func move(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id")
        let fields = try request.json()
        guard let team = try fields.string("team_id"), !team.isEmpty else { throw APIError.invalidParameter("team_id") }
        guard let isForced = try fields.bool("force") else { throw APIError.invalidParameter("force") }
        let channel = try await services.db.write { [services] tx in
            let place = try context.access.existing(id, in: tx)
            guard let target = try tx.teams.find(ID(team)) else { throw APIError.teamNotFound }
            try context.access.system(to: .manageSystem)
            return try MoveChannel(
                channel: place.channel, team: target, isForced: isForced, actor: try context.actor(in: tx), services: services
            ).run(in: tx)
        }
        return HTTPResponse(json: channel)
    }
}

extension SignedIn {
    /// The caller's own account.
    func actor<A>(in tx: Transaction<A>) throws -> User {
        guard let user = try tx.users.find(user) else { throw APIError.userNotFound }
        return user
    }
}

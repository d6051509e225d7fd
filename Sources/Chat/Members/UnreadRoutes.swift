internal import Database
internal import Network
internal import Wire

/// Doors to what somebody has read, and to all their memberships.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/channels/members/{user_id}/view | ViewChannels | self or edit_other_users | multiple_channels_viewed |
/// | POST | /api/v4/channels/members/{user_id}/mark_read | ViewChannels | the same | multiple_channels_viewed |
/// | GET | /api/v4/users/{user_id}/channels/{channel_id}/unread | ChannelMemberQueries.unread | the same, read_channel | |
/// | GET | /api/v4/users/{user_id}/channel_members | ChannelMemberQueries.all | the same | |
/// | GET | /api/v4/users/{user_id}/teams/{team_id}/channels/members | ChannelMemberQueries.all | self or manage_system, view_team | |
struct UnreadRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/channels/members/{user_id}/view", view)
        routes.signedIn("POST", "/api/v4/channels/members/{user_id}/mark_read", markRead)
        routes.signedIn("GET", "/api/v4/users/{user_id}/channels/{channel_id}/unread", unread)
        routes.signedIn("GET", "/api/v4/users/{user_id}/channel_members", memberships)
        routes.signedIn("GET", "/api/v4/users/{user_id}/teams/{team_id}/channels/members", membershipsInTeam)
    }

    // MARK: Reading marks

    @Sendable func view(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), fields = try request.json()
        var channels: [ID<Channel>] = []
        for (name, label) in [("channel_id", "channel_view.channel_id"), ("prev_channel_id", "channel_view.prev_channel_id")] {
            let id = ID<Channel>(try fields.string(name) ?? "")
            guard id.raw.isEmpty || id.isWellFormed else { throw APIError.invalidParameter(label) }
            if !id.raw.isEmpty { channels.append(id) }
        }
        let answer = try await view(channels, user, collapsesThreads: fields.bool("collapsed_threads_supported") ?? false, context)
        let channel = ID<Channel>(try fields.string("channel_id") ?? "")
        services.statuses.look(user, at: channel, now: services.now())
        services.bus?.looked(user, at: channel)
        return answer
    }

    @Sendable func markRead(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context)
        let channels = try request.strings(else: .invalidParameter("channel_ids"), isFilled: true)
        return try await view(channels.map(ID.init), user, collapsesThreads: true, context)
    }

    /// Reading marks are hot: looked at first, written only when something is unread.
    private func view(
        _ channels: [ID<Channel>], _ user: ID<User>, collapsesThreads: Bool, _ context: SignedIn
    ) async throws -> HTTPResponse {
        guard context.access.mayAct(for: user) else { throw APIError.forbidden }
        let looks = try await services.db.readOne { tx in try tx.channelMembers.looks(at: channels, by: user) }
        guard looks.contains(where: \.isUnread) else {
            return HTTPResponse(json: Viewed(times: ChannelTimes(looks.map { ($0.channel, $0.lastPostAt) })))
        }
        let times = try await services.db.write { [services] tx in
            try ViewChannels(
                channels: channels, user: user, collapsesThreads: collapsesThreads, session: context.session.id, services: services
            ).run(in: tx)
        }
        return HTTPResponse(json: Viewed(times: times))
    }

    private struct Viewed: JSONWritable {
        let times: ChannelTimes
        func write(to json: inout JSONWriter) {
            json.object { json in
                json.field("status", "OK")
                json.field("last_viewed_at_times", times)
            }
        }
    }

    @Sendable func unread(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), id: ID<Channel> = try request.id(1, "channel_id")
        guard context.access.mayAct(for: user) else { throw APIError.forbidden }
        let unread = try await services.db.read { tx in
            _ = try context.access.channel(id, to: .readChannel, in: tx)
            return try tx.channelMembers.unread(of: user, in: id)
        }
        guard let unread else { throw APIError.channelMemberNotFound }
        return HTTPResponse(json: unread)
    }

    // MARK: Memberships

    @Sendable func memberships(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), asked = request.asked
        guard context.access.mayAct(for: user) else { throw APIError.forbidden }
        if asked["page"] == "-1" {
            let all = try await services.db.readLong { [services] tx in try tx.channelMembers.all(of: user, nil, services.roles) }
            guard !all.isEmpty else { throw APIError.channelMemberNotFound }
            let lines = all.flatMap { JSONWriter.bytes(of: $0) + [UInt8(ascii: "\n")] }
            return HTTPResponse(contentType: "application/x-ndjson", bytes: lines)
        }
        let paging = Paging(asked)
        return HTTPResponse(
            json: try await services.db.readLong { [services] tx in
                try tx.channelMembers.all(of: user, paging, services.roles)
            })
    }

    @Sendable func membershipsInTeam(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), team: ID<Team> = try request.id(1, "team_id")
        return HTTPResponse(
            json: try await services.db.read { [services] tx in
                let standing = try context.access.team(team, to: .viewTeam, in: tx)
                guard user == context.user || standing.may(.manageSystem) else { throw APIError.forbidden }
                return try tx.channelMembers.all(of: user, in: team, services.roles)
            })
    }
}

internal import Database
internal import Network
internal import Wire

/// Doors to memberships in channels.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/channels/{channel_id}/members | ChannelMemberQueries.page | read_channel | |
/// | POST | /api/v4/channels/{channel_id}/members | AddMembers | join_public_channels, manage_…_channel_members | user_added, posted |
/// | POST | /api/v4/channels/{channel_id}/members/ids | ChannelMemberQueries.find | read_channel | |
/// | GET | /api/v4/channels/{channel_id}/members/{user_id} | ChannelMemberQueries.find | read_channel | |
/// | DELETE | /api/v4/channels/{channel_id}/members/{user_id} | LeaveChannel | self or manage_…_channel_members | user_removed, posted |
/// | PUT | /api/v4/channels/{channel_id}/members/{user_id}/roles | SetMemberRoles | manage_channel_roles | channel_member_updated |
/// | PUT | /api/v4/channels/{channel_id}/members/{user_id}/schemeRoles | SetMemberFlags | manage_channel_roles | channel_member_updated |
/// | PUT | /api/v4/channels/{channel_id}/members/{user_id}/notify_props | SetNotifyProps | self or edit_other_users | channel_member_updated |
/// | PUT | /api/v4/channels/{channel_id}/members/{user_id}/autotranslation | refused: nothing is translated here | | |
struct ChannelMemberRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        let path = "/api/v4/channels/{channel_id}/members"
        routes.signedIn("GET", path, list)
        routes.signedIn("POST", path, add)
        routes.signedIn("POST", path + "/ids", findMany)
        routes.signedIn("GET", path + "/{user_id}", find)
        routes.signedIn("DELETE", path + "/{user_id}", remove)
        routes.signedIn("PUT", path + "/{user_id}/roles", setRoles)
        routes.signedIn("PUT", path + "/{user_id}/schemeRoles", setFlags)
        routes.signedIn("PUT", path + "/{user_id}/notify_props", setNotifyProps)
        routes.signedIn("PUT", path + "/{user_id}/autotranslation", setAutotranslation)
    }

    // MARK: Reading

    @Sendable func list(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), paging = request.paging
        let members = try await services.db.read { [services] tx in
            _ = try context.access.channel(id, to: .readChannel, in: tx)
            return try tx.channelMembers.page(of: id, paging, services.roles)
        }
        return HTTPResponse(json: members.map { $0.seen(by: context.user) })
    }

    @Sendable func findMany(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id")
        let users = try request.strings(else: .invalidParameter("user_ids"), isFilled: true)
        let members = try await services.db.read { [services] tx in
            _ = try context.access.channel(id, to: .readChannel, in: tx)
            return try tx.channelMembers.find(users.map(ID.init), in: id, services.roles)
        }
        return HTTPResponse(json: members.map { $0.seen(by: context.user) })
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), user = try request.userID(1, context)
        let member = try await services.db.read { [services] tx in
            _ = try context.access.channel(id, to: .readChannel, in: tx)
            return try tx.channelMembers.find(user, in: id, services.roles)
        }
        guard let member else { throw APIError.channelMemberNotFound }
        return HTTPResponse(json: member.seen(by: context.user))
    }

    // MARK: Coming and going

    @Sendable func add(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), fields = try request.json()
        let many = try fields.strings("user_ids"), one = try fields.string("user_id")
        let users = (many ?? one.map { [$0] } ?? []).map(ID<User>.init)
        guard many != nil || one != nil, users.allSatisfy(\.isWellFormed), users.count <= 1000 else {
            throw APIError.invalidParameter("user_id or user_ids")
        }
        let root = try fields.string("post_root_id") ?? ""
        guard root.isEmpty || ID<Post>(root).isWellFormed else { throw APIError.invalidParameter("post_root_id") }
        let members = try await services.write(in: id) { [services] tx in
            let place = try context.access.existing(id, in: tx)
            if place.channel.type.isConversation { throw APIError.conversationTakesNobody }
            if !root.isEmpty, try tx.posts.find(ID(root))?.channel != id { throw APIError.invalidParameter("post_root_id") }
            return try AddMembers(place: place, users: users, actor: context.user, services: services).run(in: tx)
        }.map { $0.seen(by: context.user) }
        if many == nil, let member = members.first { return HTTPResponse(status: 201, json: member) }
        return HTTPResponse(status: 201, json: members.isEmpty ? nil : members)
    }

    @Sendable func remove(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), user = try request.userID(1, context)
        try await services.write(in: id) { [services] tx in
            let place = try context.access.existing(id, in: tx)
            guard let leaver = try tx.users.find(user) else { throw APIError.userNotFound }
            if place.channel.type.isConversation { throw APIError.conversationLosesNobody }
            if user != context.user { try place.permitMembers() }
            if place.channel.name == ChannelRules.defaultName, !leaver.isGuest { throw APIError.defaultChannelKeepsMembers }
            guard try tx.channelMembers.find(user, in: id, services.roles) != nil else { throw APIError.channelMemberNotFound }
            try LeaveChannel(channel: place.channel, user: leaver, actor: context.user, services: services).run(in: tx)
        }
        return .ok
    }

    // MARK: Roles and settings

    @Sendable func setRoles(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), user = try request.userID(1, context)
        let names = (try request.json().string("roles") ?? "").split(separator: " ").map(String.init)
        guard names.count <= 32, names.allSatisfy(Self.isRoleName) else { throw APIError.invalidParameter("roles") }
        try await services.db.write { [services] tx in
            let place = try context.access.channel(id, to: .manageChannelRoles, in: tx)
            if place.channel.type.isConversation { throw APIError.teamNotFound }
            try SetMemberRoles(channel: place.channel, user: user, names: names, services: services).run(in: tx)
        }
        return .ok
    }

    private static func isRoleName(_ name: String) -> Bool {
        name.utf8.count <= 64
            && name.utf8.allSatisfy { byte in
                (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
                    || byte == UInt8(ascii: "_")
            }
    }

    @Sendable func setFlags(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), user = try request.userID(1, context), fields = try request.json()
        let isGuest = try fields.bool("scheme_guest") ?? false, isUser = try fields.bool("scheme_user") ?? false
        let isAdmin = try fields.bool("scheme_admin") ?? false
        try await services.db.write { [services] tx in
            let place = try context.access.channel(id, to: .manageChannelRoles, in: tx)
            try SetMemberFlags(
                channel: place.channel, user: user, isGuest: isGuest, isUser: isUser, isAdmin: isAdmin, services: services
            ).run(in: tx)
        }
        return .ok
    }

    @Sendable func setNotifyProps(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), user = try request.userID(1, context)
        guard let props = try request.value().texts else { throw APIError.invalidParameter("notify_props") }
        guard context.access.mayAct(for: user) else { throw APIError.forbidden }
        try await services.db.write { [services] tx in
            try SetNotifyProps(channel: id, user: user, props: props, services: services).run(in: tx)
        }
        return .ok
    }

    @Sendable func setAutotranslation(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        throw APIError.autotranslationMissing
    }
}

extension ChannelMember {
    /// When others last looked at a channel is nobody's business.
    func seen(by viewer: ID<User>) -> ChannelMember {
        guard user != viewer else { return self }
        var copy = self
        copy.lastViewedAt = -1
        copy.lastUpdateAt = -1
        return copy
    }
}

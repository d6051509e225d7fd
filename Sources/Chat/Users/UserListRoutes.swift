internal import Database
internal import Network
internal import Wire

/// Doors to many accounts at once.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /users | ListUsers | view_team, read_channel or list_users_without_team, by the filter | |
/// | POST | /users/ids | | sees the accounts | |
/// | POST | /users/usernames | | sees the accounts | |
/// | POST | /users/group_channels | | in the channels | |
/// | POST | /users/search | SearchUsers | view_team, read_channel by the filter | |
/// | GET | /users/autocomplete | CompleteUsers | view_team, read_channel by the filter | |
/// | GET | /users/known | | a session | |
/// | GET | /users/stats | | a session | |
/// | GET | /users/stats/filtered | | sysconsole_read_user_management_users | |
/// | GET | /users/invalid_emails | | sysconsole_read_user_management_users | |
struct UserListRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/users", list)
        routes.signedIn("POST", "/api/v4/users/ids", byIDs)
        routes.signedIn("POST", "/api/v4/users/usernames", byNames)
        routes.signedIn("POST", "/api/v4/users/group_channels", inGroups)
        routes.signedIn("POST", "/api/v4/users/search", search)
        routes.signedIn("GET", "/api/v4/users/autocomplete", complete)
        routes.signedIn("GET", "/api/v4/users/known", known)
        routes.signedIn("GET", "/api/v4/users/stats", count)
        routes.signedIn("GET", "/api/v4/users/stats/filtered", countSome)
        routes.signedIn("GET", "/api/v4/users/invalid_emails", strangers)
    }

    private func views(_ users: [User], _ context: SignedIn) -> [UserView] {
        let privacy = services.privacy
        return users.map { UserView($0, for: context.access, privacy: privacy) }
    }

    /// Whom a guest may be told about: only people they share a channel with.
    private func seer(_ context: SignedIn) -> ID<User>? { context.access.may(.viewMembers) ? nil : context.user }

    @Sendable func list(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let wanted = try ListUsers(request.asked), privacy = services.privacy
        let found = try await services.db.read { tx in try wanted.run(for: context.access, version: Version.number, in: tx) }
        guard let etag = found.etag else { return HTTPResponse(json: views(found.users, context)) }
        return request.answer(tag: "\(etag).\(privacy.showsFullName).\(privacy.showsEmail)") {
            HTTPResponse(json: views(found.users, context))
        }
    }

    @Sendable func byIDs(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let ids = try request.strings()
        guard !ids.isEmpty else { throw APIError.invalidParameter("user_ids") }
        var since: Int64 = -1
        if let text = request.asked["since"], !text.isEmpty {
            guard let number = Int64(text) else { throw APIError.invalidParameter("since") }
            since = number
        }
        let users = try await services.db.readOne { [since, seer = seer(context)] tx in
            try tx.users.find(ids.map { ID($0) }, since: since, seenBy: seer)
        }
        return HTTPResponse(json: views(users, context))
    }

    @Sendable func byNames(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let names = try request.strings()
        guard !names.isEmpty else { throw APIError.invalidParameter("usernames") }
        let users = try await services.db.readOne { [seer = seer(context)] tx in try tx.users.find(usernames: names, seenBy: seer) }
        return HTTPResponse(json: views(users, context))
    }

    @Sendable func inGroups(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let ids = try request.strings(isFilled: true)
        let rows = try await services.db.readOne { tx in try tx.users.others(in: ids.map { ID($0) }, than: context.user) }
        var json = JSONWriter()
        let groups = Dictionary(grouping: rows) { $0.channel.raw }
        json.object { json in
            for (channel, people) in groups.sorted(by: { $0.key < $1.key }) {
                json.key(text: channel)
                views(people.map(\.user), context).write(to: &json)
            }
        }
        return HTTPResponse(json: json.bytes)
    }

    @Sendable func search(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let wanted = try SearchUsers(try request.json()), privacy = services.privacy
        let users = try await services.db.read { tx in try wanted.run(for: context.access, privacy: privacy, in: tx) }
        return HTTPResponse(json: views(users, context))
    }

    @Sendable func complete(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let wanted = CompleteUsers(request.asked), privacy = services.privacy
        let found = try await services.db.read { tx in try wanted.run(for: context.access, privacy: privacy, in: tx) }
        return HTTPResponse(json: CompletionView(users: views(found.users, context), outOfChannel: views(found.outOfChannel, context)))
    }

    @Sendable func known(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        HTTPResponse(json: try await services.db.readOne { tx in try tx.users.known(to: context.user) })
    }

    @Sendable func count(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        var filter = UserFilter()
        filter.isActive = true
        filter.seenBy = seer(context)
        return total(try await services.db.readOne { [filter] tx in try tx.users.count(filter) })
    }

    @Sendable func countSome(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .sysconsoleReadUserManagementUsers)
        let query = request.asked
        var filter = UserFilter()
        filter.inTeam = query.id("in_team")
        filter.inChannel = query.id("in_channel")
        filter.isActive = query.flag("include_deleted") ? nil : true
        filter.withoutBots = !query.flag("include_bots")
        filter.roles = query.list("roles")
        filter.teamRoles = query.list("team_roles")
        filter.channelRoles = query.list("channel_roles")
        return total(
            try await services.db.read { [filter] tx in
                try ListUsers.checkRoles(filter, tx)
                return try tx.users.count(filter)
            })
    }

    private func total(_ count: Int64) -> HTTPResponse { HTTPResponse(json: ["total_users_count": .integer(count)] as JSONValue) }

    /// Accounts with an address of a domain that could not sign up any more.
    @Sendable func strangers(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        if services.settings.current[TeamSettings.enableOpenServer] { throw APIError.openServerHasNoStrangers }
        try context.access.system(to: .sysconsoleReadUserManagementUsers)
        let domains = services.settings.current[TeamSettings.restrictCreationToDomains], paging = request.paging
        let users = try await services.db.readLong { tx in
            var filter = UserFilter()
            filter.isActive = true
            filter.withoutBots = true
            return try tx.users.page(filter, limit: .max).filter { !$0.isGuest && !UserRules.isAllowed($0.email, domains: domains) }
        }
        return HTTPResponse(json: views(Array(users.dropFirst(Int(paging.offset)).prefix(Int(paging.perPage))), context))
    }
}

extension Services {
    /// What profiles show to people who are no administrators.
    var privacy: UserView.Privacy {
        let settings = settings.current
        return UserView.Privacy(
            showsEmail: settings[PrivacySettings.showEmailAddress], showsFullName: settings[PrivacySettings.showFullName])
    }
}

extension HTTPRequest {
    /// The answer under its name, or that nothing has changed for a client that knows the name.
    func answer(tag: String, _ make: () throws -> HTTPResponse) rethrows -> HTTPResponse {
        var response = field("if-none-match") == tag ? HTTPResponse(status: 304) : try make()
        response.fields.append((name: "Etag", value: tag))
        return response
    }
}

internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/channels/{channel_id}/posts | `PostPage` | read_channel_content | |
/// | GET | /api/v4/channels/{channel_id}/pinned | | read_channel_content | |
/// | GET | /api/v4/users/{user_id}/channels/{channel_id}/posts/unread | `UnreadPage` | the member, edit_other_users | |
/// | GET | /api/v4/users/{user_id}/posts/flagged | `FlagQueries` | the account, edit_other_users | |
struct ChannelPostRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/channels/{channel_id}/posts", page)
        routes.signedIn("GET", "/api/v4/channels/{channel_id}/pinned", pinned)
        routes.signedIn("GET", "/api/v4/users/{user_id}/channels/{channel_id}/posts/unread", unread)
        routes.signedIn("GET", "/api/v4/users/{user_id}/posts/flagged", flagged)
    }

    @Sendable func page(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let page = try page(request, of: request.id(0, "channel_id"), context), complete = completing(request, context)
        if page.isPlain {
            let newest = NewestPage(page: page, complete: complete)
            // The permission and the page need not be of one snapshot: without BEGIN and COMMIT the page takes half the round trips.
            let (bytes, etag) = try await services.db.readOne { tx in
                try check(page.channel, context.access, tx)
                return try newest.run(in: tx)
            }
            return .tagged(bytes, etag: etag, for: request)
        }
        let list = try await services.db.read { tx in
            try check(page.channel, context.access, tx)
            var list = try page.run(in: tx)
            try complete.run(on: &list.posts, in: tx)
            return list
        }
        if case .since = page.place { return HTTPResponse(json: list) }
        return .tagged(list, for: request)
    }

    private func check<A>(_ channel: ID<Channel>, _ access: Access, _ tx: Transaction<A>) throws {
        guard let place = try access.standing(in: channel, tx) else { throw APIError.channelUnknown }
        guard place.isReadable else { throw APIError.forbidden }
    }

    @Sendable func pinned(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let channel: ID<Channel> = try request.id(0, "channel_id"), complete = completing(request, context)
        let list = try await services.db.read { tx in
            _ = try context.access.readable(channel, in: tx)
            var list = PostList(try tx.posts.pinned(in: channel))
            try tx.posts.countReplies(of: &list.posts)
            try complete.run(on: &list.posts, in: tx)
            return list
        }
        return .tagged(list, for: request)
    }

    @Sendable func unread(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), channel: ID<Channel> = try request.id(1, "channel_id"), query = request.asked
        guard user == context.user || context.access.may(.editOtherUsers) else { throw APIError.forbidden }
        let before = limit(query["limit_before"]), after = limit(query["limit_after"])
        guard after > 0 else { throw APIError.invalidURLParameter("limit_after") }
        let page = PostPage(
            channel: channel, skipsThreads: query.flag("skipFetchThreads"), collapsesThreads: query.flag("collapsedThreads"))
        let unread = UnreadPage(page: page, limitBefore: before, limitAfter: after, complete: completing(request, context))
        let roles = services.roles
        // As with the newest posts: what is read one after the other need not be of one snapshot.
        let answer = try await services.db.readOne { tx in
            guard let place = try context.access.standing(in: channel, tx) else { throw APIError.forbidden }
            guard place.isReadable else { throw APIError.forbidden }
            var unread = unread, lastViewedAt = place.isMember ? place.lastViewedAt : nil
            if user != context.user { lastViewedAt = try tx.channelMembers.find(user, in: channel, roles)?.lastViewedAt }
            guard let lastViewedAt else { throw APIError.notAMember }
            unread.complete.looksForPriorities = place.mayHavePriorities
            return try unread.run(lastViewedAt: lastViewedAt, in: tx)
        }
        guard let etag = answer.etag else { return HTTPResponse(json: answer.bytes) }
        return .tagged(answer.bytes, etag: etag, for: request)
    }

    @Sendable func flagged(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), query = request.asked, paging = request.paging
        guard user == context.user || context.access.may(.editOtherUsers) else { throw APIError.forbidden }
        let channel = query["channel_id"].flatMap { $0.isEmpty ? nil : ID<Channel>($0) }
        let team = query["team_id"].flatMap { $0.isEmpty ? nil : ID<Team>($0) }
        let complete = completing(request, context)
        let list = try await services.db.read { tx in
            let posts = try FlagQueries(tx: tx).saved(by: user, in: channel, team: team, paging)
            var isReadable: [ID<Channel>: Bool] = [:]
            for channel in Set(posts.map(\.channel)) { isReadable[channel] = try context.access.standing(in: channel, tx)?.isReadable }
            var list = PostList(posts.filter { isReadable[$0.channel] == true })
            try tx.posts.countReplies(of: &list.posts)
            try complete.run(on: &list.posts, in: tx)
            return list
        }
        return HTTPResponse(json: list)
    }
}

extension ChannelPostRoutes {
    private func completing(_ request: HTTPRequest, _ context: SignedIn) -> CompletePosts {
        let query = request.asked
        return CompletePosts(
            access: context.access, services: services, collapsesThreads: query.flag("collapsedThreads"),
            extendsThreads: query.flag("collapsedThreadsExtended"))
    }

    private func limit(_ text: String?) -> Int64 {
        guard let text, let number = Int64(text), number >= 0 else { return 60 }
        return min(number, 200)
    }

    private func page(_ request: HTTPRequest, of channel: ID<Channel>, _ context: SignedIn) throws -> PostPage {
        let query = request.asked
        var page = PostPage(channel: channel, place: try place(query), paging: Paging(query))
        page.skipsThreads = query.flag("skipFetchThreads")
        page.collapsesThreads = query.flag("collapsedThreads")
        page.includesDeleted = query.flag("include_deleted")
        if page.includesDeleted { try context.access.system(to: .manageSystem) }
        return page
    }

    private func place(_ query: Query) throws -> PostPage.Place {
        if let text = query["since"], !text.isEmpty {
            guard let time = Int64(text) else { throw APIError.invalidParameter("since") }
            if time > 0 { return .since(time) }
        }
        let before = ID<Post>(query.text("before")), after = ID<Post>(query.text("after"))
        guard before.raw.isEmpty || before.isWellFormed else { throw APIError.invalidParameter("before") }
        guard after.raw.isEmpty || after.isWellFormed else { throw APIError.invalidParameter("after") }
        if !after.raw.isEmpty { return .after(after) }
        return before.raw.isEmpty ? .newest : .before(before)
    }
}

extension HTTPResponse {
    /// The list with its tag, or 304 for a client that has it already.
    static func tagged(_ list: PostList, for request: HTTPRequest) -> HTTPResponse { tagged(list, etag: list.etag, for: request) }

    static func tagged(_ value: some JSONWritable, etag: String, for request: HTTPRequest) -> HTTPResponse {
        tagged(JSONWriter.bytes(of: value), etag: etag, for: request)
    }

    static func tagged(_ bytes: [UInt8], etag: String, for request: HTTPRequest) -> HTTPResponse {
        var response = request.field("if-none-match") == etag ? HTTPResponse(status: 304) : HTTPResponse(json: bytes)
        response.fields.append((name: "Etag", value: etag))
        return response
    }
}

internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/channels/{channel_id}/posts | `PostPage` | read_channel_content | |
struct ChannelPostRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/channels/{channel_id}/posts", page)
    }

    @Sendable func page(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let page = try page(request, of: request.id(0, "channel_id"), context)
        let list = try await services.db.read { tx in
            guard try tx.channels.find(page.channel) != nil else { throw APIError.channelUnknown }
            _ = try context.access.readable(page.channel, in: tx)
            return try page.run(in: tx)
        }
        if case .since = page.place { return HTTPResponse(json: list) }
        return .tagged(list, for: request)
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
    static func tagged(_ list: PostList, for request: HTTPRequest) -> HTTPResponse {
        let etag = list.etag
        var response = request.field("if-none-match") == etag ? HTTPResponse(status: 304) : HTTPResponse(json: list)
        response.fields.append((name: "Etag", value: etag))
        return response
    }
}

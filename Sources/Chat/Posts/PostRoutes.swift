internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/posts | `CreatePost` | create_post | posted, multiple_channels_viewed |
/// | POST | /api/v4/posts/ephemeral | `SendEphemeral` | create_post_ephemeral | ephemeral_message |
/// | POST | /api/v4/posts/ids | | read_channel_content | |
/// | GET | /api/v4/posts/{post_id} | | read_channel_content | |
/// | GET | /api/v4/posts/{post_id}/thread | `PostThread` | read_channel_content | |
/// | GET | /api/v4/posts/{post_id}/info | `PostInfo` | read_channel_content, or may join | |
/// | GET | /api/v4/posts/{post_id}/files/info | | read_channel_content | |
struct PostRoutes {
    let services: Services
    /// How many messages one request may name.
    static let idLimit = 1_000

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/posts", create)
        routes.signedIn("POST", "/api/v4/posts/ephemeral", sendEphemeral)
        routes.signedIn("POST", "/api/v4/posts/ids", findMany)
        routes.signedIn("GET", "/api/v4/posts/{post_id}", find)
        routes.signedIn("GET", "/api/v4/posts/{post_id}/thread", thread)
        routes.signedIn("GET", "/api/v4/posts/{post_id}/info", info)
        routes.signedIn("GET", "/api/v4/posts/{post_id}/files/info", files)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let draft = try PostDraft(try postBody(of: request))
        let setsOnline = request.asked["set_online"].map { $0 != "false" } ?? true
        let created = try await services.posts.write(
            CreatePost(draft: draft, access: context.access, services: services, setsOnline: setsOnline))
        return HTTPResponse(status: 201, json: created.view)
    }

    @Sendable func sendEphemeral(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let send = try request.decode(as: "body") { fields in
            guard let post = try fields.fields("post") else { throw APIError.invalidParameter("post") }
            guard let user = try fields.string("user_id"), !user.isEmpty else { throw APIError.invalidParameter("user_id") }
            return SendEphemeral(
                to: ID(user), channel: ID(try post.string("channel_id") ?? ""), message: try post.string("message") ?? "",
                root: ID(try post.string("root_id") ?? ""), props: try post.object("props") ?? JSONObject(), access: context.access,
                services: services)
        }
        return HTTPResponse(status: 201, json: try await send.run())
    }

    @Sendable func findMany(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let ids = try request.strings(else: .invalidParameter("post_ids"), isFilled: true)
        guard ids.count <= Self.idLimit else { throw APIError.invalidParameter("post_ids") }
        let services = services
        let views = try await services.db.read { tx in
            let posts = try tx.posts.find(ids.map { ID<Post>($0) })
            guard !posts.isEmpty else { throw APIError.postNotFound }
            var isReadable: [ID<Channel>: Bool] = [:]
            for channel in Set(posts.map(\.channel)) { isReadable[channel] = try context.access.standing(in: channel, tx)?.isReadable }
            var views = posts.filter { isReadable[$0.channel] == true && $0.deleteAt == 0 }.map(PostView.init)
            try tx.posts.countReplies(of: &views)
            try CompletePosts(access: context.access, services: services).run(on: &views, in: tx)
            return views
        }
        return HTTPResponse(json: views)
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Post> = try request.id(0, "post_id")
        let includesDeleted = request.asked.flag("include_deleted")
        if includesDeleted { try context.access.system(to: .manageSystem) }
        let services = services
        let view = try await services.db.read { tx in
            let post = try readable(id, includesDeleted: includesDeleted, context.access, tx)
            var views = [PostView(post)]
            views[0].replyCount = try tx.threads.replyCount(of: views[0].threadID)
            try CompletePosts(access: context.access, services: services, keepsDeleted: includesDeleted).run(on: &views, in: tx)
            return views[0]
        }
        return .tagged(view, etag: "11.6.0.\(view.post.id).\(view.post.updateAt).\(view.replyCount)", for: request)
    }

    private func readable<A>(_ id: ID<Post>, includesDeleted: Bool, _ access: Access, _ tx: Transaction<A>) throws -> Post {
        guard includesDeleted else { return try access.readable(id, in: tx).post }
        guard let post = try tx.posts.find(id) else { throw APIError.postNotFound }
        _ = try access.readable(post.channel, in: tx)
        return post
    }

    @Sendable func thread(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let asked = try wanted(request), extends = request.asked.flag("collapsedThreadsExtended"), services = services
        let list = try await services.db.read { tx in
            var list = try asked.run(of: context.access.readable(asked.id, in: tx).post, in: tx)
            try CompletePosts(
                access: context.access, services: services, collapsesThreads: asked.collapsesThreads, extendsThreads: extends
            ).run(on: &list.posts, in: tx)
            return list
        }
        return .tagged(list, for: request)
    }

    /// What a client wants of a thread. Where it goes on must be said whole: a place is a message and its time.
    private func wanted(_ request: HTTPRequest) throws -> PostThread {
        let query = request.asked
        var thread = PostThread(id: try request.id(0, "post_id"))
        thread.perPage = min(try number("perPage", query), 1_000)
        thread.from = ID(query.text("fromPost"))
        thread.fromCreateAt = try number("fromCreateAt", query)
        thread.changedSince = try number("fromUpdateAt", query)
        guard thread.from.raw.isEmpty || thread.fromCreateAt > 0 else { throw APIError.invalidParameter("fromCreateAt") }
        guard let direction = PostThread.Direction(rawValue: query.text("direction")) else { throw APIError.invalidParameter("direction") }
        thread.direction = direction
        if thread.changedSince > 0 ? thread.fromCreateAt > 0 : query.flag("updatesOnly") { throw APIError.invalidParameter("fromUpdateAt") }
        thread.collapsesThreads = query.flag("collapsedThreads")
        thread.skipsAnswers = query.flag("skipFetchThreads")
        return thread
    }

    private func number(_ name: String, _ query: Query) throws -> Int64 {
        guard let text = query[name], !text.isEmpty else { return 0 }
        guard let number = Int64(text), number >= 0 else { throw APIError.invalidParameter(name) }
        return number
    }

    @Sendable func info(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Post> = try request.id(0, "post_id")
        return HTTPResponse(json: try await services.db.read { try PostInfo(of: id, for: context.access, in: $0) })
    }

    @Sendable func files(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Post> = try request.id(0, "post_id")
        let includesDeleted = request.asked.flag("include_deleted")
        if includesDeleted { try context.access.system(to: .manageSystem) }
        let files = try await services.db.read { tx in
            guard try tx.posts.find(id) != nil else { throw APIError.forbidden }
            _ = try readable(id, includesDeleted: includesDeleted, context.access, tx)
            return try tx.files.all(of: id, includesDeleted: includesDeleted)
        }
        var response = HTTPResponse.tagged(
            files, etag: "11.6.0.\(id).\(files.map(\.updateAt).max() ?? 0).\(files.count)", for: request)
        response.fields.append((name: "Cache-Control", value: "max-age=2592000, private"))
        return response
    }
}

/// The body of a request about one post; what is no JSON names the `post`, as the contract has it.
func postBody(of request: HTTPRequest) throws -> JSONValue {
    do { return try request.value() } catch is JSONReader.Refusal { throw APIError.invalidParameter("post") }
}

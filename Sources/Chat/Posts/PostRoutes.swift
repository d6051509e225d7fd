internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/posts | `CreatePost` | create_post | posted, multiple_channels_viewed |
struct PostRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/posts", create)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let draft = try PostDraft(try postBody(of: request))
        let setsOnline = request.asked["set_online"].map { $0 != "false" } ?? true
        let created = try await services.posts.write(
            CreatePost(draft: draft, access: context.access, services: services, setsOnline: setsOnline))
        return HTTPResponse(status: 201, json: view(of: created))
    }

    private func view(of created: CreatedPost) -> PostView {
        var view = PostView(created.post)
        view.pendingID = created.pendingID
        view.hasMetadata = created.isNew
        return view
    }
}

/// The body of a request about one post; what is no JSON names the `post`, as the contract has it.
func postBody(of request: HTTPRequest) throws -> JSONValue {
    do { return try request.value() } catch is JSONReader.Refusal { throw APIError.invalidParameter("post") }
}

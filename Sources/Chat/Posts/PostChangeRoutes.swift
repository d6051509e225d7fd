internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | PUT | /api/v4/posts/{post_id} | `EditPost` | edit_post, edit_others_posts | post_edited |
/// | PUT | /api/v4/posts/{post_id}/patch | `EditPost` | edit_post, edit_others_posts | post_edited |
/// | DELETE | /api/v4/posts/{post_id} | `DeletePost` | delete_post, delete_others_posts | post_deleted |
/// | POST | /api/v4/posts/{post_id}/pin | `PinPost` | read_channel_content | post_edited |
/// | POST | /api/v4/posts/{post_id}/unpin | `PinPost` | read_channel_content | post_edited |
/// | GET | /api/v4/posts/{post_id}/edit_history | | the author, edit_post | |
/// | POST | /api/v4/posts/{post_id}/restore/{restore_version_id} | `RestorePost` | the author, edit_post | post_edited |
/// | POST | /api/v4/posts/{post_id}/move | `MoveThread`, where the server allows it | read_channel_content, create_post there | posted, post_deleted, thread_updated |
/// | POST | /api/v4/posts/rewrite | refused: there is no agent that could | a session | |
/// | POST | /api/v4/users/{user_id}/posts/{post_id}/set_unread | `MarkUnread` | read_channel_content | post_unread |
struct PostChangeRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("PUT", "/api/v4/posts/{post_id}", update)
        routes.signedIn("PUT", "/api/v4/posts/{post_id}/patch", patch)
        routes.signedIn("DELETE", "/api/v4/posts/{post_id}", delete)
        routes.signedIn("POST", "/api/v4/posts/{post_id}/pin") { try await pin($0, $1, true) }
        routes.signedIn("POST", "/api/v4/posts/{post_id}/unpin") { try await pin($0, $1, false) }
        routes.signedIn("GET", "/api/v4/posts/{post_id}/edit_history", history)
        routes.signedIn("POST", "/api/v4/posts/{post_id}/restore/{restore_version_id}", restore)
        routes.signedIn("POST", "/api/v4/posts/{post_id}/move", move)
        routes.signedIn("POST", "/api/v4/posts/rewrite") { _, _ in throw APIError.invalidParameter("agent_id") }
        routes.signedIn("POST", "/api/v4/users/{user_id}/posts/{post_id}/set_unread", markUnread)
    }

    @Sendable func update(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Post> = try request.id(0, "post_id")
        let change = try request.decode(as: "post") { fields in
            guard try fields.string("id") == id.raw else { throw APIError.invalidParameter("id") }
            return EditPost.Change(
                message: try fields.string("message") ?? "", props: try fields.object("props"), isPinned: try fields.bool("is_pinned"),
                fileIDs: try fields.strings("file_ids"))
        }
        let edit = EditPost(
            id: id, change: change, access: context.access, services: services, archivedError: .channelArchivedForUpdates)
        return HTTPResponse(json: try await edit.run())
    }

    @Sendable func patch(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Post> = try request.id(0, "post_id")
        let change = try request.decode(as: "post") { fields in
            EditPost.Change(
                message: try fields.string("message"), props: try fields.object("props"), isPinned: try fields.bool("is_pinned"),
                fileIDs: try fields.strings("file_ids"))
        }
        let edit = EditPost(id: id, change: change, access: context.access, services: services)
        return HTTPResponse(json: try await edit.run())
    }

    @Sendable func delete(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let delete = DeletePost(
            id: try request.id(0, "post_id"), isPermanent: request.asked.flag("permanent"), access: context.access, services: services)
        try await services.db.write(isolation: .readCommitted) { try delete.run(in: $0) }
        return .ok
    }

    @Sendable func pin(_ request: HTTPRequest, _ context: SignedIn, _ isPinned: Bool) async throws -> HTTPResponse {
        let pin = PinPost(id: try request.id(0, "post_id"), isPinned: isPinned, access: context.access, services: services)
        try await services.db.write { try pin.run(in: $0) }
        return .ok
    }

    @Sendable func history(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Post> = try request.id(0, "post_id")
        let views = try await services.db.read { tx in
            guard let post = try tx.posts.find(id), post.deleteAt == 0, post.user == context.user,
                let place = try context.access.standing(in: post.channel, tx), place.may(.editPost)
            else { throw APIError.forbidden }
            let versions = try tx.posts.versions(of: id)
            guard !versions.isEmpty else { throw APIError.postNotFound }
            let files = Dictionary(uniqueKeysWithValues: try tx.files.all(of: id, includesDeleted: true).map { ($0.id, $0) })
            return versions.map { version in
                var view = PostView(version)
                view.files = (version.fileIDs ?? []).compactMap { files[$0] }.sorted { ($0.createAt, $0.id) < ($1.createAt, $1.id) }
                    .map(\.asOfVersion)
                return view
            }
        }
        return HTTPResponse(json: views)
    }

    @Sendable func restore(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let restore = RestorePost(
            id: try request.id(0, "post_id"), version: try request.id(1, "restore_version_id"), access: context.access, services: services)
        return HTTPResponse(json: try await services.db.write { try restore.run(in: $0) })
    }

    @Sendable func move(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard services.settings.current[FeatureFlags.moveThreadsEnabled] else { throw APIError.movingThreadsIsOff }
        let target = ID<Channel>(try request.decode(as: "channel_id") { try $0.string("channel_id") } ?? "")
        guard target.isWellFormed else { throw APIError.invalidParameter("channel_id") }
        let move = MoveThread(id: try request.id(0, "post_id"), target: target, access: context.access, services: services)
        try await services.db.write(isolation: .readCommitted) { try move.run(in: $0) }
        return .ok
    }

    @Sendable func markUnread(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), post: ID<Post> = try request.id(1, "post_id")
        guard user == context.user || context.access.may(.editOtherUsers) else { throw APIError.forbidden }
        let collapses = request.body.isEmpty ? nil : try request.json().bool("collapsed_threads_supported")
        let mark = MarkUnread(id: post, user: user, collapsesThreads: collapses ?? false, access: context.access, services: services)
        return HTTPResponse(json: try await services.db.write { try mark.run(in: $0) })
    }
}

extension FileInfo {
    /// As an earlier version of a message shows it: it belonged to the message then, whatever became of it.
    fileprivate var asOfVersion: FileInfo {
        var file = self
        file.post = ID("")
        file.deleteAt = 0
        return file
    }
}

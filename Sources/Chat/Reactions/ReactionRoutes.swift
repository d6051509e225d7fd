internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/reactions | `React` | add_reaction | reaction_added |
/// | GET | /api/v4/posts/{post_id}/reactions | | read_channel_content | |
/// | POST | /api/v4/posts/ids/reactions | | read_channel_content | |
/// | DELETE | /api/v4/users/{user_id}/posts/{post_id}/reactions/{emoji_name} | `TakeBackReaction` | remove_reaction, remove_others_reactions | reaction_removed |
struct ReactionRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/reactions", add)
        routes.signedIn("GET", "/api/v4/posts/{post_id}/reactions", all)
        routes.signedIn("POST", "/api/v4/posts/ids/reactions", ofMany)
        routes.signedIn("DELETE", "/api/v4/users/{user_id}/posts/{post_id}/reactions/{emoji_name}", remove)
    }

    @Sendable func add(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let reaction = try request.decode(as: "reaction") { fields in
            Reaction(
                user: ID(try fields.string("user_id") ?? ""), post: ID(try fields.string("post_id") ?? ""), channel: ID(""),
                emojiName: try fields.string("emoji_name") ?? "", createAt: 0, updateAt: 0)
        }
        guard reaction.user.isWellFormed, reaction.post.isWellFormed, !reaction.emojiName.isEmpty, reaction.emojiName.utf8.count <= 64
        else {
            throw APIError.reactionInvalid
        }
        guard reaction.user == context.user else { throw APIError.reactionForOther }
        let react = React(reaction: reaction, access: context.access, services: services)
        return HTTPResponse(json: try await services.db.write { try react.run(in: $0) })
    }

    @Sendable func all(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Post> = try request.id(0, "post_id")
        let reactions = try await services.db.read { tx in
            guard let post = try tx.posts.find(id), try context.access.standing(in: post.channel, tx)?.isReadable == true else {
                throw APIError.forbidden
            }
            return try tx.reactions.all(of: [id])
        }
        return reactions.isEmpty ? HTTPResponse(json: JSONValue.null) : HTTPResponse(json: reactions)
    }

    @Sendable func ofMany(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let ids = try request.strings().map { ID<Post>($0) }
        guard !ids.isEmpty else { throw APIError.noPostsForReactions }
        guard ids.count <= PostRoutes.idLimit else { throw APIError.invalidParameter("post_ids") }
        let reactions = try await services.db.read { tx in
            let posts = try tx.posts.find(ids)
            for channel in Set(posts.map(\.channel)) { _ = try context.access.readable(channel, in: tx) }
            let found = Dictionary(grouping: try tx.reactions.all(of: posts.map(\.id)), by: \.post)
            return posts.map { (post: $0.id, reactions: found[$0.id] ?? []) }
        }
        var json = JSONWriter()
        json.object { json in
            for (post, list) in reactions {
                json.key(text: post.raw)
                list.write(to: &json)
            }
        }
        return HTTPResponse(json: json.bytes)
    }

    @Sendable func remove(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try request.userID(0, context), post: ID<Post> = try request.id(1, "post_id")
        let name = request.parameters[2]
        let takeBack = TakeBackReaction(user: user, post: post, emojiName: name, access: context.access, services: services)
        try await services.db.write { try takeBack.run(in: $0) }
        return .ok
    }
}

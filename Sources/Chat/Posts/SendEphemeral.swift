internal import Database
internal import Wire

/// Shows one person a message that nobody keeps.
struct SendEphemeral: Sendable {
    let to: ID<User>
    let channel: ID<Channel>
    let message: String
    var root = ID<Post>("")
    let props: JSONObject
    let access: Access
    let services: Services

    /// Looks at what the message links to, when the caller may send it; then sends it.
    func run() async throws -> PostView {
        try check()
        _ = await PreparePreviews(message: message, props: props, time: services.now(), services: services).run()
        return try await services.db.write { try run(in: $0) }
    }

    private func check() throws {
        try access.system(to: .createPostEphemeral)
        try PostRules.checkMessage(message)
    }

    func run(in tx: Transaction<ReadWrite>) throws -> PostView {
        try check()
        guard try tx.channels.find(channel) != nil else { throw APIError.channelUnknown }
        var post = Post.ephemeral(message, in: channel, by: access.user, services)
        post.root = root
        var stored = props
        stored["add_channel_member"] = nil
        post.props = JSONText(stored)
        var views = [PostView(post)]
        try ShowPreviews(rules: PreviewRules(services.settings.current), book: services.previews).run(on: &views, in: tx)
        views[0].embeds += views[0].embeds.filter(\.isOfAddress)  // clients have always had them twice here
        let view = views[0]
        tx.tell(.ephemeralMessage(view, to: to))
        return view
    }
}

extension Post {
    /// A message that one person is shown and nobody keeps.
    static func ephemeral(_ message: String, in channel: ID<Channel>, by author: ID<User>, _ services: Services) -> Post {
        var post = Post(id: services.newID(), channel: channel, user: author, message: message)
        post.type = "system_ephemeral"
        post.createAt = services.now()
        post.fileIDs = nil
        return post
    }
}

internal import Database
internal import Wire

/// Addresses of messages within messages, and what is shown of the message there.
struct Permalinks {
    let access: Access
    let services: Services

    /// The message that a new one links to, when its author may read it.
    func preview<A>(for message: String, in tx: Transaction<A>) throws -> PostPreview? {
        guard MessageLinks.mayBeIn(message), message.contains("/pl/") else { return nil }
        let rules = PreviewRules(services.settings.current)
        guard let id = rules.shown(of: MessageLinks(message)).flatMap(rules.permalink) else { return nil }
        return try preview(of: id, tx)
    }

    /// Adds to posts what they link to, for this reader; to others it is not even said that there is something.
    func add<A>(to views: inout [PostView], in tx: Transaction<A>) throws {
        for index in views.indices {
            let props = views[index].post.props
            guard props.raw.utf8.count > 20, props.raw.contains("\"previewed_post\""), views[index].post.deleteAt == 0 else { continue }
            var object = props.object
            guard let id = object["previewed_post"]?.string else { continue }
            guard let target = try tx.posts.find(ID(id)), let standing = try access.standing(in: target.channel, tx), standing.isReadable
            else {
                object["previewed_post"] = nil
                views[index].post.props = JSONText(object)
                continue
            }
            guard target.deleteAt == 0 else { continue }
            views[index].embeds.append(.permalink(try preview(of: target, in: standing.channel, tx)))
        }
    }

    private func preview<A>(of id: ID<Post>, _ tx: Transaction<A>) throws -> PostPreview? {
        guard let post = try tx.posts.find(id), post.deleteAt == 0 else { return nil }
        guard let place = try access.standing(in: post.channel, tx), place.isReadable else { return nil }
        return try preview(of: post, in: place.channel, tx)
    }

    private func preview<A>(of post: Post, in channel: Channel, _ tx: Transaction<A>) throws -> PostPreview {
        let team = channel.team.raw.isEmpty ? nil : try tx.teams.find(channel.team)
        var views = [PostView(post)]
        views[0].replyCount = try tx.threads.replyCount(of: post.isReply ? post.root : post.id)
        try CompletePosts(access: access, services: services, followsLinks: false).run(on: &views, in: tx)
        return PostPreview(view: views[0], teamName: team?.name ?? "", channel: channel)
    }
}

internal import Database
internal import Wire

/// An integration gives a message another text and other props; what it was is kept. Who wrote it does not matter here: the
/// integration is asked because somebody who reads the message pressed its button.
struct ReplacePost {
    let id: ID<Post>
    let message: String
    let props: JSONObject
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        try PostRules.checkMessage(message)
        guard let old = try tx.posts.root(id), old.deleteAt == 0, let place = try access.standing(in: old.channel, tx), place.isReadable
        else { throw APIError.forbidden }
        var post = old
        post.message = message
        let links = try PostLinks(message: message, place: place, services: services, tx)
        post.props =
            props.isEmpty && links.isEmpty ? .empty : JSONText(PostProps.stored(props, links, newID: services.newToken))
        try PostRules.check(props: post.props)
        post.hashtags = Hashtags.found(in: message)
        post.updateAt = max(services.now(), old.updateAt + 1)
        post.editAt = post.updateAt
        try tx.posts.keepVersion(of: old, as: services.newID(), at: post.updateAt)
        try tx.posts.update(post)
        _ = try TellOfEdit(access: access, services: services).run(post, in: place.channel, tx)
    }
}

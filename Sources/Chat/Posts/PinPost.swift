internal import Database
internal import Wire

/// Pins a message to its channel, or lets it go. Whoever can read it can pin it.
struct PinPost: Sendable {
    let id: ID<Post>
    let isPinned: Bool
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard let old = try tx.posts.root(id), old.deleteAt == 0, let place = try access.standing(in: old.channel, tx), place.isReadable
        else {
            throw APIError.forbidden
        }
        guard place.channel.deleteAt == 0 else { throw APIError.channelArchivedForEdits }
        guard old.isPinned != isPinned else { return }
        var post = old
        post.isPinned = isPinned
        post.updateAt = max(services.now(), post.updateAt + 1)
        try tx.posts.keepVersion(of: old, as: services.newID(), at: post.updateAt)
        try tx.posts.update(post)
        _ = try TellOfEdit(access: access, services: services).run(post, in: place.channel, tx)
    }
}

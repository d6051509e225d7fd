internal import Database
internal import Wire

/// Puts somebody's emoji under a message.
struct React: Sendable {
    let reaction: Reaction
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Reaction {
        guard let post = try tx.posts.root(reaction.post), post.deleteAt == 0, let place = try access.standing(in: post.channel, tx),
            place.may(.addReaction)
        else { throw APIError.forbidden }
        guard place.channel.deleteAt == 0 else { throw APIError.channelArchivedForReactions }
        guard try EmojiNames.contains(reaction.emojiName) || tx.reactions.isCustomEmoji(reaction.emojiName) else {
            throw APIError.emojiUnknown
        }
        let limit = services.settings.current[ServiceSettings.uniqueEmojiReactionLimitPerPost]
        guard try tx.reactions.kinds(of: post.id, without: reaction.emojiName) < limit else { throw APIError.tooManyReactions }
        var reaction = reaction
        reaction.channel = post.channel
        reaction.createAt = services.now()
        reaction.updateAt = reaction.createAt
        let saved = try tx.reactions.save(reaction)
        try tx.posts.setHasReactions(true, of: post.id, at: saved.updateAt)
        try Priorities.settle(post, by: access.user, services: services, in: tx)
        tx.tell(.reactionAdded(saved))
        return saved
    }
}

/// Takes somebody's emoji from a message.
struct TakeBackReaction: Sendable {
    let user: ID<User>
    let post: ID<Post>
    let emojiName: String
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard let post = try tx.posts.root(post), post.deleteAt == 0, let place = try access.standing(in: post.channel, tx),
            place.may(user == access.user ? .removeReaction : .removeOthersReactions)
        else { throw APIError.forbidden }
        guard place.channel.deleteAt == 0 else { throw APIError.channelArchivedForReactions }
        let now = services.now()
        try tx.reactions.remove(emojiName, by: user, from: post.id, at: now)
        try tx.posts.setHasReactions(!tx.reactions.all(of: [post.id]).isEmpty, of: post.id, at: now)
        tx.tell(
            .reactionRemoved(
                Reaction(user: user, post: post.id, channel: ID(""), emojiName: emojiName, createAt: 0, updateAt: now), in: post.channel))
    }
}

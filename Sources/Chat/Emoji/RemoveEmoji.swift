internal import Database
internal import Wire

/// Takes an emoji away, and the reactions that were made with it.
struct RemoveEmoji: Sendable {
    let id: ID<Emoji>
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard let emoji = try tx.emoji.find(id) else { throw APIError.emojiNotFound }
        guard try access.may(.deleteEmojis, inAnyTeam: tx) else { throw APIError.forbidden }
        guard try emoji.creator == access.user || access.may(.deleteOthersEmojis, inAnyTeam: tx) else { throw APIError.forbidden }
        let now = services.now()
        guard try tx.emoji.markDeleted(id, at: now) else { throw APIError.emojiNotFound }
        try ForgetReactions(with: emoji.name, at: now).run(in: tx)
    }
}

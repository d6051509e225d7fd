internal import Database
internal import Wire

/// Takes an emoji away, and the reactions that were made with it. Its picture is doomed in the same transaction.
struct RemoveEmoji: Sendable {
    let id: ID<Emoji>
    let access: Access
    let services: Services

    /// Then removes the picture; what a crash or the store leaves of it is removed by the clean-up.
    func run() async throws {
        let picture = try await services.db.write { try run(in: $0) }
        await CleanUpFiles(services: services).remove([picture])
    }

    /// Where the picture lies that nobody needs any more.
    func run(in tx: Transaction<ReadWrite>) throws -> String {
        guard let emoji = try tx.emoji.find(id) else { throw APIError.emojiNotFound }
        guard try access.may(.deleteEmojis, inAnyTeam: tx) else { throw APIError.forbidden }
        guard try emoji.creator == access.user || access.may(.deleteOthersEmojis, inAnyTeam: tx) else { throw APIError.forbidden }
        let now = services.now()
        guard try tx.emoji.markDeleted(id, at: now) else { throw APIError.emojiNotFound }
        try ForgetReactions(with: emoji.name, at: now).run(in: tx)
        try tx.fileJournal.doom([emoji.path], at: now)
        return emoji.path
    }
}

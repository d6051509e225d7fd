internal import Database
internal import Wire

/// Sends what is due. The row goes and the message comes in one transaction, so each is sent once, whatever crashes when.
struct SendScheduledPosts: Sendable {
    let services: Services
    private static let batch: Int64 = 50
    /// After a day nobody expects the message any more: its author decides.
    private static let oldest: Int64 = 86_400_000

    func isDue() async throws -> Bool { try await !due().isEmpty }

    private func due() async throws -> [ScheduledPost] {
        try await services.db.readOne { try $0.scheduledPosts.due(at: services.now(), limit: Self.batch) }
    }

    /// Says whether there may be more.
    func run() async throws -> Bool {
        let due = try await due()
        var done = 0
        for post in due {
            do {
                try await services.db.write(isolation: .readCommitted) { try send(post.id, in: $0) }
                done += 1
            } catch {
                services.log.warn("a scheduled message could not be sent and is tried again", ["id": post.id.raw, "error": "\(error)"])
            }
        }
        return due.count == Self.batch && done > 0
    }

    private func send(_ id: ID<ScheduledPost>, in tx: Transaction<ReadWrite>) throws {
        let now = services.now()
        guard let post = try tx.scheduledPosts.find(id), post.errorCode.isEmpty, post.scheduledAt <= now else { return }
        if let failure = try attempt(post, at: now, in: tx) {
            var failed = post
            (failed.processedAt, failed.errorCode) = (now, failure.rawValue)
            failed.draft.updateAt = max(now, post.draft.updateAt + 1)
            try tx.scheduledPosts.update(failed)
            tx.tell(.scheduledPostUpdated(failed, omitting: ""))
            return
        }
        try tx.scheduledPosts.remove(id)
        tx.tell(.scheduledPostDeleted(post, omitting: ""))
    }

    /// Says why it could not be sent, `nil` when it was.
    private func attempt(_ post: ScheduledPost, at now: Int64, in tx: Transaction<ReadWrite>) throws -> SendingFailure? {
        guard now - post.scheduledAt <= Self.oldest else { return .unableToSend }
        guard let user = try tx.users.find(post.draft.user) else { return .userMissing }
        guard user.deleteAt == 0 else { return .userDeleted }
        guard let channel = try tx.channels.find(post.draft.channel) else { return .channelNotFound }
        guard channel.deleteAt == 0 else { return .channelArchived }
        let access = Access(of: user, services: services)
        guard let place = try access.standing(in: channel.id, tx), place.isMember else { return .noChannelMember }
        do {
            let create = CreatePost(draft: try PostDraft(post.draft), access: access, services: services, setsOnline: false)
            _ = try tx.savepoint { try create.run(in: tx) }
            return nil
        } catch let refusal as APIError {
            return SendingFailure(refusal)
        }
    }
}

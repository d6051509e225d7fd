internal import Database
internal import Wire

/// Tells those whom an urgent message calls again, until one of them reacts or it was told often enough.
struct RepeatNotifications: Sendable {
    let services: Services

    /// How often a message may call, and when it must have called last to do so again.
    private var limits: (most: Int64, before: Int64) {
        let settings = services.settings.current
        let interval = Int64(settings[ServiceSettings.persistentNotificationIntervalMinutes]) * 60_000
        return (Int64(settings[ServiceSettings.persistentNotificationMaxCount]), services.now() - interval)
    }

    func isDue() async throws -> Bool { try await !due(limits).isEmpty }

    private func due(_ limits: (most: Int64, before: Int64)) async throws -> [ID<Post>] {
        let settings = services.settings.current
        guard settings[ServiceSettings.postPriority], settings[ServiceSettings.allowPersistentNotifications] else { return [] }
        return try await services.db.readOne { try $0.priorities.due(before: limits.before, most: limits.most) }
    }

    /// Says whether there may be more: never, what is left is due at the next turn.
    func run() async throws -> Bool {
        let limits = limits, (most, before) = limits
        for post in try await due(limits) {
            do {
                try await services.db.write { tx in
                    guard try tx.priorities.claim(post, before: before, most: most, at: services.now()) else { return }
                    try tell(post, in: tx)
                }
            } catch {
                services.log.warn("a notification could not be repeated and is tried again", ["post": post.raw, "error": "\(error)"])
            }
        }
        return false
    }

    private func tell(_ id: ID<Post>, in tx: Transaction<ReadWrite>) throws {
        guard let post = try tx.posts.find(id), post.deleteAt == 0, let channel = try tx.channels.find(post.channel), channel.deleteAt == 0
        else { return try tx.priorities.settle(id, at: services.now()) }
        let called = try ResolveMentions(post: post, place: nil, channel: channel, services: services).run(in: tx)
        var views = [PostView(post)]
        views[0].replyCount = try tx.threads.replyCount(of: id)
        try Priorities.add(to: &views, in: tx)
        let author = try tx.users.find(post.user)?.username ?? ""
        let said = SaidPost(view: views[0], channel: channel, sender: "@" + author)
        for user in called.users { tx.tell(.persistentNotificationTriggered(said, for: user)) }
    }
}

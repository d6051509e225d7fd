internal import Database
internal import Wire

/// Tells people of the messages that they wanted to be told of, each in the transaction that takes the wish off the list.
struct SendReminders: Sendable {
    let services: Services
    private static let batch: Int64 = 50

    func isDue() async throws -> Bool { try await !due().isEmpty }

    private func due() async throws -> [Reminder] {
        try await services.db.readOne { try $0.reminders.due(at: services.now() / 1_000, limit: Self.batch) }
    }

    /// Says whether there may be more.
    func run() async throws -> Bool {
        let due = try await due()
        var sent = 0
        for reminder in due {
            do {
                try await services.db.write { try send(reminder, in: $0) }
                sent += 1
            } catch {
                services.log.warn("a reminder could not be sent and is tried again", ["post": reminder.post.raw, "error": "\(error)"])
            }
        }
        return due.count == Self.batch && sent > 0
    }

    /// A message that is gone, or that its reader may not read any more, is passed over.
    private func send(_ reminder: Reminder, in tx: Transaction<ReadWrite>) throws {
        guard try tx.reminders.claim(reminder) else { return }
        guard let post = try tx.posts.find(reminder.post), post.deleteAt == 0, let user = try tx.users.find(reminder.user),
            user.deleteAt == 0,
            let place = try Access(of: user, services: services).standing(in: post.channel, tx), place.isReadable
        else { return }
        let about = try RemindedPost(post, in: place.channel, services: services, tx)
        let bot = try SystemBot(services: services).run(in: tx)
        let channel = try OpenDirectChannel(between: bot, and: user, services: services).run(in: tx)
        try CreateSystemPost(
            channel: channel, author: bot.id, type: "reminder",
            message: "You asked to be reminded of this message of @\(about.author): \(about.address)", props: about.props,
            services: services
        ).run(in: tx)
    }
}

extension Access {
    /// What somebody may do while nobody of theirs is connected: for what they asked to be done at a time.
    init(of user: User, services: Services) {
        self.init(session: Session(id: ID(""), user: user.id, roles: user.roles), roles: services.roles)
    }
}

internal import Database
internal import Wire

/// What people asked for at a time: reminders, messages to be sent later, repeated notifications. What is to be done lies in
/// the database, so it survives a restart, and each thing is done in the transaction that takes it off the list: once,
/// whoever runs this where.
public struct DueWork: Sendable {
    private let services: Services

    public init(services: Services) { self.services = services }

    /// How often `run` should be called.
    public static let interval = 5_000

    /// Does everything that is due, if no other node is at it.
    public func run() async {
        let reminders = SendReminders(services: services), posts = SendScheduledPosts(services: services)
        let notifications = RepeatNotifications(services: services)
        await work("reminders", .reminders, isDue: reminders.isDue) { try await reminders.run() }
        await work("scheduled posts", .scheduledPosts, isDue: posts.isDue) { try await posts.run() }
        await work("persistent notifications", .persistentNotifications, isDue: notifications.isDue) { try await notifications.run() }
    }

    /// `body` does a small part and says whether there is more. Nearly always nothing is due: to see that takes no lease.
    private func work(
        _ name: String, _ type: OwnJob, isDue: @Sendable () async throws -> Bool, _ body: @Sendable () async throws -> Bool
    ) async {
        let lease = Lease(name, services: services)
        do {
            guard try await isDue() else { return }
            try await services.figures.jobs.during(type) {
                while try await lease.take() {
                    guard try await body() else { return try await lease.giveBack() }
                }
            }
        } catch {
            services.log.warn("due work was not done and is tried again", ["work": name, "error": "\(error)"])
            // whoever comes next finds the lease free after a minute at the latest
            try? await lease.giveBack()
        }
    }
}

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
        await work("reminders", .reminders) { try await SendReminders(services: services).run() }
        await work("scheduled posts", .scheduledPosts) { try await SendScheduledPosts(services: services).run() }
        await work("persistent notifications", .persistentNotifications) { try await RepeatNotifications(services: services).run() }
    }

    /// `body` does a small part and says whether there is more.
    private func work(_ name: String, _ type: OwnJob, _ body: @Sendable () async throws -> Bool) async {
        let lease = Lease(name, services: services)
        do {
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

internal import Database
internal import Synchronization

/// Keeps the index of this server true, a few times a second. Every node runs one; they take turns.
public final class SearchIndexer: Sendable {
    private let services: Services
    private let isRunning = Mutex(false)

    /// How often `run` should be called.
    public static let interval = 250
    /// How long one turn goes on while an existing database is read: half of the time is left to everybody else.
    private static let turn: Int64 = 125

    public init(services: Services) { self.services = services }

    /// One turn; nothing when the last is still under way. What fails is logged and tried again at the next.
    public func run() async {
        guard
            isRunning.withLock({ running in
                defer { running = true }; return !running
            })
        else { return }
        defer { isRunning.withLock { $0 = false } }
        do {
            let end = services.now() + Self.turn
            guard try await services.db.readOne({ tx in try tx.search.isBehind() || tx.search.isBuilding() }) else { return }
            try await services.figures.jobs.during(.searchIndex) {
                while try await services.db.write(isolation: .readCommitted, { tx in try IndexChanges().run(in: tx) }), services.now() < end
                {}
            }
        } catch {
            services.log.warn("the search index could not follow", ["error": "\(error)"])
        }
    }
}

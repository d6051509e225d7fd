internal import Database
internal import Synchronization
internal import Wire

/// Whether messages came, changed or went since the index was last looked at: on a quiet server nobody asks the database, and
/// nothing wakes the server up to do so.
public final class SearchNews: Sendable {
    private let state = Mutex(State())

    private struct State: Sendable { var hasCome = false, wake: @Sendable () -> Void = {} }

    init() {}

    /// From now on `wake` is called when there is something new, once until it is taken.
    func open(_ wake: @escaping @Sendable () -> Void) { state.withLock { $0.wake = wake } }

    func heed(_ signal: Signal) {
        guard case .event(let event) = signal, event.name == "posted" || event.name == "post_edited" || event.name == "post_deleted" else {
            return
        }
        come()
    }

    /// There is something to look at.
    func come() {
        let wake: (@Sendable () -> Void)? = state.withLock { state in
            defer { state.hasCome = true }
            return state.hasCome ? nil : state.wake
        }
        wake?()
    }

    /// Whoever takes it looks.
    func take() { state.withLock { $0.hasCome = false } }
}

/// Keeps the index of this server true, a few times a second while there is something new. Every node runs one; they take turns.
public final class SearchIndexer: Sendable {
    private let services: Services
    private let isRunning = Mutex(false)

    /// How long after news the database is asked: what comes meanwhile is read with it.
    private static let interval = 250
    /// How often `run` should be called without news: an import and an erasure tell nobody, and another server may have stopped
    /// before it read what it wrote.
    public static let patience = 5_000
    /// How long one turn goes on while an existing database is read: half of the time is left to everybody else.
    private static let turn = Int64(interval)

    public init(services: Services) { self.services = services }

    /// Calls a function after some milliseconds.
    public typealias Delay = @Sendable (Int, @escaping @Sendable () -> Void) -> Void

    /// Runs soon, and again soon after each news.
    public func start(after delay: @escaping Delay) {
        services.search.open { [weak self] in self?.runSoon(delay) }
        runSoon(delay)
    }

    private func runSoon(_ delay: Delay) { delay(Self.interval) { Task { await self.run() } } }

    /// One turn; when the last is still under way, the next comes soon. What fails is logged and tried again at the next.
    public func run() async {
        services.search.take()
        let begins = isRunning.withLock { running in
            defer { running = true }
            return !running
        }
        guard begins else { return services.search.come() }
        defer { isRunning.withLock { $0 = false } }
        let end = services.now() + Self.turn
        do {
            guard try await services.db.readOne({ tx in try tx.search.isBehind() || tx.search.isBuilding() }) else { return }
            try await services.figures.jobs.during(.searchIndex) {
                while try await services.db.write(isolation: .readCommitted, { tx in try IndexChanges().run(in: tx) }) {
                    if services.now() >= end { return services.search.come() }
                }
            }
        } catch {
            services.search.come()
            services.log.warn("the search index could not follow", ["error": "\(error)"])
        }
    }
}

internal import Database
internal import Synchronization
internal import Wire

/// Whether messages came, changed or went since the index was last looked at: on a quiet server nobody asks the database.
public final class SearchNews: Sendable {
    private let hasCome = Mutex(true)

    init() {}

    func heed(_ signal: Signal) {
        guard case .event(let event) = signal, event.name == "posted" || event.name == "post_edited" || event.name == "post_deleted" else {
            return
        }
        hasCome.withLock { $0 = true }
    }

    /// Takes the word: whoever has it looks.
    func take() -> Bool {
        hasCome.withLock { hasCome in
            defer { hasCome = false }
            return hasCome
        }
    }

    /// There is more than one turn could do.
    func leave() { hasCome.withLock { $0 = true } }
}

/// Keeps the index of this server true, a few times a second. Every node runs one; they take turns.
public final class SearchIndexer: Sendable {
    private let services: Services
    private let state = Mutex(State())

    private struct State { var isRunning = false, lookedAt: Int64 = 0 }

    /// How often `isDue` should be asked.
    public static let interval = 250
    /// How long one turn goes on while an existing database is read: half of the time is left to everybody else.
    private static let turn: Int64 = 125
    /// After this long the database is asked without news too: an import and an erasure tell nobody, and another server may have
    /// stopped before it read what it wrote.
    private static let patience: Int64 = 5_000

    public init(services: Services) { self.services = services }

    /// Whether to `run`; asked once for each run.
    public var isDue: Bool {
        services.search.take() || services.now() - state.withLock { $0.lookedAt } >= Self.patience
    }

    /// One turn; nothing when the last is still under way. What fails is logged and tried again at the next.
    public func run() async {
        let now = services.now()
        let begins = state.withLock { state in
            defer { state = State(isRunning: true, lookedAt: now) }
            return !state.isRunning
        }
        guard begins else { return services.search.leave() }
        defer { state.withLock { $0.isRunning = false } }
        do {
            guard try await services.db.readOne({ tx in try tx.search.isBehind() || tx.search.isBuilding() }) else { return }
            try await services.figures.jobs.during(.searchIndex) {
                while try await services.db.write(isolation: .readCommitted, { tx in try IndexChanges().run(in: tx) }) {
                    if services.now() >= now + Self.turn { return services.search.leave() }
                }
            }
        } catch {
            services.search.leave()
            services.log.warn("the search index could not follow", ["error": "\(error)"])
        }
    }
}

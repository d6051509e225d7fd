internal import Outside
internal import Synchronization
internal import Wire

/// Carries what happens on this server to the others on the same database, and what happens there to here: one thread, one
/// line, messages with numbers. Whoever tells it something never waits.
public final class Bus: Sendable {
    /// Who does what the others' messages ask for.
    struct Ears: Sendable {
        /// What another server committed, in its order.
        var hear: @Sendable ([Signal]) -> Void
        var looked: @Sendable (ID<User>, ID<Channel>) -> Void
        /// Something was missed.
        var startAfresh: @Sendable () -> Void
        /// People whose last connection to any other server is gone, and about whom this one is to do something.
        var abandoned: @Sendable ([ID<User>]) -> Void
    }

    struct State: Sendable {
        var queue: BusQueue
        var roster: Roster
        /// Everybody with a WebSocket here.
        var here: Set<ID<User>> = []
        /// Who left here and was connected elsewhere then: when they leave there, this server writes that they are gone.
        var watched: Set<ID<User>> = []
        var ears: Ears?
        /// What this server says of itself.
        var facts = ServerFacts()
        /// The others do not know it yet.
        var mustDescribe = false
        /// The line carries both ways.
        var isOpen = false
        var isStopping = false
        var hasEnded = false
        var whenTried: [CheckedContinuation<Void, Never>] = []
        var whenEnded: [CheckedContinuation<Void, Never>] = []
        var counts = Counts()
        var sentAt: Int64 = 0
        var echoedAt: Int64 = 0
        var openedAt: Int64 = 0

        /// Says who is here, and what this server is.
        mutating func introduce(asking: Bool) {
            queue.introduce(Array(here), asking: asking)
            describe()
        }

        mutating func describe() {
            queue.say(.about(facts))
            mustDescribe = false
        }
    }

    /// For the figures.
    struct Counts: Sendable {
        var messages = 0
        var items: [String: Int] = [:]
        var losses = 0
        var peers = 0
        var isOpen = false
    }

    let line: any BusLine
    /// This server's name.
    let own: String
    let log: Log
    /// Milliseconds between signs of life.
    let beat: Int64
    let state: Mutex<State>

    /// After so many beats without a word a server is taken for dead.
    static let patience: Int64 = 4
    /// Milliseconds from one sending to the next: a first word goes at once, a busy server's come together. A notification costs
    /// PostgreSQL as much as a small transaction, so they are not to be as many.
    static let pace: Int64 = 4
    /// Milliseconds before a broken line is opened again; twice as long after each try in vain.
    static let shortestPause: Int64 = 100

    init(_ line: any BusLine, node: String, beat: Int64, log: Log) {
        self.line = line
        own = node
        self.log = log
        self.beat = beat
        state = Mutex(State(queue: BusQueue(node: node), roster: Roster(own: node)))
    }

    // MARK: What happens here

    /// Called in commit order.
    func tell(_ signals: [Signal]) {
        if !signals.isEmpty { add(isNeeded: true) { for signal in signals { $0(.signal(signal)) } } }
    }

    func looked(_ user: ID<User>, at channel: ID<Channel>) { add(isNeeded: false) { $0(.looked(user, at: channel)) } }

    /// Somebody's first WebSocket was opened here, or their last one closed.
    func changed(_ user: ID<User>, isHere: Bool) {
        state.withLock { state in if isHere { state.here.insert(user) } else { state.here.remove(user) } }
        add(isNeeded: false) { $0(isHere ? .came(user) : .left(user)) }
    }

    /// What this server is now: the others are told, and whoever comes later. Only the bus's own thread says it: a message that
    /// another one put between those that are being written would come before them, with a later number.
    func describe(_ facts: ServerFacts) {
        state.withLock { state in
            guard state.facts != facts else { return }
            state.facts = facts
            state.mustDescribe = true
        }
        line.wake()
    }

    /// `isNeeded`: a server that comes later must know that it was not told.
    private func add(isNeeded: Bool, _ items: ((BusItem) -> Void) -> Void) {
        let isFirst = state.withLock { state -> Bool in
            guard !state.hasEnded else { return false }
            let wasEmpty = state.queue.isEmpty
            if state.roster.isEmpty {
                if isNeeded { state.queue.keepQuiet() }  // nobody is there to hear
                return false
            }
            items { item in if !state.queue.add(item) { state.counts.losses += 1 } }
            return wasEmpty
        }
        if isFirst { line.wake() }
    }

    // MARK: Who is where

    /// All servers on the database by their names, this one too; none when it is alone.
    var servers: [String: ServerFacts] {
        state.withLock { state in
            guard !state.roster.isEmpty else { return [:] }
            return state.roster.facts.merging([own: state.facts]) { $1 }
        }
    }

    /// Whether somebody is connected to another server.
    func isElsewhere(_ user: ID<User>) -> Bool { state.withLock { $0.roster.holds(user) } }

    /// Somebody left here who is connected elsewhere: this server follows what becomes of them.
    func watch(_ user: ID<User>) { state.withLock { _ = $0.watched.insert(user) } }

    var counts: Counts {
        state.withLock { state in
            var counts = state.counts
            (counts.peers, counts.isOpen) = (state.roster.count, state.isOpen)
            return counts
        }
    }

    // MARK: Its life

    /// Returns when the line is open, or when it was tried once in vain: then it goes on trying.
    func start(_ ears: Ears) async {
        state.withLock { $0.ears = ears }
        let pool = WorkerPool(threads: 1, queueLimit: 1)
        await withCheckedContinuation { continuation in
            state.withLock { $0.whenTried.append(continuation) }  // before there is anybody who could have tried already
            Task { try? await pool.run { self.work() } }  // a new pool takes its first work
        }
    }

    /// Says what is left to say and that this server goes.
    public func stop() async {
        state.withLock { $0.isStopping = true }
        line.wake()
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.whenEnded.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }
}

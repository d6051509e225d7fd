internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// Hands transactions to lanes: to the one that was free last, whose connection is warm; to a new one while there may be
/// more; otherwise they stand in line, and not longer than patience lasts.
final class PostgresLanes: Sendable {
    /// A transaction that wants a lane.
    struct Job: Sendable {
        let deadline: ContinuousClock.Instant
        let run: @Sendable (PostgresLane) -> Void
        let refuse: @Sendable (DatabaseError) -> Void
    }

    private struct State: Sendable {
        var idle: [Mailbox<Job>] = []
        var waiting: [Job] = []
        var served = 0  // of `waiting`, from the front
        var open = 0
        /// How often somebody stood in line, and for how long together.
        var waits = 0, waited = Duration.zero
        let patience: Duration
        var hasWatch = false
        var isClosed = false
        var whenEmpty: [@Sendable () -> Void] = []

        mutating func takeWaiting() -> Job? {
            guard served < waiting.count else { return nil }
            let job = waiting[served]
            waits += 1
            waited += patience - (job.deadline - .now)
            served += 1
            if served == waiting.count || served > 1_000 {
                waiting.removeFirst(served)
                served = 0
            }
            return job
        }

        mutating func takeLate() -> [Job] {
            var late: [Job] = []
            while served < waiting.count, waiting[served].deadline < .now, let job = takeWaiting() { late.append(job) }
            return late
        }
    }

    private let state: Mutex<State>
    private let address: PostgresAddress
    private let options: PostgresOptions

    init(_ address: PostgresAddress, _ options: PostgresOptions) {
        self.address = address
        self.options = options
        state = Mutex(State(patience: options.patience))
    }

    var figures: PoolFigures {
        state.withLock { state in
            PoolFigures(
                limit: options.connections, open: state.open, idle: state.idle.count, waiting: state.waiting.count - state.served,
                waits: state.waits, waited: state.waited)
        }
    }

    func deadline() -> ContinuousClock.Instant { .now + options.patience }

    /// Connects the first lane on the caller's thread.
    func openFirst() throws {
        nonisolated(unsafe) let lane = PostgresLane(address, options)  // handed to its thread below
        try lane.open()
        let mailbox = Mailbox<Job>()
        state.withLock { state in
            state.open += 1
            state.idle.append(mailbox)
        }
        startThread { self.work(lane, mailbox) }
    }

    func put(_ job: Job) {
        enum Place { case idle(Mailbox<Job>), new, line(needsWatch: Bool), closed }
        let place = state.withLock { state -> Place in
            if state.isClosed { return .closed }
            if let mailbox = state.idle.popLast() { return .idle(mailbox) }
            if state.open < options.connections {
                state.open += 1
                return .new
            }
            state.waiting.append(job)
            defer { state.hasWatch = true }
            return .line(needsWatch: !state.hasWatch)
        }
        switch place {
        case .idle(let mailbox): mailbox.put(job)
        case .new: openLane(with: job)
        case .line(let needsWatch): if needsWatch { startThread { self.watch() } }
        case .closed: job.refuse(.connectionLost("The database is closed."))
        }
    }

    /// Serves what is in line, lets lanes finish, then calls `done`.
    func close(_ done: @escaping @Sendable () -> Void) {
        let (idle, isEmpty) = state.withLock { state -> ([Mailbox<Job>], Bool) in
            state.isClosed = true
            defer { state.idle = [] }
            if state.open > 0 { state.whenEmpty.append(done) }
            return (state.idle, state.open == 0)
        }
        for mailbox in idle { mailbox.close() }
        if isEmpty { done() }
    }

    private func openLane(with job: Job) {
        let mailbox = Mailbox<Job>()
        mailbox.put(job)
        startThread { [address, options] in self.work(PostgresLane(address, options), mailbox) }
    }

    private func work(_ lane: PostgresLane, _ mailbox: Mailbox<Job>) {
        while let job = mailbox.takeFirst(within: options.idleTime) ?? stillWanted(mailbox) {
            job.run(lane)
            while let next = next(for: mailbox) { next.run(lane) }
        }
        let whenEmpty = state.withLock { state -> [@Sendable () -> Void] in
            state.open -= 1
            return state.open == 0 ? state.whenEmpty : []
        }
        for done in whenEmpty { done() }
    }

    /// The next in line; when there is none the lane is idle.
    private func next(for mailbox: Mailbox<Job>) -> Job? {
        let (job, isClosed) = state.withLock { state -> (Job?, Bool) in
            if let job = state.takeWaiting() { return (job, false) }
            if !state.isClosed { state.idle.append(mailbox) }
            return (nil, state.isClosed)
        }
        if isClosed { mailbox.close() }
        return job
    }

    /// After a long idle time: leaves the pool, unless somebody has just chosen this lane.
    private func stillWanted(_ mailbox: Mailbox<Job>) -> Job? {
        let isChosen = state.withLock { state -> Bool in
            let before = state.idle.count
            state.idle.removeAll { $0 === mailbox }
            return state.idle.count == before
        }
        return isChosen ? mailbox.takeFirst(within: .seconds(86_400)) : nil  // whoever chose it is about to put
    }

    /// While there is a line: refuses whoever has waited too long, for every lane may be held by something slow.
    private func watch() {
        while true {
            usleep(UInt32(clamping: options.patience.components.seconds * 250_000 + 10_000))
            let (late, isDone) = state.withLock { state -> ([Job], Bool) in
                let late = state.takeLate()
                if state.served == state.waiting.count { state.hasWatch = false }
                return (late, !state.hasWatch)
            }
            for job in late { job.refuse(.tooBusy) }
            if isDone { return }
        }
    }
}

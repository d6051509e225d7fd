/// The thread that writes. Everything that came while the last commit was under way shares the next one: one fsync for
/// many transactions, each in a savepoint behind the first, so that one that fails takes nothing of the others with it.
final class SQLiteWriter: Sendable {
    /// One transaction that waits for its turn.
    struct Job: Sendable {
        /// Runs it inside of what is open.
        let run: @Sendable (SQLiteConnection) -> Ending
        /// Tells the caller that it did not happen.
        let refuse: @Sendable (DatabaseError) -> Void
    }

    /// How a job ended. The caller hears it after the commit.
    struct Ending {
        let isDone: Bool
        let messages: [any Sendable]
        let resume: () -> Void
    }

    private enum Item: Sendable {
        case job(Job)
        case stop(@Sendable () -> Void)
    }

    private let items = Mailbox<Item>()
    private let checkpointer: SQLiteCheckpointer

    init(path: String, _ publish: @escaping Publish) throws {
        nonisolated(unsafe) let connection = try SQLiteConnection(path: path, readOnly: false)  // handed to its thread here
        let items = items, checkpointer = SQLiteCheckpointer(path: path)
        self.checkpointer = checkpointer
        connection.whenCommitted(checkpointer)
        startThread { withExtendedLifetime(checkpointer) { Self.work(items, connection, publish) } }
    }

    func put(_ job: Job) {
        if !items.put(.job(job)) { job.refuse(.connectionLost("The database is closed.")) }
    }

    /// Finishes what is queued, closes the file, then calls `done`.
    func stop(_ done: @escaping @Sendable () -> Void = {}) {
        let checkpointer = checkpointer
        let both: @Sendable () -> Void = { checkpointer.stop(done) }
        if !items.put(.stop(both)) { done() }
        items.close()
    }

    private static func work(_ items: Mailbox<Item>, _ connection: SQLiteConnection, _ publish: Publish) {
        var stopped: [() -> Void] = []
        while let batch = items.takeAll() {
            var jobs: [Job] = []
            for item in batch {
                switch item {
                case .job(let job): jobs.append(job)
                case .stop(let done): stopped.append(done)
                }
            }
            if !jobs.isEmpty { commit(jobs, on: connection, publish) }
        }
        connection.close()
        for done in stopped { done() }
    }

    /// One commit for all of them: what they tell goes out in their order, and only then do their callers go on.
    private static func commit(_ jobs: [Job], on writer: SQLiteConnection, _ publish: Publish) {
        var endings: [Ending] = []
        do {
            try writer.run(SQLiteConnection.beginImmediate)
            for job in jobs {
                let isFirst = !endings.contains { $0.isDone }
                endings.append(try isFirst ? first(job, on: writer) : inSavepoint(job, on: writer))
            }
            try writer.run(SQLiteConnection.commit)
        } catch {
            let failure = error as? DatabaseError ?? .engine(code: "", message: "\(error)")
            _ = try? writer.run(SQLiteConnection.rollback)  // fails when the engine rolled back by itself
            for (index, job) in jobs.enumerated() {
                if index < endings.count, !endings[index].isDone { endings[index].resume() } else { job.refuse(failure) }
            }
            return
        }
        let told = endings.flatMap { $0.isDone ? $0.messages : [] }
        if !told.isEmpty { publish(told) }
        for ending in endings { ending.resume() }
    }

    /// Before it nothing was written that would have to stay, so it needs no savepoint, for which SQLite copies every page that
    /// the job changes.
    private static func first(_ job: Job, on writer: SQLiteConnection) throws -> Ending {
        let ending = job.run(writer)
        if !writer.isInTransaction { throw writer.error() }
        if !ending.isDone {
            try writer.run(SQLiteConnection.rollback)
            try writer.run(SQLiteConnection.beginImmediate)
        }
        return ending
    }

    private static func inSavepoint(_ job: Job, on writer: SQLiteConnection) throws -> Ending {
        try writer.run(SQLiteConnection.savepoint)
        let ending = job.run(writer)
        // A full disk or a failing one ends the whole transaction, with what the jobs before this one did.
        if !writer.isInTransaction { throw writer.error() }
        if !ending.isDone { try writer.run(SQLiteConnection.rollbackToSavepoint) }
        try writer.run(SQLiteConnection.release)
        return ending
    }
}

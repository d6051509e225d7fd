internal import CSQLite
internal import Synchronization

/// Carries what was written from the log into the database file, on a thread of its own: the writer, at whose commit SQLite
/// would do it otherwise, goes on meanwhile. Readers are never disturbed.
///
/// While the writer goes on, the log is never carried over whole, and only then does it start from its beginning again. So
/// the writer does the rest, which is little, and the file has been flushed but for that.
final class SQLiteCheckpointer: Sendable {
    /// Pages in the log from which it is worth the work: 32 MB. A page that changed many times by then is carried
    /// over once: with a quarter of it, copying costs each post twice as much.
    private static let enough = 8_000

    private enum Item: Sendable { case look, stop(@Sendable () -> Void) }

    private let items = Mailbox<Item>()
    private let phase = Atomic<Int>(SQLiteCheckpointer.idle)
    private static let idle = 0, working = 1, restLeft = 2

    init(path: String) { startThread { [self] in work(path) } }

    /// Called by the writer after each commit with the length of the log.
    /// True when the writer should do the rest now.
    func noticed(pages: Int) -> Bool {
        switch phase.load(ordering: .relaxed) {
        case Self.idle where pages >= Self.enough:
            phase.store(Self.working, ordering: .relaxed)
            items.put(.look)
        case Self.restLeft:
            phase.store(Self.idle, ordering: .relaxed)
            return true
        default: break
        }
        return false
    }

    func stop(_ done: @escaping @Sendable () -> Void) {
        if !items.put(.stop(done)) { done() }
        items.close()
    }

    /// Opens its connection when there is something to do: a server that starts does not wait for it. Without one, which the
    /// next look tries again to get, the log only grows.
    private func work(_ path: String) {
        var stopped: [() -> Void] = [], connection: SQLiteConnection?
        while let batch = items.takeAll() {
            for item in batch { if case .stop(let done) = item { stopped.append(done) } }
            guard stopped.isEmpty else { break }
            connection = connection ?? (try? SQLiteConnection(path: path, readOnly: false))  // nobody waits here for the reason
            connection?.checkpoint()
            phase.store(Self.restLeft, ordering: .relaxed)
        }
        connection?.close()
        for done in stopped { done() }
    }
}

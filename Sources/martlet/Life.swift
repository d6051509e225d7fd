internal import Dispatch
internal import Server
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// The server of this process, from its start until it is told to stop.
final class Life: Sendable {
    private let server = Mutex<Server?>(nil)

    func begin(_ server: Server) { self.server.withLock { $0 = server } }

    /// Heeds SIGTERM and SIGINT as long as the result is kept; not on the main queue, which may wait for a database.
    func heedSignals() -> [any DispatchSourceSignal] {
        [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { @Sendable [self] in
                Task {
                    await end(drains: number == SIGTERM)
                    exit(0)
                }
            }
            source.activate()
            return source
        }
    }

    /// Stops it, after its time to drain if `drains`. One that is still starting has nothing to finish: what it began in the
    /// database is undone by the database.
    private func end(drains: Bool) async {
        guard let server = server.withLock({ $0 }) else { return }
        if drains { await server.drain() }
        await server.stop()
    }
}

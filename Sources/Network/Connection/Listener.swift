internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// Accepts connections on all its loops and answers them with one handler. Loops share a port (SO_REUSEPORT): the
/// kernel spreads the connections, and no lock lies between them.
public final class Listener: Sendable {
    public enum Failure: Error, Equatable, CustomStringConvertible {
        case badAddress(String)
        case cannotListen(address: String, reason: String)

        public var description: String {
            switch self {
            case .badAddress(let address): "\(address) is no address to listen on: expected host:port or :port"
            case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
            }
        }
    }

    private let loops: [EventLoop]
    private let handler: any RequestHandler
    private let count = ConnectionCount()
    private let state: Mutex<(acceptors: [Acceptor], settings: NetworkSettings)>

    /// The loops may be started before or after.
    public init(loops: [EventLoop], handler: any RequestHandler, settings: NetworkSettings = NetworkSettings()) {
        self.loops = loops
        self.handler = handler
        state = Mutex(([], settings))
    }

    /// Connections that are open now.
    public var connectionCount: Int { count.value }

    /// Listens on `host:port`; `:port` is every address of both families. Says which port it became, for port 0.
    @discardableResult
    public func listen(on address: String) throws(Failure) -> UInt16 {
        let sockets = try ListeningSocket.open(address, count: loops.count)
        for (loop, descriptor) in zip(loops, sockets.descriptors) { open(descriptor, on: loop, isLocal: false) }
        return sockets.port
    }

    /// Listens on a Unix socket that only this process's user may use.
    public func listen(unixPath path: String) throws(Failure) {
        open(try ListeningSocket.open(unixPath: path), on: loops[0], isLocal: true)
    }

    private func open(_ descriptor: Int32, on loop: EventLoop, isLocal: Bool) {
        let acceptor = state.withLock { state in
            let acceptor = Acceptor(loop: loop, handler: handler, settings: state.settings, count: count, isLocal: isLocal)
            state.acceptors.append(acceptor)
            return acceptor
        }
        loop.execute { acceptor.open(descriptor) }
    }

    /// Takes effect for connections that are there as well, at their next request.
    public func update(_ settings: NetworkSettings) {
        let acceptors = state.withLock { state in
            state.settings = settings
            return state.acceptors
        }
        for acceptor in acceptors { acceptor.loop.execute { acceptor.settings = settings } }
    }

    /// Goes on accepting and answering, but asks every client to come back on another connection: before a stop, so that none
    /// sends its next request into a connection that ends.
    public func retire() {
        for acceptor in state.withLock({ $0.acceptors }) { acceptor.loop.execute { acceptor.isDraining = true } }
    }

    /// Accepts no more, finishes the requests that have begun, says goodbye to WebSockets. What is not done when the time is over is broken off.
    public func drain(within milliseconds: Int) async {
        let acceptors = state.withLock { $0.acceptors }
        for acceptor in acceptors { acceptor.loop.execute { acceptor.drain() } }
        let cutters = acceptors.map { acceptor in acceptor.loop.after(milliseconds) { acceptor.abortAll() } }
        for acceptor in acceptors {
            await withCheckedContinuation { done in
                acceptor.loop.execute { acceptor.loop.roll.callWhenEmpty { done.resume() } }
            }
        }
        for cutter in cutters { cutter.cancel() }
    }
}

internal import CUV
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// A listener's part on one loop: takes connections from one listening socket and knows what they are to do.
final class Acceptor: @unchecked Sendable {  // used on its loop; `count` is atomic
    let loop: EventLoop
    let handler: any RequestHandler
    var settings: NetworkSettings
    var isDraining = false
    private let count: ConnectionCount
    private let isLocal: Bool
    private var handle: UnsafeMutablePointer<uv_stream_t>?

    init(loop: EventLoop, handler: any RequestHandler, settings: NetworkSettings, count: ConnectionCount, isLocal: Bool) {
        self.loop = loop
        self.handler = handler
        self.settings = settings
        self.count = count
        self.isLocal = isLocal
    }

    /// Takes over a socket that already listens. On the loop.
    func open(_ descriptor: Int32) {
        let stream = makeStream()
        if isLocal {
            uv_pipe_open(UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_pipe_t.self), descriptor)
        } else {
            uv_tcp_open(UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_tcp_t.self), descriptor)
        }
        handle = stream
        stream.pointee.data = Unmanaged.passRetained(self).toOpaque()
        uv_listen(stream, 4096) { stream, status in
            if status == 0 { Unmanaged<Acceptor>.fromOpaque(stream!.pointee.data).takeUnretainedValue().accept() }
        }
    }

    private func makeStream() -> UnsafeMutablePointer<uv_stream_t> {
        let size = isLocal ? MemoryLayout<uv_pipe_t>.size : MemoryLayout<uv_tcp_t>.size
        let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
        if isLocal {
            uv_pipe_init(loop.uv, block.assumingMemoryBound(to: uv_pipe_t.self), 0)
        } else {
            uv_tcp_init(loop.uv, block.assumingMemoryBound(to: uv_tcp_t.self))
        }
        return block.assumingMemoryBound(to: uv_stream_t.self)
    }

    private func accept() {
        guard let handle else { return }
        nonisolated(unsafe) let stream = makeStream()  // handed over to the connection
        guard uv_accept(handle, stream) == 0, count.admit(settings.connectionLimit) else { discard(stream); return }
        if !isLocal { uv_tcp_nodelay(UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_tcp_t.self), 1) }
        let connection = Connection(loop: loop, acceptor: self, stream: stream)
        let context = isLocal ? nil : settings.tls
        let origin = Origin(
            address: isLocal ? "127.0.0.1" : Self.peer(of: stream), isLocal: isLocal, isEncrypted: context != nil, trust: settings.trust)
        connection.assumeIsolated { $0.start(origin: origin, context) }
    }

    private func discard(_ stream: UnsafeMutablePointer<uv_stream_t>) {
        uv_close(UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_handle_t.self)) { UnsafeMutableRawPointer($0!).deallocate() }
    }

    private static func peer(of stream: UnsafeMutablePointer<uv_stream_t>) -> String {
        var storage = sockaddr_storage(), size = Int32(MemoryLayout<sockaddr_storage>.size)
        let name = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                uv_tcp_getpeername(UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_tcp_t.self), address, &size)
                var text = [CChar](repeating: 0, count: 64)
                uv_ip_name(address, &text, text.count)
                return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            }
        }
        return IPAddress(name)?.description ?? name
    }

    func closed() { count.leave() }

    /// Accepts no more. On the loop.
    func close() {
        guard let handle else { return }
        self.handle = nil
        uv_close(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self)) { handle in
            Unmanaged<Acceptor>.fromOpaque(handle!.pointee.data).release()
            UnsafeMutableRawPointer(handle!).deallocate()
        }
    }

    /// Accepts no more, lets what has begun end. On the loop.
    func drain() {
        close()
        isDraining = true
        for connection in mine { connection.assumeIsolated { $0.drain() } }
    }

    func abortAll() { for connection in mine { connection.assumeIsolated { $0.abort() } } }

    private var mine: [Connection] { loop.roll.connections.filter { connection in connection.assumeIsolated { $0.acceptor === self } } }
}

/// How many connections there are, on all loops together.
final class ConnectionCount: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .relaxed) }

    func admit(_ limit: Int) -> Bool {
        if count.wrappingAdd(1, ordering: .relaxed).newValue <= limit { return true }
        leave()
        return false
    }

    func leave() { count.wrappingSubtract(1, ordering: .relaxed) }
}

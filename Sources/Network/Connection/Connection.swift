internal import CUV

/// One connection: requests first, perhaps a WebSocket later. Its executor is its event loop, so its state needs no
/// lock and the compiler checks who touches it; libuv's callbacks enter through `assumeIsolated`.
///
/// What it keeps while it only waits is small: no buffers, no timer. The conversation goes when it becomes a WebSocket.
public actor Connection: Flushing {
    public nonisolated let loop: EventLoop
    public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    let acceptor: Acceptor
    let stream: UnsafeMutablePointer<uv_stream_t>
    /// Its place in the loop's roll.
    var seat = -1
    var isClosed = false
    var isReading = false
    /// Everything has been said; what comes now is thrown away until the client has read it.
    var isLingering = false
    var closesWhenSent = Ending.stays

    var conversation: Conversation?
    /// Set when the connection is encrypted.
    var tls: TLSSession?
    var web: WebState?
    /// Whatever the socket's owner wants to find again at the connection.
    public var attachment: (any AnyObject & Sendable)?

    var output: [UInt8] = []
    var isQueued = false
    /// Bytes handed to libuv that the kernel has not taken.
    var unsent = 0
    /// What libuv still held when output was last found late.
    var lastQueue = 0
    var whenRoom: CheckedContinuation<Bool, Never>?

    var readDue = Roll.never
    var writeDue = Roll.never

    enum Ending { case stays, closes, lingers }

    init(loop: EventLoop, acceptor: Acceptor, stream: UnsafeMutablePointer<uv_stream_t>) {
        self.loop = loop
        self.acceptor = acceptor
        self.stream = stream
    }

    nonisolated static func of(_ data: UnsafeMutableRawPointer) -> Connection {
        Unmanaged<Connection>.fromOpaque(data).takeUnretainedValue()
    }

    var settings: NetworkSettings { acceptor.settings }

    /// From here the handle keeps the connection alive until it is closed.
    func start(origin: Origin, _ context: TLSContext?) {
        tls = context.map { TLSSession($0, loop.tlsBuffers) }
        stream.pointee.data = Unmanaged.passRetained(self).toOpaque()
        seat = loop.roll.add(self)
        conversation = Conversation(limits: settings.headLimits, origin: origin)
        wait(until: loop.now + Int64(settings.idleTimeout))
        read()
    }

    // MARK: Reading

    func read() {
        guard !isReading, !isClosed else { return }
        isReading = true
        _ = uv_read_start(
            stream,
            { handle, _, buffer in
                let scratch = EventLoop.of(handle!.pointee.loop).scratch
                buffer!.pointee = uv_buf_init(scratch.baseAddress!.assumingMemoryBound(to: CChar.self), UInt32(scratch.count))
            },
            { stream, count, buffer in
                if count == 0 { return }
                // lives as long as this call
                nonisolated(unsafe) let bytes = UnsafeRawBufferPointer(start: buffer!.pointee.base, count: max(0, count))
                Connection.of(stream!.pointee.data).assumeIsolated { connection in
                    if count > 0 { connection.receive(bytes) } else { connection.ended(orderly: count == Int(UV_EOF.rawValue)) }
                }
            })
    }

    /// The kernel's buffer fills, and the client has to wait.
    func stopReading() {
        guard isReading else { return }
        isReading = false
        uv_read_stop(stream)
    }

    private func receive(_ bytes: UnsafeRawBufferPointer) {
        if isLingering || closesWhenSent != .stays { return }
        if let tls { open(bytes, tls) } else { understand(bytes) }
    }

    /// Takes what the client said, whether it came sealed or not.
    func understand(_ bytes: UnsafeRawBufferPointer) {
        if web != nil { hear(bytes); return }
        guard let talk = conversation else { return }
        if tls == nil, talk.exchange == 0, talk.parser.isIdle, bytes[0] == 0x16 { refuseEncryption(); return }
        if talk.parser.isIdle, talk.bodyEnded, !talk.isAnswering { talk.startedAt = loop.now }
        talk.parser.receive(bytes)
        proceed()
    }

    /// The client sends no more; it may still want its answers.
    func ended(orderly: Bool) {
        guard orderly, let talk = conversation, !isLingering, talk.bodyEnded || !talk.isAnswering else { abort(); return }
        stopReading()
        talk.peerEnded = true
        if !talk.isAnswering { proceed() }
    }

    // MARK: Time

    /// Sets when reading has taken too long.
    func wait(until time: Int64) {
        readDue = time
        loop.roll.set(min(readDue, writeDue), for: seat)
    }

    /// Called by the roll when the earlier of the two times has come.
    func isDue(_ now: Int64) {
        if now >= writeDue { outputIsDue(now) }
        if !isClosed, now >= readDue {
            readDue = Roll.never
            if isLingering || closesWhenSent != .stays { abort() } else if web != nil { socketIsDue(now) } else { requestIsDue(now) }
        }
        if !isClosed { loop.roll.set(min(readDue, writeDue), for: seat) }
    }

    // MARK: The end

    /// Breaks the connection off, whatever is still to be sent.
    public func abort() { finish(code: web?.closeCode ?? 1006) }

    /// The same at the end of this turn: whoever sends to many must not hear of a loss in the middle of it.
    func abortLater() {
        output = []
        web?.isClosing = true
        if closesWhenSent == .stays { closesWhenSent = .closes }
        loop.execute { self.assumeIsolated { $0.abort() } }
    }

    func finish(code: UInt16) {
        guard !isClosed else { return }
        isClosed = true
        acceptor.closed()  // counted out before whoever waits for the last one goes on
        loop.roll.remove(seat)
        whenRoom?.resume(returning: false)
        whenRoom = nil
        conversation?.inflow?.fail(.connectionLost)
        conversation = nil
        output = []
        let owner = web?.owner
        web = nil
        uv_close(UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_handle_t.self)) { handle in
            Unmanaged<Connection>.fromOpaque(handle!.pointee.data).release()
            UnsafeMutableRawPointer(handle!).deallocate()
        }
        owner?.closed(self, code: code)
        attachment = nil
    }

    /// Lets a request that has begun come to its answer, and then nothing more.
    func drain() {
        if web != nil { close(code: 1001, reason: "the server stops"); return }
        guard let talk = conversation else { return }
        talk.isLast = true
        if talk.isIdle, output.isEmpty, unsent == 0 { abort() }
    }
}

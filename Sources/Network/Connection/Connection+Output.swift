internal import CUV

#if canImport(Glibc)
    internal import Glibc
#endif

/// Output: collected during a turn, written once at its end, queued when the client is slow.
extension Connection {
    /// Output at which nothing more is made for this client.
    static let highWater = 256 * 1024
    private static let lowWater = 64 * 1024
    private static let lingerTime: Int64 = 2_000

    func willWrite() {
        guard !isQueued else { return }
        isQueued = true
        if output.capacity == 0 { output = loop.buffers.take() }
        loop.flushLater(self)
    }

    nonisolated func flush() { assumeIsolated { $0.flushOutput() } }

    func flushOutput() {
        isQueued = false
        guard !isClosed else { return }
        if !output.isEmpty { writeOut() }
        guard !isClosed else { return }
        if unsent == 0, closesWhenSent != .stays { endOutput(); return }
        if let talk = conversation, !talk.isAnswering, talk.parser.waiting > 0 { proceed() }  // it had waited for room
    }

    func writeOut() {
        if let tls { seal(tls) }
        var bytes: [UInt8] = []
        swap(&bytes, &output)  // what goes wrong on the way empties `output`
        transmit(&bytes)
    }

    /// Hands the bytes to the kernel as far as it takes them, the rest to libuv; the buffer comes back empty.
    func transmit(_ bytes: inout [UInt8]) {
        var sent = 0
        if unsent == 0, !bytes.isEmpty {
            sent = Int(
                bytes.withUnsafeMutableBytes { bytes in
                    var buffer = uv_buf_init(bytes.baseAddress!.assumingMemoryBound(to: CChar.self), UInt32(bytes.count))
                    return uv_try_write(stream, &buffer, 1)
                })
            if sent < 0 && sent != Int(UV_EAGAIN.rawValue) { abortLater(); return }
        }
        if sent < bytes.count { queue(bytes[max(0, sent)...]) }
        loop.buffers.give(back: &bytes)
    }

    /// Leaves the rest to libuv: one allocation holds the request and its bytes.
    private func queue(_ bytes: ArraySlice<UInt8>) {
        let header = MemoryLayout<uv_write_t>.stride
        let block = UnsafeMutableRawPointer.allocate(byteCount: header + bytes.count, alignment: 16)
        bytes.withUnsafeBytes { (block + header).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
        unsent += bytes.count
        if writeDue == Roll.never { watchOutput() }
        var buffer = uv_buf_init((block + header).assumingMemoryBound(to: CChar.self), UInt32(bytes.count))
        let request = block.bindMemory(to: uv_write_t.self, capacity: 1)
        request.pointee.data = UnsafeMutableRawPointer(bitPattern: bytes.count)
        uv_write(request, stream, &buffer, 1) { request, status in
            let count = Int(bitPattern: request!.pointee.data)
            let connection = Connection.of(request!.pointee.handle.pointee.data)
            UnsafeMutableRawPointer(request!).deallocate()
            connection.assumeIsolated { $0.wrote(count, status) }
        }
    }

    private func wrote(_ count: Int, _ status: Int32) {
        unsent -= count
        guard !isClosed else { return }
        guard status >= 0 else { abort(); return }
        if unsent == 0 { writeDue = Roll.never } else { watchOutput() }
        if unsent <= Self.lowWater, let waiting = whenRoom {
            whenRoom = nil
            waiting.resume(returning: true)
        }
        if unsent == 0, closesWhenSent != .stays, output.isEmpty { endOutput(); return }
        if conversation != nil, unsent < Self.highWater { proceed() }
    }

    private func watchOutput() {
        writeDue = loop.now + Int64(settings.writeTimeout)
        loop.roll.set(min(readDue, writeDue), for: seat)
    }

    /// A large piece may be under way for long: the client is slow only when it took nothing since the last look.
    func outputIsDue(_ now: Int64) {
        let left = Int(uv_stream_get_write_queue_size(stream))
        if left == 0 || left < lastQueue {
            lastQueue = left; watchOutput()
        } else if lastQueue == 0 {
            lastQueue = left; watchOutput()
        } else {
            abort()
        }
    }

    /// Sends what is there now and waits until the client has taken most of it. False when it is gone.
    func hasRoom() async -> Bool {
        flushOutput()
        guard !isClosed else { return false }
        guard unsent > Self.lowWater else { return true }
        return await withCheckedContinuation { whenRoom = $0 }
    }

    // MARK: The end

    /// Nothing more is read or written but what is there.
    func closeWhenSent(_ ending: Ending) {
        guard !isClosed, closesWhenSent == .stays else { return }
        closesWhenSent = ending
        if unsent == 0, output.isEmpty { endOutput() } else { willWrite() }
    }

    private func endOutput() {
        if let tls, tls.state == .open {
            sayGoodbye(tls)
            guard unsent == 0, !isClosed else { return }
        }
        guard closesWhenSent == .lingers, !isLingering else {
            if !isLingering { abort() }
            return
        }
        linger()
    }

    /// A client that is still sending would lose the last answer if the connection were closed under it.
    private func linger() {
        isLingering = true
        var descriptor: uv_os_fd_t = -1
        uv_fileno(UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_handle_t.self), &descriptor)
        shutdown(descriptor, Int32(SHUT_WR))
        wait(until: loop.now + Self.lingerTime)
        read()
    }
}

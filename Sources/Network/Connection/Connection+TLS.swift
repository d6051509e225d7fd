internal import CUV

/// A connection that speaks TLS: what comes is opened before it is read, what goes is sealed before it is sent.
extension Connection {
    /// Takes what came over an encrypted connection.
    func open(_ bytes: UnsafeRawBufferPointer, _ tls: TLSSession) {
        if tls.state == .handshaking, conversation?.exchange == 0, Self.looksPlain(bytes) { refusePlain(); return }
        var plain = loop.buffers.take(), answer = loop.buffers.take()
        tls.receive(bytes, plain: &plain, output: &answer)
        if !answer.isEmpty { transmit(&answer) }
        if !plain.isEmpty, !isClosed { plain.withUnsafeBytes { understand($0) } }
        loop.buffers.give(back: &plain)
        guard !isClosed else { return }
        switch tls.state {
        case .closed: ended(orderly: true)
        case .failed: abort()
        case .handshaking, .open: break
        }
    }

    /// The output of this turn, sealed.
    func seal(_ tls: TLSSession) {
        var sealed = loop.buffers.take()
        output.withUnsafeBytes { tls.send($0, output: &sealed) }
        loop.buffers.give(back: &output)
        output = sealed
    }

    /// Tells the client that nothing follows, so that it can tell an end from a cut.
    func sayGoodbye(_ tls: TLSSession) {
        var goodbye = loop.buffers.take()
        tls.close(output: &goodbye)
        if !goodbye.isEmpty { transmit(&goodbye) }
    }

    /// A handshake begins with 0x16; methods are capital letters.
    private static func looksPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes[0] >= UInt8(ascii: "A") && bytes[0] <= UInt8(ascii: "Z")
    }

    /// Somebody speaks plain HTTP to the encrypted port: told in plain text, once.
    private func refusePlain() {
        tls = nil
        willWrite()
        output.append(
            static: "HTTP/1.0 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nThis port speaks HTTPS.\n")
        closeWhenSent(.lingers)
    }
}

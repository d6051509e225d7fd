internal import CCrypto

/// What sessions read from and write to. Empty between calls, so all sessions of one loop share one.
final class TLSBuffers {
    fileprivate let incoming = BIO_new(BIO_s_mem())!, outgoing = BIO_new(BIO_s_mem())!
    fileprivate let scratch = UnsafeMutableRawPointer.allocate(byteCount: 16 << 10, alignment: 16)

    deinit {
        BIO_free(incoming)
        BIO_free(outgoing)
        scratch.deallocate()
    }
}

/// The server's side of one TLS connection: bytes in, bytes out, no socket. Used on one loop.
final class TLSSession {
    enum State { case handshaking, open, closed, failed }
    private(set) var state = State.handshaking
    private let ssl: OpaquePointer
    private let buffers: TLSBuffers

    init(_ context: TLSContext, _ buffers: TLSBuffers) {
        self.buffers = buffers
        ssl = SSL_new(context.context)
        BIO_up_ref(buffers.incoming)  // SSL_set_bio takes over one reference to each
        BIO_up_ref(buffers.outgoing)
        SSL_set_bio(ssl, buffers.incoming, buffers.outgoing)
        SSL_set_accept_state(ssl)
    }

    deinit { SSL_free(ssl) }

    /// Takes what the peer sent; appends what it said to `plain` and what it must be sent to `output`.
    func receive(_ bytes: UnsafeRawBufferPointer, plain: inout [UInt8], output: inout [UInt8]) {
        guard state == .handshaking || state == .open else { return }
        ERR_clear_error()  // the queue is the thread's: an old error there would look like one of this session
        BIO_write(buffers.incoming, bytes.baseAddress, Int32(bytes.count))
        while true {  // until OpenSSL has taken all bytes: part of a record waits in the SSL object
            let count = SSL_read(ssl, buffers.scratch, 16 << 10)  // also does the handshake
            if count <= 0 { stop(SSL_get_error(ssl, count)); break }
            plain.append(contentsOf: UnsafeRawBufferPointer(start: buffers.scratch, count: Int(count)))
        }
        cssl_reset(buffers.incoming)
        drain(into: &output)
    }

    private func stop(_ reason: Int32) {
        switch reason {
        case SSL_ERROR_WANT_READ: state = SSL_is_init_finished(ssl) == 1 ? .open : .handshaking
        case SSL_ERROR_ZERO_RETURN:  // the peer's close_notify
            SSL_shutdown(ssl)
            state = .closed
        default:  // not TLS, or against its rules; `output` gets the alert
            ERR_clear_error()
            state = .failed
        }
    }

    func send(_ bytes: UnsafeRawBufferPointer, output: inout [UInt8]) {
        guard state == .open, !bytes.isEmpty else { return }
        ERR_clear_error()
        var written = 0
        if SSL_write_ex(ssl, bytes.baseAddress, bytes.count, &written) != 1 { state = .failed }
        drain(into: &output)
    }

    /// Says that nothing follows (close_notify).
    func close(output: inout [UInt8]) {
        guard state == .open else { state = .closed; return }  // in a handshake it would only leave an error in the queue
        SSL_shutdown(ssl)
        state = .closed
        drain(into: &output)
    }

    private func drain(into output: inout [UInt8]) {
        var at: UnsafeMutablePointer<CChar>?
        let count = cssl_memory(buffers.outgoing, &at)
        if count > 0 { output.append(contentsOf: UnsafeRawBufferPointer(start: at, count: count)) }
        cssl_reset(buffers.outgoing)
    }
}

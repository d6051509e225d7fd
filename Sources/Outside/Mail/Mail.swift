internal import CCurl

#if canImport(Glibc)
    internal import Glibc
#endif

/// Sends mail over SMTP, on a pool's thread. Returns when the other server has taken the mail.
public struct Mail: Sendable {
    private let pool: WorkerPool
    private static let curl: Void = { curl_global_init(Int(CURL_GLOBAL_DEFAULT)) }()

    public init(pool: WorkerPool) { self.pool = pool }

    /// Throws `OutsideError.malformed` for an address or header that cannot be sent, `.failed` with curl's words for the rest.
    public func send(_ message: MailMessage, through server: MailServer) async throws {
        let bytes = try message.encoded(seconds: Int64(time(nil)), random: Token.secret())
        try await pool.run {
            try Self.deliver(bytes, through: server, from: message.from.address, to: message.to.address)
        }
    }

    /// Connects, greets and logs in, and sends nothing: whether the settings are right.
    public func probe(_ server: MailServer) async throws {
        try await pool.run { try Self.deliver(nil, through: server, from: "", to: "") }
    }

    private static func deliver(_ bytes: [UInt8]?, through server: MailServer, from: String, to: String) throws(OutsideError) {
        _ = curl
        guard let easy = curl_easy_init() else { throw .failed("curl") }
        defer { curl_easy_cleanup(easy) }
        try setUp(easy, server)
        guard let bytes else {
            ccurl_set_text(easy, CURLOPT_CUSTOMREQUEST, "NOOP")
            return try perform(easy)
        }
        ccurl_set_text(easy, CURLOPT_MAIL_FROM, "<\(from)>")
        let recipients = curl_slist_append(nil, "<\(to)>")
        defer { curl_slist_free_all(recipients) }
        ccurl_set_list(easy, CURLOPT_MAIL_RCPT, recipients)
        let letter = Letter(bytes)
        ccurl_set(easy, CURLOPT_UPLOAD, 1)
        ccurl_set_offset(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(bytes.count))
        ccurl_set_data(easy, CURLOPT_READDATA, Unmanaged.passUnretained(letter).toOpaque())
        ccurl_on_read(easy) { buffer, size, count, letter in
            guard let buffer, let letter else { return Int(CURL_READFUNC_ABORT) }
            return Unmanaged<Letter>.fromOpaque(letter).takeUnretainedValue().read(
                UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
        }
        try withExtendedLifetime(letter) { () throws(OutsideError) in try perform(easy) }
    }

    private static func setUp(_ easy: UnsafeMutableRawPointer, _ server: MailServer) throws(OutsideError) {
        let texts = [server.host, server.greeting, server.username, server.password]
        guard !texts.contains(where: { $0.utf8.contains { $0 < 0x20 } }), !server.host.isEmpty, !server.host.contains("/") else {
            throw .malformed("mail server settings")
        }
        let host = server.host.contains(":") && !server.host.hasPrefix("[") ? "[\(server.host)]" : server.host
        let scheme = server.security == .tls ? "smtps" : "smtp"
        ccurl_set_text(easy, CURLOPT_URL, "\(scheme)://\(host):\(server.port)/\(server.greeting)")
        ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        ccurl_set_text(easy, CURLOPT_PROXY, "")  // none from the environment
        ccurl_set(easy, CURLOPT_NOSIGNAL, 1)
        let (seconds, attoseconds) = server.timeout.components
        let milliseconds = Int(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
        ccurl_set(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds)
        ccurl_set(easy, CURLOPT_TIMEOUT_MS, milliseconds * 3)
        ccurl_set(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, milliseconds / 1000))
        if server.security == .startTLS { ccurl_set(easy, CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue)) }
        if server.skipsCertificateCheck {
            ccurl_set(easy, CURLOPT_SSL_VERIFYPEER, 0)
            ccurl_set(easy, CURLOPT_SSL_VERIFYHOST, 0)
        }
        if !server.username.isEmpty {
            ccurl_set_text(easy, CURLOPT_USERNAME, server.username)
            ccurl_set_text(easy, CURLOPT_PASSWORD, server.password)
        }
    }

    private static func perform(_ easy: UnsafeMutableRawPointer) throws(OutsideError) {
        let code = curl_easy_perform(easy)
        if code == CURLE_OK { return }
        var reply = 0
        ccurl_get(easy, CURLINFO_RESPONSE_CODE, &reply)
        let words = String(cString: curl_easy_strerror(code))
        throw .failed(reply > 0 ? "\(words) (the mail server said \(reply))" : words)
    }
}

/// The mail as curl reads it, piece by piece; used by one call on one thread.
private final class Letter {
    private let bytes: [UInt8]
    private var sent = 0
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - sent)
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[sent..<sent + count])) }
        sent += count
        return count
    }
}

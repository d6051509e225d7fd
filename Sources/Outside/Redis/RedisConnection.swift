internal import CCurl

#if canImport(Glibc)
    internal import Glibc
#endif

/// A connection to Redis, with TLS where the address says so: libcurl opens it (names, timeouts, certificates) and carries
/// bytes; what they mean is ours. It blocks and belongs to one thread.
final class RedisConnection {
    private let easy: UnsafeMutableRawPointer
    private let descriptor: Int32
    private var reader = RedisReader()

    /// Milliseconds for connecting, and for any answer.
    private static let patience = 5_000

    init(_ address: RedisAddress) throws {
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        guard let easy = curl_easy_init() else { throw RedisError("no memory for a connection") }
        do {
            Self.prepare(easy, address)
            let code = curl_easy_perform(easy)
            guard code == CURLE_OK else { throw RedisError(Self.reason(code)) }
            var socket = curl_socket_t(-1)
            guard ccurl_get_socket(easy, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK, socket >= 0 else { throw RedisError("no connection") }
            descriptor = socket
            self.easy = easy
        } catch {
            curl_easy_cleanup(easy)
            throw error
        }
    }

    deinit { curl_easy_cleanup(easy) }

    private static func prepare(_ easy: UnsafeMutableRawPointer, _ address: RedisAddress) {
        // The scheme only says whether there is TLS: with CONNECT_ONLY no HTTP is spoken.
        ccurl_set_text(easy, CURLOPT_URL, "\(address.usesTLS ? "https" : "http")://\(address.name)/")
        ccurl_set(easy, CURLOPT_CONNECT_ONLY, 1)
        ccurl_set(easy, CURLOPT_SSL_ENABLE_ALPN, 0)
        ccurl_set_text(easy, CURLOPT_PROXY, "")  // an empty name: none, whatever the environment says
        ccurl_set(easy, CURLOPT_NOSIGNAL, 1)
        ccurl_set(easy, CURLOPT_CONNECTTIMEOUT_MS, Self.patience)
        ccurl_set(easy, CURLOPT_TCP_KEEPALIVE, 1)
        ccurl_set(easy, CURLOPT_TCP_KEEPIDLE, 15)
        ccurl_set(easy, CURLOPT_TCP_KEEPINTVL, 5)
        if !address.authority.isEmpty { ccurl_set_text(easy, CURLOPT_CAINFO, address.authority) }
    }

    private static func reason(_ code: CURLcode) -> String {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: "the host is not known"
        case CURLE_COULDNT_CONNECT: "nothing listens there"
        case CURLE_OPERATION_TIMEDOUT: "it does not answer"
        case CURLE_PEER_FAILED_VERIFICATION: "its certificate is not trusted"
        case CURLE_SSL_CONNECT_ERROR: "it does not speak TLS as we do"
        default: String(cString: curl_easy_strerror(code))
        }
    }

    // MARK: Asking

    /// Sends commands without waiting for their answers.
    func send(_ commands: [[[UInt8]]]) throws {
        var bytes: [UInt8] = []
        for command in commands {
            bytes += "*\(command.count)\r\n".utf8
            for word in command {
                bytes += "$\(word.count)\r\n".utf8
                bytes += word
                bytes += [13, 10]
            }
        }
        var start = 0
        while start < bytes.count {
            var count = 0
            let code = bytes[start...].withUnsafeBytes { curl_easy_send(easy, $0.baseAddress, $0.count, &count) }
            start += count
            if code == CURLE_AGAIN {
                guard wait(for: POLLOUT, Self.patience, nil) else { throw RedisError("it takes nothing any more") }
            } else if code != CURLE_OK {
                throw RedisError("the connection broke")
            }
        }
    }

    /// What is there or comes within the time; `nil` when nothing did, or the alarm went off.
    func next(within milliseconds: Int, alarm: Int32? = nil) throws -> RedisValue? {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        while true {
            do { if let value = try reader.next() { return value } } catch { throw RedisError(error.description) }
            if try readMore() { continue }
            // What makes the socket readable may be TLS's own, and no byte of an answer: then the wait goes on.
            let left = max(.zero, end - .now)
            guard wait(for: POLLIN, Int(left / .milliseconds(1)), alarm) else { return nil }
        }
    }

    /// The next value, which must come.
    func answer() throws -> RedisValue {
        guard let value = try next(within: Self.patience) else { throw RedisError("it does not answer") }
        return value
    }

    /// False when there is nothing now.
    private func readMore() throws -> Bool {
        var count = 0
        let (code, bytes) = withUnsafeTemporaryAllocation(byteCount: 64 * 1_024, alignment: 16) { room -> (CURLcode, [UInt8]) in
            let code = curl_easy_recv(easy, room.baseAddress, room.count, &count)
            return (code, code == CURLE_OK ? Array(room[..<count]) : [])
        }
        if code == CURLE_AGAIN { return false }
        guard code == CURLE_OK, count > 0 else { throw RedisError("the connection broke") }
        reader.add(bytes)
        return true
    }

    /// True when the connection is ready; false when the time is over or the alarm went off, which is then reset.
    private func wait(for event: Int32, _ milliseconds: Int, _ alarm: Int32?) -> Bool {
        var polls = [
            pollfd(fd: descriptor, events: Int16(event), revents: 0), pollfd(fd: alarm ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&polls, 2, Int32(clamping: milliseconds)) > 0 else { return false }
        var count: UInt64 = 0
        if let alarm, polls[1].revents != 0 { _ = read(alarm, &count, 8) }
        return polls[0].revents != 0
    }
}

/// Why Redis cannot be used, in a sentence without its password.
public struct RedisError: Error, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

internal import CCurl

#if canImport(Glibc)
    internal import Glibc
#endif

/// A channel of Redis's publish and subscribe: one connection that hears and speaks (RESP3, Redis 6 and newer, Valkey).
/// It blocks and belongs to one thread.
public final class RedisChannel: @unchecked Sendable {  // `connection` and `heard` are the one thread's; `wake` writes to a descriptor only
    private let address: RedisAddress
    private let name: [UInt8]
    private var connection: RedisConnection?
    /// Messages that came between answers.
    private var heard: [[UInt8]] = []
    private let alarm = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))

    public init(_ address: RedisAddress, name: String) {
        self.address = address
        self.name = Array(name.utf8)
    }

    deinit { Glibc.close(alarm) }

    /// Connects, says who we are, and subscribes.
    public func open() throws {
        close()
        do {
            let connection = try RedisConnection(address)
            var hello = ["HELLO", "3"]
            if !address.password.isEmpty { hello += ["AUTH", address.user.isEmpty ? "default" : address.user, address.password] }
            try connection.send([hello.map { Array($0.utf8) }])
            if case .error(let text) = try connection.answer() { throw RedisError(Self.reason(text)) }
            try connection.send([[Array("SUBSCRIBE".utf8), name]])
            if case .error(let text) = try connection.answer() { throw RedisError(Self.reason(text)) }
            self.connection = connection
        } catch let error as RedisError {
            throw RedisError("Redis at \(address.name) cannot be used: \(error).")
        }
    }

    /// Redis's own words name no secret, but a word that is not known is repeated: only the first one is passed on.
    private static func reason(_ text: String) -> String {
        let code = String(text.prefix { $0 != " " })
        switch code {
        case "WRONGPASS": return "the user or the password is wrong"
        case "NOAUTH": return "it asks for a password, and none is given"
        case "NOPERM": return "the user may not subscribe to the channel"
        case "NOPROTO": return "it is older than Redis 6"
        case "LOADING": return "it is still reading its data"
        default:
            if text.contains("without any password configured") { return "it has no password, and one is given" }
            return text.lowercased().contains("unknown command") ? "it is older than Redis 6" : "it refuses (\(code))"
        }
    }

    public func close() {
        connection = nil
        heard = []
    }

    /// Says all of it in this order; returns when the server has taken it.
    public func publish(_ messages: [[UInt8]]) throws {
        guard let connection else { throw RedisError("the line is closed") }
        try connection.send(messages.map { [Array("PUBLISH".utf8), name, $0] })
        var unanswered = messages.count
        while unanswered > 0 {
            switch try connection.answer() {
            case .push(let parts): hear(parts)
            case .error(let text): throw RedisError(Self.reason(text))
            default: unanswered -= 1
            }
        }
    }

    /// What was said by anybody, ourselves included; nothing when woken or when the time is over.
    public func receive(within milliseconds: Int) throws -> [[UInt8]] {
        guard let connection else { throw RedisError("the line is closed") }
        var patience = heard.isEmpty ? milliseconds : 0
        while let value = try connection.next(within: patience, alarm: alarm) {
            if case .push(let parts) = value { hear(parts) }
            if heard.count >= 256 { break }
            patience = 0
        }
        defer { heard = [] }
        return heard
    }

    private func hear(_ parts: [RedisValue]) {
        if parts.count == 3, parts[0] == .bytes(Array("message".utf8)), case .bytes(let message) = parts[2] { heard.append(message) }
    }

    /// Ends a `receive` that waits; from any thread.
    public func wake() {
        var one: UInt64 = 1
        _ = write(alarm, &one, 8)
    }
}

internal import CCurl

/// Where a Redis or Valkey server is and how it is spoken to: `host:port`, or `redis://` and `rediss://` (TLS) with what
/// belongs to such an address: user, password, port, number of the database.
public struct RedisAddress: Sendable, Equatable {
    public private(set) var host = ""
    public private(set) var port = 6379
    public private(set) var usesTLS = false
    public private(set) var user = ""
    public private(set) var password = ""
    public private(set) var database = 0
    /// A file with the authority that signed the server's certificate, when the system does not know it.
    public var authority = ""

    /// The password and the database of the settings hold where the address has none of its own. `nil` when it is no address.
    public init?(_ text: String, password: String = "", database: Int = 0) {
        var rest = text[...]
        for (scheme, isEncrypted) in [("rediss://", true), ("redis://", false)] where rest.lowercased().hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            usesTLS = isEncrypted
            break
        }
        self.password = password
        self.database = max(0, database)
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            user = Self.decoded(parts[0])
            if parts.count > 1 { self.password = Self.decoded(parts[1]) }
            rest = rest[rest.index(after: at)...]
        }
        if let slash = rest.firstIndex(of: "/") {
            let number = rest[rest.index(after: slash)...].prefix { $0 != "?" }
            if !number.isEmpty {
                guard let number = Int(number), number >= 0 else { return nil }
                self.database = number
            }
            rest = rest[..<slash]
        }
        guard readHost(rest) else { return nil }
    }

    private mutating func readHost(_ text: Substring) -> Bool {
        let end: Substring
        if text.hasPrefix("[") {
            guard let bracket = text.firstIndex(of: "]") else { return false }
            host = String(text[...bracket])
            end = text[text.index(after: bracket)...]
        } else {
            host = String(text.prefix { $0 != ":" })
            end = text.dropFirst(host.count)
        }
        guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }) else {
            return false
        }
        if end.isEmpty { return true }
        guard end.hasPrefix(":"), let number = Int(end.dropFirst()), (1...65_535).contains(number) else { return false }
        port = number
        return true
    }

    /// What the log may say of it.
    public var name: String { "\(host):\(port)" }

    /// A `%` that no two hexadecimal digits follow stays.
    private static func decoded(_ text: Substring) -> String {
        var length: CInt = 0
        guard let bytes = curl_easy_unescape(nil, String(text), 0, &length) else { return String(text) }
        defer { curl_free(bytes) }
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: Int(length)), as: UTF8.self)
    }
}

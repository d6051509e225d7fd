/// The parts of a PostgreSQL URL, decoded. Passwords with raw reserved characters are common in practice, and understood
/// where only one reading makes sense.
struct PostgresURL {
    private(set) var user: String?
    private(set) var password: String?
    private(set) var database = ""
    private(set) var query: [(String, String)] = []
    private(set) var isDoubtful = false
    private var authority = ""

    /// `nil` when it is no PostgreSQL URL.
    init?(_ url: String) {
        guard let colon = url.firstRange(of: "://") else { return nil }
        guard ["postgres", "postgresql"].contains(url[..<colon.lowerBound].lowercased()) else { return nil }
        var rest = url[colon.upperBound...]
        if let at = Self.endOfUser(in: rest) {
            readUser(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        isDoubtful = isDoubtful || rest.contains("@")
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        authority = String(rest[..<end])
        let path = rest[end...].prefix { $0 != "?" }
        database = Self.decoded(path.dropFirst())
        for pair in rest[end...].dropFirst(path.count).dropFirst().split(separator: "&") {
            let name = pair.prefix { $0 != "=" }
            query.append((Self.decoded(name), Self.decoded(pair.dropFirst(name.count + 1))))
        }
    }

    /// The `@` before the host. Normally the last one before the path; after a path or a query when the password holds raw
    /// slashes or question marks, which shows in a colon that no port follows.
    private static func endOfUser(in rest: Substring) -> Substring.Index? {
        let strict = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let path = rest.dropFirst(strict.count).prefix { $0 != "?" }
        let hasColon = strict.drop { $0 != ":" }.dropFirst()
        let looksLikePort = hasColon.allSatisfy(\.isNumber)
        if let at = strict.lastIndex(of: "@") {
            return path.contains("@") ? rest.lastIndex(of: "@") : at
        }
        if hasColon.isEmpty || looksLikePort { return nil }
        return rest.lastIndex(of: "@")
    }

    private mutating func readUser(_ text: Substring) {
        let name = text.prefix { $0 != ":" }
        user = name.isEmpty ? nil : Self.decoded(name)
        let secret = text.dropFirst(name.count)
        if !secret.isEmpty { password = Self.decoded(secret.dropFirst()) }
        isDoubtful = text.contains { "@/?#".contains($0) }
    }

    /// Hosts and ports in libpq's form: two lists of the same length, separated by commas.
    func hostsAndPorts() throws(DataSourceError) -> (hosts: String, ports: String) {
        var hosts: [String] = [], ports: [String] = []
        for entry in authority.split(separator: ",", omittingEmptySubsequences: false) {
            var host = entry, port: Substring = ""
            if entry.hasPrefix("[") {
                guard let end = entry.firstIndex(of: "]") else {
                    throw DataSourceError("The host in the data source lacks its closing bracket.")
                }
                host = entry[entry.index(after: entry.startIndex)..<end]
                port = entry[entry.index(after: end)...].drop { $0 == ":" }
            } else if let colon = entry.firstIndex(of: ":") {
                host = entry[..<colon]
                port = entry[entry.index(after: colon)...]
            }
            guard port.isEmpty || (1...65_535).contains(Int(port) ?? 0) else {
                throw DataSourceError(
                    "The port in the data source is no number from 1 to 65535. If a password is meant, an @ must follow it, and "
                        + "its reserved characters must be percent-encoded.")
            }
            hosts.append(Self.decoded(host))
            ports.append(String(port))
        }
        return (hosts.joined(separator: ","), ports.contains { !$0.isEmpty } ? ports.joined(separator: ",") : "")
    }

    /// Percent-decoding that leaves a `%` alone which no two hexadecimal digits follow.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = [], rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let digits = Substring(rest.prefix(2))
            if byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

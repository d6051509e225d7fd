/// What a setting's value must be.
public struct Rule<Value: Sendable>: Sendable {
    /// The middle of the error's id, `model.config.is_valid.<id>.app_error`: contract.
    let id: String
    /// For people, to be read after "must be".
    let text: String
    let holds: @Sendable (Value) -> Bool
}

extension Rule where Value == Int {
    static func atLeast(_ least: Int, _ id: String) -> Rule { Rule(id: id, text: "at least \(least)") { $0 >= least } }

    static func range(_ range: ClosedRange<Int>, _ id: String) -> Rule {
        Rule(id: id, text: "from \(range.lowerBound) to \(range.upperBound)") { range.contains($0) }
    }
}

extension Rule where Value == [String] {
    /// Schemes of addresses, by RFC 3986.
    static func scheme(_ id: String) -> Rule {
        Rule(id: id, text: "schemes: a letter, then letters, digits, `+`, `-`, `.`") { schemes in
            schemes.allSatisfy { scheme in
                scheme.first.map { $0.isASCII && $0.isLetter } == true
                    && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
            }
        }
    }
}

extension Rule where Value == String {
    static func oneOf(_ choices: [String], _ id: String) -> Rule {
        let shown = choices.map { $0.isEmpty ? "empty" : "`\($0)`" }.joined(separator: ", ")
        return Rule(id: id, text: "one of \(shown)") { choices.contains($0) }
    }

    static func notEmpty(_ id: String) -> Rule { Rule(id: id, text: "given") { !$0.isEmpty } }

    static func maxLength(_ most: Int, _ id: String) -> Rule {
        Rule(id: id, text: "\(most) characters at most") { $0.unicodeScalars.count <= most }
    }

    static func minLength(_ least: Int, _ id: String, emptyAllowed: Bool) -> Rule {
        Rule(id: id, text: "\(least) characters at least\(emptyAllowed ? ", or empty" : "")") {
            $0.unicodeScalars.count >= least || emptyAllowed && $0.isEmpty
        }
    }

    static func url(_ id: String, emptyAllowed: Bool) -> Rule {
        Rule(id: id, text: "an address that begins with `http://` or `https://`\(emptyAllowed ? ", or empty" : "")") {
            SiteAddress($0, schemes: ["http", "https"]) != nil || emptyAllowed && $0.isEmpty
        }
    }

    static func urlOrEmpty(_ id: String) -> Rule { url(id, emptyAllowed: true) }

    static func webSocketURL(_ id: String) -> Rule {
        Rule(id: id, text: "an address that begins with `ws://` or `wss://`, or empty") {
            $0.isEmpty || SiteAddress($0, schemes: ["ws", "wss"]) != nil
        }
    }

    /// `host:port`, `:port`, `[::1]:port`.
    static func listenAddress(_ id: String) -> Rule {
        Rule(id: id, text: "a host and a port, or `:` and a port") { address in
            guard let colon = address.lastIndex(of: ":"), let port = UInt16(address[address.index(after: colon)...]) else { return false }
            _ = port
            let host = address[..<colon]
            return !host.contains(":") || host.hasPrefix("[") && host.hasSuffix("]")
        }
    }

    static func portOrEmpty(_ id: String) -> Rule {
        Rule(id: id, text: "a port, or empty") { $0.isEmpty || UInt16($0) != nil }
    }

    /// `23:59`.
    static func timeOfDay(_ id: String) -> Rule {
        Rule(id: id, text: "a time of day such as `02:00`") { text in
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]) else { return false }
            return (0..<24).contains(hour) && (0..<60).contains(minute)
        }
    }

    static func level(_ id: String) -> Rule {
        let levels = ["trace", "debug", "info", "warn", "error", "fatal", "panic"]
        return Rule(id: id, text: "one of \(levels.joined(separator: ", "))") { levels.contains($0.lowercased()) }
    }
}

/// An address taken apart as far as settings need it.
struct SiteAddress {
    let scheme: String
    /// Host and, where given, port.
    let authority: String
    /// The rest, without a slash at the end: the sub-path that the site lives under.
    let path: String

    init?(_ text: String, schemes: [String]) {
        guard let range = text.firstRange(of: "://") else { return nil }
        scheme = text[..<range.lowerBound].lowercased()
        let rest = text[range.upperBound...]
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        authority = String(rest[..<end])
        var path = rest[end...]
        while path.hasSuffix("/") { path = path.dropLast() }
        self.path = String(path)
        let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && !"<>\"{}|\\^`".unicodeScalars.contains($0) }
        guard isPlain, !authority.isEmpty, schemes.contains(scheme) else { return nil }
    }
}

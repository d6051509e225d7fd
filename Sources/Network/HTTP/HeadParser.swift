/// The head of a request (RFC 9112), whole, up to and with its empty line. As strict as the strictest peer: what a
/// proxy could read differently is refused, never repaired.
struct HeadParser {
    private let bytes: [UInt8]
    private var at = 0
    private var request: HTTPRequest
    private var host: Range<Int>?
    private var hasCoding = false

    private init(_ bytes: [UInt8], origin: Origin) {
        self.bytes = bytes
        request = HTTPRequest(origin: origin)
    }

    static func parse(_ head: [UInt8], origin: Origin, limits: HeadLimits) throws(Refusal) -> HTTPRequest {
        var parser = HeadParser(head, origin: origin)
        try parser.readRequestLine(limits)
        try parser.readFields(limits)
        try parser.checkWhole()
        parser.request.head = parser.bytes
        return parser.request
    }

    // MARK: Request line

    private mutating func readRequestLine(_ limits: HeadLimits) throws(Refusal) {
        while at < bytes.count, isTokenByte(bytes[at]) { at += 1 }
        guard at > 0, at <= 32, at < bytes.count, bytes[at] == 0x20 else { throw .malformed }
        request.methodRange = 0..<at
        at += 1
        let start = at
        while at < bytes.count, bytes[at] > 0x20, bytes[at] < 0x7F, bytes[at] != UInt8(ascii: "#") { at += 1 }
        guard at > start, at < bytes.count, bytes[at] == 0x20 else { throw .malformed }
        guard at - start <= limits.target else { throw .targetTooLong }
        request.targetRange = start..<at
        at += 1
        try readVersion()
        try readTarget()
    }

    private mutating func readVersion() throws(Refusal) {
        guard at + 10 <= bytes.count, bytes[at..<at + 5].elementsEqual("HTTP/".utf8), bytes[at + 8] == 13, bytes[at + 9] == 10 else {
            throw .malformed
        }
        switch (bytes[at + 5], bytes[at + 6], bytes[at + 7]) {
        case (0x31, 0x2E, 0x31): break
        case (0x31, 0x2E, 0x30): request.isVersion10 = true
        case (0x30...0x39, 0x2E, 0x30...0x39): throw .unsupportedVersion
        default: throw .malformed
        }
        at += 10
    }

    /// `/path?query`, `http://host/path?query`, or `*` for OPTIONS.
    private mutating func readTarget() throws(Refusal) {
        let target = request.targetRange
        var start = target.lowerBound
        if bytes[start] != UInt8(ascii: "/") {
            if target.count == 1, bytes[start] == UInt8(ascii: "*"), bytes[request.methodRange].elementsEqual("OPTIONS".utf8) {
                request.pathRange = target
                return
            }
            start = try readAuthority(target)
        }
        let end = bytes[start..<target.upperBound].firstIndex(of: UInt8(ascii: "?")) ?? target.upperBound
        request.pathRange = start..<end
        guard isCleanPath(start..<end) else { throw .malformed }
    }

    /// Whose authority says something else than `Host` is refused in `checkWhole`.
    private mutating func readAuthority(_ target: Range<Int>) throws(Refusal) -> Int {
        for scheme in ["http://", "https://"] where bytes[target].starts(with: scheme.utf8, by: { lowercased($0) == $1 }) {
            let start = target.lowerBound + scheme.utf8.count
            guard let slash = bytes[start..<target.upperBound].firstIndex(of: UInt8(ascii: "/")), slash > start else { throw .malformed }
            authority = start..<slash
            return slash
        }
        throw .malformed
    }
    private var authority: Range<Int>?

    private func isCleanPath(_ path: Range<Int>) -> Bool {
        guard bytes[path].contains(UInt8(ascii: "%")) else { return true }
        guard hasValidEscapes(bytes[path]) else { return false }
        for index in path.dropLast(2) where bytes[index] == UInt8(ascii: "%") && bytes[index + 1] == 0x30 && bytes[index + 2] == 0x30 {
            return false
        }
        return true
    }

    // MARK: Fields

    private mutating func readFields(_ limits: HeadLimits) throws(Refusal) {
        request.lines.reserveCapacity(12)
        while at < bytes.count, bytes[at] != 13 {
            let field = try Self.field(in: bytes, at: &at)
            guard request.lines.count < limits.fields else { throw .headTooLarge }
            request.lines.append(field)
            try note(field)
        }
        guard at + 2 == bytes.count, bytes[at + 1] == 10 else { throw .malformed }
    }

    /// One `name: value` line. A folded line, a space before the colon, a bare line feed or another control character is refused.
    static func field(in bytes: [UInt8], at: inout Int) throws(Refusal) -> HTTPRequest.Field {
        let name = at
        while at < bytes.count, isTokenByte(bytes[at]) { at += 1 }
        guard at > name, at < bytes.count, bytes[at] == UInt8(ascii: ":") else { throw .malformed }
        let nameEnd = at
        at += 1
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
        let value = at
        while at < bytes.count, isValueByte(bytes[at]) { at += 1 }
        guard at + 1 < bytes.count, bytes[at] == 13, bytes[at + 1] == 10 else { throw .malformed }
        var end = at
        while end > value, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
        at += 2
        return .init(nameStart: UInt32(name), nameEnd: UInt32(nameEnd), valueStart: UInt32(value), valueEnd: UInt32(end))
    }

    /// Takes note of the fields that say where the request ends and what becomes of the connection.
    private mutating func note(_ field: HTTPRequest.Field) throws(Refusal) {
        switch field.name.count {
        case 4 where isNamed("host", field):
            guard host == nil else { throw .malformed }
            host = field.value
        case 6 where isNamed("expect", field):
            guard isToken(field.value, "100-continue") else { throw .unmetExpectation }
            request.expectsContinue = true
        case 7 where isNamed("upgrade", field): request.wantsUpgrade = true
        case 10 where isNamed("connection", field):
            if hasElement(field.value, "close") { request.wantsClose = true }
            if hasElement(field.value, "keep-alive") { request.wantsKeepAlive = true }
        case 14 where isNamed("content-length", field): try noteLength(field.value)
        case 17 where isNamed("transfer-encoding", field):
            guard !hasCoding else { throw .malformed }
            hasCoding = true
            guard isToken(field.value, "chunked") else { throw .unsupportedCoding }
        default: break
        }
    }

    private mutating func noteLength(_ value: Range<Int>) throws(Refusal) {
        guard request.framing == .none, !value.isEmpty, value.count <= 18 else { throw .malformed }
        var length: Int64 = 0
        for byte in bytes[value] {
            guard byte >= 0x30, byte <= 0x39 else { throw .malformed }
            length = length * 10 + Int64(byte - 0x30)
        }
        request.framing = .length(length)
    }

    /// What only the whole head can tell.
    private mutating func checkWhole() throws(Refusal) {
        if hasCoding {
            guard request.framing == .none, !request.isVersion10 else { throw .malformed }
            request.framing = .chunked
        }
        guard let host else {
            guard request.isVersion10, authority == nil else { throw .malformed }
            return
        }
        guard bytes[host].allSatisfy(isHostByte) else { throw .malformed }
        if let authority, !bytes[authority].elementsEqual(bytes[host], by: { lowercased($0) == lowercased($1) }) { throw .malformed }
        if request.isVersion10 { request.expectsContinue = false }
    }

    // MARK: Comparing

    private func isNamed(_ name: StaticString, _ field: HTTPRequest.Field) -> Bool { isToken(field.name, name) }

    private func isToken(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        for offset in 0..<range.count where lowercased(bytes[range.lowerBound + offset]) != text.utf8Start[offset] { return false }
        return true
    }

    private func hasElement(_ range: Range<Int>, _ text: StaticString) -> Bool {
        if isToken(range, text) { return true }
        guard bytes[range].contains(UInt8(ascii: ",")) else { return false }
        return bytes[range].split(separator: UInt8(ascii: ",")).contains { part in
            let start = part.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? part.endIndex
            let end = part.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? start
            return isToken(start..<end, text)
        }
    }
}

@inline(__always) func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
    default: false
    }
}

@inline(__always) private func isValueByte(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F || byte == 0x09 }

private func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5B, 0x5D, 0x5F, 0x7E, 0x25: true
    default: false
    }
}

/// One request: its head as it came, and its body. Field names are compared without case.
///
/// Texts are cut out of the head when they are asked for, so a request that nobody asks costs two allocations.
public struct HTTPRequest: Sendable {
    struct Field: Sendable {
        let nameStart: UInt32, nameEnd: UInt32, valueStart: UInt32, valueEnd: UInt32
        var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
        var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
    }

    /// How the end of the body is found.
    enum Framing: Sendable, Equatable { case none, length(Int64), chunked }

    var head: [UInt8] = []
    var methodRange = 0..<0
    var targetRange = 0..<0
    var pathRange = 0..<0
    var lines: [Field] = []
    var framing = Framing.none
    var isVersion10 = false
    var wantsClose = false
    var wantsKeepAlive = false
    var wantsUpgrade = false
    var expectsContinue = false
    var origin: Origin

    /// The whole body, when the handler asked to have it collected.
    public var body: [UInt8] = []
    /// The body as it comes, when the handler asked for a stream.
    public internal(set) var bodyStream: BodyStream?
    /// What the router captured, in the order of the template, percent-decoded.
    public internal(set) var parameters: [String] = []

    init(origin: Origin) { self.origin = origin }

    public var method: String { text(methodRange) }
    /// The path as the client sent it.
    public var rawPath: String { text(pathRange) }
    /// The path with its percent escapes decoded. Routing goes by segments, so an encoded slash separates nothing there.
    public var path: String { percentDecoded(bytes: head[pathRange]) }
    /// What follows the question mark, as sent.
    public var query: String { text(queryRange) }
    /// Path and query as sent.
    public var target: String { text(pathRange.lowerBound..<targetRange.upperBound) }

    var queryRange: Range<Int> { pathRange.upperBound < targetRange.upperBound ? pathRange.upperBound + 1..<targetRange.upperBound : 0..<0 }

    /// The length that the client announced; nil when it did not.
    public var contentLength: Int64? {
        if case .length(let length) = framing { return length }
        return nil
    }

    /// The address of the client: the peer's, or what a trusted proxy says about it.
    public var remoteAddress: String { origin.clientAddress(for: self) }
    /// The client's side of the connection is encrypted, says a trusted proxy.
    public var isSecure: Bool { origin.isSecure(for: self) }
    /// It came over the Unix socket: from somebody with rights on this machine.
    public var isLocal: Bool { origin.isLocal }

    private func text(_ range: Range<Int>) -> String { String(decoding: head[range], as: UTF8.self) }

    /// The first value of a field; `name` in lower case.
    public func field(_ name: StaticString) -> String? { fieldRange(name).map { text($0) } }

    /// The bytes of the first value of a field; `name` in lower case. Costs no allocation.
    public func fieldBytes(_ name: StaticString) -> ArraySlice<UInt8>? { fieldRange(name).map { head[$0] } }

    /// All values of a field, in order; `name` in lower case.
    public func fields(_ name: StaticString) -> [String] {
        lines.indices.filter { isNamed(name, at: $0) }.map { text(lines[$0].value) }
    }

    /// All fields, in order, for those who write them down.
    public var allFields: [(name: String, value: String)] { lines.map { (text($0.name), text($0.value)) } }

    private func fieldRange(_ name: StaticString) -> Range<Int>? {
        for index in lines.indices where isNamed(name, at: index) { return lines[index].value }
        return nil
    }

    private func isNamed(_ name: StaticString, at index: Int) -> Bool {
        let field = lines[index]
        guard Int(field.nameEnd - field.nameStart) == name.utf8CodeUnitCount else { return false }
        return head.withUnsafeBufferPointer { head in
            for offset in 0..<name.utf8CodeUnitCount where lowercased(head[Int(field.nameStart) + offset]) != name.utf8Start[offset] {
                return false
            }
            return true
        }
    }
}

extension HTTPRequest {
    /// The first value of a query parameter, form-decoded (`+` is a space).
    public func queryValue(_ name: String) -> String? { firstQueryValue(name) }

    /// All values of a query parameter, form-decoded.
    public func queryValues(_ name: String) -> [String] {
        var found: [String] = []
        eachQueryPair { key, value in
            if key == name { found.append(formDecoded(value)) }
            return true
        }
        return found
    }

    private func firstQueryValue(_ name: String) -> String? {
        var found: String?
        eachQueryPair { key, value in
            guard key == name else { return true }
            found = formDecoded(value)
            return false
        }
        return found
    }

    /// Pairs with a broken escape count as not sent, as the recorded server has it.
    private func eachQueryPair(_ body: (_ key: String, _ value: ArraySlice<UInt8>) -> Bool) {
        for pair in head[queryRange].split(separator: UInt8(ascii: "&")) where hasValidEscapes(pair) {
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let value = equals < pair.endIndex ? pair[(equals + 1)...] : []
            if !body(formDecoded(pair[..<equals]), value) { return }
        }
    }
}

extension HTTPRequest {
    /// A request without a connection, for tests and for calls from inside; goes through the same parser.
    public init(
        _ method: String, _ target: String, fields: [(String, String)] = [], body: [UInt8] = [], from address: String = "127.0.0.1",
        isLocal: Bool = false
    ) {
        var text = "\(method) \(target) HTTP/1.1\r\n"
        if !fields.contains(where: { $0.0.lowercased() == "host" }) { text += "Host: localhost\r\n" }
        for (name, value) in fields { text += "\(name): \(value)\r\n" }
        text += "\r\n"
        do throws(Refusal) {
            self = try HeadParser.parse(Array(text.utf8), origin: Origin(address: address, isLocal: isLocal), limits: .init())
        } catch { preconditionFailure("not a request: \(error)") }
        self.body = body
    }
}

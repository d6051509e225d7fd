/// Writes JSON straight to bytes. Members and elements get their commas by themselves:
///
///     json.object { json in json.field("id", id); json.field("count", 3) }
public struct JSONWriter: ~Copyable {
    public private(set) var bytes: [UInt8] = []
    /// The last thing written was a whole value, so the next member needs a comma.
    private var needsComma = false

    public init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

    /// The bytes of one value.
    public static func bytes(of value: some JSONWritable) -> [UInt8] {
        var json = JSONWriter()
        value.write(to: &json)
        return json.bytes
    }

    /// The text of one value: for JSON inside a JSON string and for JSON columns.
    public static func text(of value: some JSONWritable) -> String { String(decoding: bytes(of: value), as: UTF8.self) }

    // MARK: Structure

    public mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        begin()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        try members(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    public mutating func array<C: Sequence>(_ elements: C, _ element: (inout JSONWriter, C.Element) throws -> Void) rethrows {
        begin()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        for item in elements { try element(&self, item) }
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// The name of a member; its value comes next. `name` needs no escape.
    @inline(__always)
    public mutating func key(_ name: StaticString) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// The name of a member that is only known when running.
    public mutating func key(text name: String) {
        begin()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    @inline(__always) public mutating func field(_ name: StaticString, _ value: String) { key(name); string(value) }
    @inline(__always) public mutating func field(_ name: StaticString, _ value: Int64) { key(name); integer(value) }
    @inline(__always) public mutating func field(_ name: StaticString, _ value: Bool) { key(name); bool(value) }
    public mutating func field(_ name: StaticString, _ value: some JSONWritable) { key(name); value.write(to: &self) }
    /// `null` when there is no value.
    public mutating func field(_ name: StaticString, orNull value: (some JSONWritable)?) {
        key(name)
        if let value { value.write(to: &self) } else { null() }
    }
    /// Left out when there is no value.
    public mutating func field(_ name: StaticString, ifPresent value: (some JSONWritable)?) { if let value { field(name, value) } }
    /// Left out when empty, as Go's `omitempty`.
    public mutating func field(_ name: StaticString, ifNotEmpty value: String) { if !value.isEmpty { field(name, value) } }
    public mutating func field(_ name: StaticString, ifNotZero value: Int64) { if value != 0 { field(name, value) } }
    public mutating func field(_ name: StaticString, ifTrue value: Bool) { if value { field(name, true) } }

    // MARK: Values

    @inline(__always)
    private mutating func begin() { if needsComma { bytes.append(UInt8(ascii: ",")) } }

    public mutating func null() { raw("null") }
    public mutating func bool(_ value: Bool) { if value { raw("true") } else { raw("false") } }

    /// A whole value that is JSON already.
    @inline(__always)
    public mutating func raw(_ text: StaticString) {
        begin()
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        needsComma = true
    }

    /// A whole value that is JSON already, as a JSON column holds it.
    public mutating func raw(json: some Sequence<UInt8>) {
        begin()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    public mutating func integer(_ value: Int64) {
        begin()
        needsComma = true
        if value >= 0 && value < 10 { bytes.append(UInt8(48 + value)); return }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var rest = value.magnitude, index = 20
            repeat {
                index -= 1
                digits[index] = UInt8(truncatingIfNeeded: 48 + rest % 10)
                rest /= 10
            } while rest > 0
            if value < 0 { index -= 1; digits[index] = UInt8(ascii: "-") }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[index...]))
        }
    }

    /// What JSON cannot say (infinities, NaN) becomes `null`.
    public mutating func double(_ value: Double) {
        guard value.isFinite else { null(); return }
        if let whole = Int64(exactly: value) { integer(whole); return }
        begin()
        bytes.append(contentsOf: "\(value)".utf8)
        needsComma = true
    }

    public mutating func string(_ value: String) {
        begin()
        quote(value)
        needsComma = true
    }

    private mutating func quote(_ value: String) {
        var value = value
        bytes.append(UInt8(ascii: "\""))
        value.withUTF8 { text in
            var start = 0
            var index = 0
            while index < text.count {
                let byte = text[index]
                if Self.isPlain(byte) { index += 1; continue }
                let length = byte == 0xE2 ? Self.lineSeparator(text, index) : 1
                if length == 0 { index += 1; continue }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
                if length == 3 { bytes.append(contentsOf: text[index + 2] == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8) } else { escape(byte) }
                index += length
                start = index
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Control characters, quotes and backslashes must be escaped; `<`, `>`, `&` and the two line separators are as well, so that
    /// an answer is safe inside a page, as clients of this interface know it.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        let low: UInt64 = 0xFFFF_FFFF | 1 << 34 | 1 << 38 | 1 << 60 | 1 << 62, high: UInt64 = 1 << 28  // bits are bytes: " & < > and \
        if byte >= 0x80 { return byte != 0xE2 }
        return (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte - 64)) & 1 == 0
    }

    /// 3 where U+2028 or U+2029 begins, 0 for another character.
    private static func lineSeparator(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        guard index + 2 < text.count, text[index + 1] == 0x80 else { return 0 }
        return text[index + 2] == 0xA8 || text[index + 2] == 0xA9 ? 3 : 0
    }

    private mutating func escape(_ byte: UInt8) {
        func two(_ letter: Unicode.Scalar) { bytes.append(UInt8(ascii: "\\")); bytes.append(UInt8(ascii: letter)) }
        switch byte {
        case UInt8(ascii: "\""): two("\"")
        case UInt8(ascii: "\\"): two("\\")
        case UInt8(ascii: "\n"): two("n")
        case UInt8(ascii: "\r"): two("r")
        case UInt8(ascii: "\t"): two("t")
        default:
            let digits: StaticString = "0123456789abcdef"
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(digits.utf8Start[Int(byte >> 4)])
            bytes.append(digits.utf8Start[Int(byte & 15)])
        }
    }
}

/// Something with one JSON form.
public protocol JSONWritable: Sendable { func write(to json: inout JSONWriter) }

extension String: JSONWritable { public func write(to json: inout JSONWriter) { json.string(self) } }
extension Int64: JSONWritable { public func write(to json: inout JSONWriter) { json.integer(self) } }
extension Int: JSONWritable { public func write(to json: inout JSONWriter) { json.integer(Int64(self)) } }
extension Bool: JSONWritable { public func write(to json: inout JSONWriter) { json.bool(self) } }
extension Array: JSONWritable where Element: JSONWritable {
    public func write(to json: inout JSONWriter) { json.array(self) { $1.write(to: &$0) } }
}
extension Optional: JSONWritable where Wrapped: JSONWritable {
    public func write(to json: inout JSONWriter) { if let self { self.write(to: &json) } else { json.null() } }
}
extension JSONValue: JSONWritable {
    public func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.null()
        case .bool(let value): json.bool(value)
        case .integer(let value): json.integer(value)
        case .double(let value): json.double(value)
        case .string(let value): json.string(value)
        case .array(let values): values.write(to: &json)
        case .object(let object): object.write(to: &json)
        }
    }
}
extension JSONObject: JSONWritable {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            for member in members {
                json.key(text: member.key)
                member.value.write(to: &json)
            }
        }
    }
}

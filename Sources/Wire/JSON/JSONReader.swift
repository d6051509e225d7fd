/// Reads one JSON document (RFC 8259) from bytes. A value without I/O: strict in syntax, and what is no UTF-8 or a lone
/// surrogate becomes U+FFFD, as the recorded server does.
public struct JSONReader {
    /// Why a document was refused; `offset` is the byte where reading stopped.
    public enum Refusal: Error, Equatable, Sendable {
        case unexpected(offset: Int)
        case tooDeep
    }

    /// Deeper documents are refused: reading recurses, and no client nests a tenth of this.
    public static let depthLimit = 256

    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var depth = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// A list of texts as a row holds it; a damaged one is an empty one, because whoever reads it cannot mend it.
    public static func strings(stored text: String) -> [String] {
        guard text.utf8.count > 2 else { return [] }
        return (try? read(text))?.strings ?? []  // see above
    }

    /// The whole of `bytes` as one value; white space around it is allowed, anything else is not.
    public static func read(_ bytes: [UInt8]) throws(Refusal) -> JSONValue {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, Refusal> in
            var reader = JSONReader(buffer)
            do throws(Refusal) {
                let value = try reader.value()
                reader.skipSpace()
                guard reader.at == buffer.count else { throw .unexpected(offset: reader.at) }
                return .success(value)
            } catch { return .failure(error) }
        }
        return try result.get()
    }

    public static func read(_ text: String) throws(Refusal) -> JSONValue { try read(Array(text.utf8)) }

    private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 { at += 1 }
    }

    private mutating func value() throws(Refusal) -> JSONValue {
        skipSpace()
        switch byte {
        case UInt8(ascii: "{"): return try nested(JSONReader.object)
        case UInt8(ascii: "["): return try nested(JSONReader.array)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(_ read: (inout JSONReader) throws(Refusal) -> JSONValue) throws(Refusal) -> JSONValue {
        guard depth < Self.depthLimit else { throw .tooDeep }
        depth += 1
        at += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private static func object(_ reader: inout JSONReader) throws(Refusal) -> JSONValue {
        var object = JSONObject()
        reader.skipSpace()
        if reader.byte == UInt8(ascii: "}") { reader.at += 1; return .object(object) }
        while true {
            reader.skipSpace()
            guard reader.byte == UInt8(ascii: "\"") else { throw .unexpected(offset: reader.at) }
            let key = try reader.string()
            reader.skipSpace()
            try reader.expect(UInt8(ascii: ":"))
            object.append(key, try reader.value())
            reader.skipSpace()
            if reader.byte == UInt8(ascii: ",") { reader.at += 1; continue }
            try reader.expect(UInt8(ascii: "}"))
            object.dropDoubles()
            return .object(object)
        }
    }

    private static func array(_ reader: inout JSONReader) throws(Refusal) -> JSONValue {
        var array: [JSONValue] = []
        reader.skipSpace()
        if reader.byte == UInt8(ascii: "]") { reader.at += 1; return .array(array) }
        while true {
            array.append(try reader.value())
            reader.skipSpace()
            if reader.byte == UInt8(ascii: ",") { reader.at += 1; continue }
            try reader.expect(UInt8(ascii: "]"))
            return .array(array)
        }
    }

    private mutating func expect(_ wanted: UInt8) throws(Refusal) {
        guard byte == wanted else { throw .unexpected(offset: at) }
        at += 1
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Refusal) -> JSONValue {
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes.count - at >= wanted.count, bytes[at..<at + wanted.count].elementsEqual(wanted) else { throw .unexpected(offset: at) }
        at += wanted.count
        return value
    }

    private mutating func number() throws(Refusal) -> JSONValue {
        let start = at
        if byte == UInt8(ascii: "-") { at += 1 }
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[at - whole] != UInt8(ascii: "0") else { throw .unexpected(offset: at) }
        var isWhole = true
        if byte == UInt8(ascii: ".") {
            at += 1
            isWhole = false
            guard digits() > 0 else { throw .unexpected(offset: at) }
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            at += 1
            isWhole = false
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
            guard digits() > 0 else { throw .unexpected(offset: at) }
        }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
        if isWhole, let value = Int64(text) { return .integer(value) }
        return .double(Double(text) ?? .infinity)
    }

    private mutating func digits() -> Int {
        let start = at
        while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 { at += 1 }
        return at - start
    }

    private mutating func string() throws(Refusal) -> String {
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"), bytes[at] >= 0x20 { at += 1 }
        guard let stop = byte, stop >= 0x20 else { throw .unexpected(offset: at) }
        if stop == UInt8(ascii: "\"") {
            defer { at += 1 }
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
        }
        return try escapedString(Array(bytes[start..<at]))
    }

    /// The rest of a string that has an escape in it.
    private mutating func escapedString(_ beginning: [UInt8]) throws(Refusal) -> String {
        var text = beginning
        while let next = byte {
            at += 1
            switch next {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw .unexpected(offset: at - 1)
            default: text.append(next)
            }
        }
        throw .unexpected(offset: at)
    }

    private mutating func escape(into text: inout [UInt8]) throws(Refusal) {
        guard let kind = byte else { throw .unexpected(offset: at) }
        at += 1
        switch kind {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(kind)
        case UInt8(ascii: "u"): text.append(contentsOf: Array(String(Character(try escapedScalar())).utf8))
        default: throw .unexpected(offset: at - 1)
        }
    }

    private mutating func escapedScalar() throws(Refusal) -> Unicode.Scalar {
        let first = try hex4()
        if let scalar = Unicode.Scalar(first) { return scalar }
        let isHigh = first < 0xDC00
        if isHigh, bytes.count - at >= 6, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") {
            let back = at
            at += 2
            let second = try hex4()
            if (0xDC00...0xDFFF).contains(second) {
                return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
            }
            at = back
        }
        return "\u{FFFD}"
    }

    private mutating func hex4() throws(Refusal) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = byte.flatMap(hexValue) else { throw .unexpected(offset: at) }
            value = value << 4 | UInt32(digit)
            at += 1
        }
        return value
    }
}

private func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
}

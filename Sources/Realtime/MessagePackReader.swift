internal import Wire

/// Reads one MessagePack document whose maps have strings for keys: what the mobile and Go clients may send instead of JSON.
struct MessagePackReader {
    private let bytes: [UInt8]
    private var at = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// `nil` for anything malformed, cut short, too deep or followed by more.
    static func read(_ bytes: [UInt8]) -> JSONValue? {
        var reader = MessagePackReader(bytes)
        guard let value = reader.value(), reader.at == bytes.count else { return nil }
        return value
    }

    private mutating func value() -> JSONValue? {
        guard depth < 64, let first = byte() else { return nil }
        depth += 1
        defer { depth -= 1 }
        switch first {
        case 0x00...0x7F: return .integer(Int64(first))
        case 0x80...0x8F: return map(Int(first & 0x0F))
        case 0x90...0x9F: return array(Int(first & 0x0F))
        case 0xA0...0xBF: return text(Int(first & 0x1F))
        case 0xC0: return .null
        case 0xC2, 0xC3: return .bool(first == 0xC3)
        case 0xE0...0xFF: return .integer(Int64(Int8(bitPattern: first)))
        default: return sized(first)
        }
    }

    private mutating func sized(_ first: UInt8) -> JSONValue? {
        switch first {
        case 0xC4, 0xD9: number(1).flatMap { text(Int($0)) }
        case 0xC5, 0xDA: number(2).flatMap { text(Int($0)) }
        case 0xC6, 0xDB: number(4).flatMap { text(Int($0)) }
        case 0xCA: number(4).map { .double(Double(Float(bitPattern: UInt32($0)))) }
        case 0xCB: number(8).map { .double(Double(bitPattern: $0)) }
        case 0xCC: number(1).map { .integer(Int64($0)) }
        case 0xCD: number(2).map { .integer(Int64($0)) }
        case 0xCE: number(4).map { .integer(Int64($0)) }
        case 0xCF: number(8).flatMap { Int64(exactly: $0) }.map { .integer($0) }
        case 0xD0: number(1).map { .integer(Int64(Int8(truncatingIfNeeded: $0))) }
        case 0xD1: number(2).map { .integer(Int64(Int16(truncatingIfNeeded: $0))) }
        case 0xD2: number(4).map { .integer(Int64(Int32(truncatingIfNeeded: $0))) }
        case 0xD3: number(8).map { .integer(Int64(bitPattern: $0)) }
        case 0xDC: number(2).flatMap { array(Int($0)) }
        case 0xDD: number(4).flatMap { array(Int($0)) }
        case 0xDE: number(2).flatMap { map(Int($0)) }
        case 0xDF: number(4).flatMap { map(Int($0)) }
        default: nil
        }
    }

    private mutating func byte() -> UInt8? {
        guard at < bytes.count else { return nil }
        at += 1
        return bytes[at - 1]
    }

    private mutating func number(_ size: Int) -> UInt64? {
        guard bytes.count - at >= size else { return nil }
        defer { at += size }
        return bytes[at..<at + size].reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func text(_ length: Int) -> JSONValue? {
        guard bytes.count - at >= length else { return nil }
        defer { at += length }
        return .string(String(decoding: bytes[at..<at + length], as: UTF8.self))
    }

    private mutating func array(_ count: Int) -> JSONValue? {
        guard count <= bytes.count - at else { return nil }
        var values: [JSONValue] = []
        for _ in 0..<count {
            guard let value = value() else { return nil }
            values.append(value)
        }
        return .array(values)
    }

    private mutating func map(_ count: Int) -> JSONValue? {
        guard count <= bytes.count - at else { return nil }
        var members: [(key: String, value: JSONValue)] = []
        for _ in 0..<count {
            guard case .string(let key) = value(), let value = value() else { return nil }
            members.append((key, value))
        }
        return .object(JSONObject(members))
    }
}

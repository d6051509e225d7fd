/// One answer or message of a Redis server (RESP3).
public enum RedisValue: Sendable, Equatable {
    case text(String)
    case error(String)
    case integer(Int64)
    case bytes([UInt8])
    case none
    case list([RedisValue])
    /// What nobody asked for: messages of a channel.
    case push([RedisValue])
}

/// Takes RESP3 apart as it comes. A value without I/O; any bytes make values, wait for more, or are refused.
struct RedisReader {
    /// What came is no RESP3, or larger than anything that is ours.
    struct Refusal: Error, CustomStringConvertible { let description = "what answers is no Redis server" }

    private var bytes: [UInt8] = []
    private var at = 0

    private static let lengthLimit = 256 * 1_024 * 1_024, countLimit = 1_000_000, depthLimit = 8

    mutating func add(_ more: some Sequence<UInt8>) {
        if at > 0, at == bytes.count { bytes.removeAll(keepingCapacity: bytes.capacity <= 1_024 * 1_024) } else { bytes.removeFirst(at) }
        at = 0
        bytes.append(contentsOf: more)
    }

    /// The next value; `nil` while it is not there as a whole.
    mutating func next() throws(Refusal) -> RedisValue? {
        let start = at
        let value = try value(depth: 0)
        if value == nil { at = start }
        return value
    }

    private mutating func value(depth: Int) throws(Refusal) -> RedisValue? {
        guard depth < Self.depthLimit else { throw Refusal() }
        guard let kind = bytes.indices.contains(at) ? bytes[at] : nil, let line = try line() else { return nil }
        switch kind {
        case UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: "#"): return .text(String(decoding: line, as: UTF8.self))
        case UInt8(ascii: "-"): return .error(String(decoding: line, as: UTF8.self))
        case UInt8(ascii: ":"): return .integer(try Self.integer(line))
        case UInt8(ascii: "_"): return RedisValue.none
        case UInt8(ascii: "$"), UInt8(ascii: "="), UInt8(ascii: "!"): return try bulk(kind, try Self.integer(line))
        case UInt8(ascii: "*"), UInt8(ascii: "~"): return try list(try Self.integer(line), depth).map { .list($0) }
        case UInt8(ascii: ">"): return try list(try Self.integer(line), depth).map { .push($0) }
        case UInt8(ascii: "%"), UInt8(ascii: "|"):
            let pairs = try Self.integer(line)
            guard pairs <= Int64(Self.countLimit) else { throw Refusal() }
            return try list(pairs * 2, depth).map { .list($0) }
        default: throw Refusal()
        }
    }

    /// What follows the kind, up to the end of its line.
    private mutating func line() throws(Refusal) -> ArraySlice<UInt8>? {
        guard let end = bytes[(at + 1)...].firstIndex(of: 13) else {
            guard bytes.count - at < 64 * 1_024 else { throw Refusal() }
            return nil
        }
        guard end + 1 < bytes.count else { return nil }
        guard bytes[end + 1] == 10 else { throw Refusal() }
        defer { at = end + 2 }
        return bytes[(at + 1)..<end]
    }

    private mutating func bulk(_ kind: UInt8, _ length: Int64) throws(Refusal) -> RedisValue? {
        if length == -1 { return RedisValue.none }
        guard (0...Int64(Self.lengthLimit)).contains(length) else { throw Refusal() }
        let end = at + Int(length)
        guard end + 2 <= bytes.count else { return nil }
        guard bytes[end] == 13, bytes[end + 1] == 10 else { throw Refusal() }
        defer { at = end + 2 }
        return kind == UInt8(ascii: "!") ? .error(String(decoding: bytes[at..<end], as: UTF8.self)) : .bytes(Array(bytes[at..<end]))
    }

    private mutating func list(_ count: Int64, _ depth: Int) throws(Refusal) -> [RedisValue]? {
        if count == -1 { return [] }
        guard (0...Int64(Self.countLimit * 2)).contains(count) else { throw Refusal() }
        var values: [RedisValue] = []
        for _ in 0..<count {
            guard let value = try value(depth: depth + 1) else { return nil }
            values.append(value)
        }
        return values
    }

    private static func integer(_ line: ArraySlice<UInt8>) throws(Refusal) -> Int64 {
        guard let number = Int64(String(decoding: line, as: UTF8.self)) else { throw Refusal() }
        return number
    }
}

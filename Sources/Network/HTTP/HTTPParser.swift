/// HTTP/1.1 requests (RFC 9112) as a value: bytes in, parts of requests or a refusal out. Does no I/O and holds no
/// more than it is given, so it is tested and fuzzed alone. After a refusal it is of no further use.
public struct HTTPParser: Sendable {
    public enum Part: Sendable {
        case head(HTTPRequest)
        case body([UInt8])
        case end
    }

    private enum Stage { case head, body(remaining: Int64), chunkLine, chunk(remaining: Int64), chunkEnd, trailers, end }

    private var pending: [UInt8] = []
    private var start = 0
    private var scanned = 0
    private var overhead = 0
    private var stage = Stage.head
    private let origin: Origin
    private let limits: HeadLimits

    public init(limits: HeadLimits = HeadLimits()) { self.init(limits: limits, origin: Origin(address: "", isLocal: false)) }

    init(limits: HeadLimits, origin: Origin) {
        self.limits = limits
        self.origin = origin
    }

    /// Nothing of a request has come yet.
    public var isIdle: Bool {
        if case .head = stage { return start == pending.count }
        return false
    }

    /// Bytes that have come and were not taken yet.
    public var waiting: Int { pending.count - start }

    public mutating func receive(_ bytes: UnsafeRawBufferPointer) {
        if start > 0 {
            pending.removeFirst(start)
            scanned -= start
            start = 0
        }
        pending.append(contentsOf: bytes)
    }

    /// What came behind the last request: it belongs to the WebSocket that the connection becomes.
    mutating func takeRest() -> [UInt8] {
        defer { drop(waiting) }
        return Array(pending[start...])
    }

    /// The next part, if it is here.
    public mutating func next() throws(Refusal) -> Part? {
        switch stage {
        case .head: return try nextHead().map { .head($0) }
        case .body(let remaining): return nextPiece(remaining)
        case .end:
            stage = .head
            scanned = start
            return .end
        default: return try nextChunks()
        }
    }

    private mutating func drop(_ count: Int) {
        start += count
        if start == pending.count {
            pending = []
            start = 0
        }
        scanned = start
    }

    // MARK: Head

    private mutating func nextHead() throws(Refusal) -> HTTPRequest? {
        guard start < pending.count else { return nil }
        guard isTokenByte(pending[start]) else { throw .malformed }
        guard let end = endOfLines() else {
            if waiting > limits.head { throw longHead }
            return nil
        }
        guard end - start <= limits.head else { throw longHead }
        let request = try HeadParser.parse(Array(pending[start..<end]), origin: origin, limits: limits)
        drop(end - start)
        switch request.framing {
        case .none, .length(0): stage = .end
        case .length(let length): stage = .body(remaining: length)
        case .chunked: stage = .chunkLine
        }
        overhead = 0
        return request
    }

    /// A head that is too long because its first line is.
    private var longHead: Refusal { pending[start...].prefix(limits.target + 40).contains(10) ? .headTooLarge : .targetTooLong }

    /// Just behind the empty line that ends a head; continues where the last search ended.
    private mutating func endOfLines() -> Int? {
        let first = start
        let (found, reached): (Int?, Int) = pending.withUnsafeBufferPointer { bytes in
            var index = max(scanned, first + 3)
            while index < bytes.count {
                if bytes[index] == 10, bytes[index - 1] == 13, bytes[index - 2] == 10, bytes[index - 3] == 13 { return (index + 1, index) }
                index += 1
            }
            return (nil, index)
        }
        scanned = reached
        return found
    }

    // MARK: Body

    private mutating func nextPiece(_ remaining: Int64) -> Part? {
        guard waiting > 0 else { return nil }
        let count = Int(min(Int64(waiting), remaining))
        let piece = Array(pending[start..<start + count])
        drop(count)
        stage = Int64(count) == remaining ? .end : .body(remaining: remaining - Int64(count))
        return .body(piece)
    }

    /// All chunk data that is here in one piece, so that tiny chunks cost their sender more than us.
    private mutating func nextChunks() throws(Refusal) -> Part? {
        var piece: [UInt8] = []
        while true {
            switch stage {
            case .chunkLine:
                guard let size = try readChunkLine() else { return piece.isEmpty ? nil : .body(piece) }
                stage = size == 0 ? .trailers : .chunk(remaining: size)
            case .chunk(let remaining):
                guard waiting > 0 else { return piece.isEmpty ? nil : .body(piece) }
                let count = Int(min(Int64(waiting), remaining))
                piece.append(contentsOf: pending[start..<start + count])
                drop(count)
                stage = Int64(count) == remaining ? .chunkEnd : .chunk(remaining: remaining - Int64(count))
            case .chunkEnd:
                if waiting > 0, pending[start] != 13 { throw .malformed }
                guard waiting >= 2 else { return piece.isEmpty ? nil : .body(piece) }
                guard pending[start + 1] == 10 else { throw .malformed }
                drop(2)
                stage = .chunkLine
            case .trailers:
                if try readTrailers() { stage = .end }
                if !piece.isEmpty { return .body(piece) }
                if case .end = stage { return try next() }
                return nil
            default: return piece.isEmpty ? nil : .body(piece)
            }
        }
    }

    /// `size[;extension]`; at most eight digits, no spaces before the semicolon.
    private mutating func readChunkLine() throws(Refusal) -> Int64? {
        var index = start, size: Int64 = 0
        while index < pending.count, let digit = hexValue(pending[index]) {
            guard index - start < 8 else { throw .malformed }
            size = size << 4 | Int64(digit)
            index += 1
        }
        guard index < pending.count else { return nil }
        guard index > start else { throw .malformed }
        if pending[index] == UInt8(ascii: ";") {
            while index < pending.count, pending[index] >= 0x20, pending[index] < 0x7F || pending[index] == 0x09 {
                index += 1
                guard index - start < 256 else { throw .malformed }
            }
            guard index < pending.count else { return nil }
        }
        guard pending[index] == 13 else { throw .malformed }
        guard index + 1 < pending.count else { return nil }
        guard pending[index + 1] == 10 else { throw .malformed }
        overhead += index - start
        guard overhead <= limits.head * 16 else { throw .malformed }
        drop(index + 2 - start)
        return size
    }

    /// Fields behind the last chunk are checked and forgotten: nothing here trusts what comes so late.
    private mutating func readTrailers() throws(Refusal) -> Bool {
        if waiting > 0, pending[start] == 13 {
            guard waiting > 1 else { return false }
            guard pending[start + 1] == 10 else { throw .malformed }
            drop(2)
            return true
        }
        guard let end = endOfLines() else {
            if waiting > limits.head { throw .headTooLarge }
            return false
        }
        guard end - start <= limits.head else { throw .headTooLarge }
        var at = 0, count = 0
        let lines = Array(pending[start..<end])
        while lines[at] != 13 {
            _ = try HeadParser.field(in: lines, at: &at)
            count += 1
            guard count <= limits.fields else { throw .headTooLarge }
        }
        drop(end - start)
        return true
    }
}

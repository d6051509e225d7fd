#if canImport(Glibc)
    internal import Glibc
#endif

/// Forms with files (RFC 7578) as a value: bytes in, parts out, in pieces as they come. Does no I/O and holds no more than a
/// part's head or the length of the boundary, so a file of any size goes through in constant memory.
public struct MultipartParser: Sendable {
    /// What stands before a part.
    public struct Head: Sendable, Equatable {
        /// The field's name.
        public var name = ""
        /// `nil` for a plain field.
        public var filename: String?
        public var contentType = ""
    }

    public enum Event: Sendable, Equatable {
        case head(Head)
        case data([UInt8])
        /// The part is whole.
        case end
        /// Nothing that follows belongs to the form.
        case finished
    }

    public enum Refusal: Error, Equatable { case malformed, headTooLarge, tooManyParts }

    private enum Stage { case preamble, edge, head, body, finished }

    private static let headLimit = 16 * 1024
    private static let preambleLimit = 64 * 1024
    private static let partLimit = 1_000

    private let delimiter: [UInt8]
    private var pending: [UInt8] = [13, 10]  // the first boundary may stand at the very beginning, without its line end
    private var start = 0
    private var stage = Stage.preamble
    private var skipped = 0
    private var parts = 0

    /// `nil` when the content type is no form, or names no boundary that is allowed.
    public init?(contentType: String) {
        guard contentType.lowercased().hasPrefix("multipart/"), let boundary = Self.parameter("boundary", of: contentType),
            !boundary.isEmpty, boundary.utf8.count <= 70
        else { return nil }
        self.init(boundary: boundary)
    }

    public init(boundary: String) { delimiter = Array("\r\n--\(boundary)".utf8) }

    public mutating func receive(_ bytes: some Collection<UInt8>) {
        if start > 0 {
            pending.removeFirst(start)
            start = 0
        }
        pending.append(contentsOf: bytes)
    }

    /// The next event, if enough is here for one.
    public mutating func next() throws(Refusal) -> Event? {
        while true {
            switch stage {
            case .preamble: guard try skipPreamble() else { return nil }
            case .edge:
                guard try passEdge() else { return nil }
                if stage == .finished { return .finished }
            case .head:
                guard let head = try readHead() else { return nil }
                stage = .body
                return .head(head)
            case .body:
                guard let data = readBody() else { return nil }
                if !data.isEmpty { return .data(data) }
                stage = .edge
                return .end
            case .finished:
                start = pending.count
                return nil
            }
        }
    }

    private mutating func skipPreamble() throws(Refusal) -> Bool {
        if let found = find(delimiter, from: start) {
            start = found + delimiter.count
            stage = .edge
            return true
        }
        let kept = max(start, pending.count - delimiter.count + 1)
        skipped += kept - start
        start = kept
        guard skipped <= Self.preambleLimit else { throw .malformed }
        return false
    }

    /// What follows a boundary: two dashes at the end of the form, or a line end, with blanks before it.
    private mutating func passEdge() throws(Refusal) -> Bool {
        var at = start
        while at < pending.count, pending[at] == 32 || pending[at] == 9 { at += 1 }
        guard at - start <= 256 else { throw .malformed }
        guard at + 2 <= pending.count else { return false }
        switch (pending[at], pending[at + 1]) {
        case (UInt8(ascii: "-"), UInt8(ascii: "-")) where at == start: stage = .finished
        case (13, 10):
            parts += 1
            guard parts <= Self.partLimit else { throw .tooManyParts }
            start = at  // the line end stays: a head may be empty
            stage = .head
            return true
        default: throw .malformed
        }
        start = at + 2
        return true
    }

    private mutating func readHead() throws(Refusal) -> Head? {
        guard let end = find([13, 10, 13, 10], from: start) else {
            guard pending.count - start <= Self.headLimit else { throw .headTooLarge }
            return nil
        }
        guard end - start <= Self.headLimit else { throw .headTooLarge }
        defer { start = end + 4 }
        return try Self.head(pending[start..<end])
    }

    /// Data as far as it cannot be the beginning of a boundary; empty when the boundary is next.
    private mutating func readBody() -> [UInt8]? {
        if let found = find(delimiter, from: start) {
            defer { start = found == start ? found + delimiter.count : found }
            return Array(pending[start..<found])
        }
        let safe = pending.count - delimiter.count + 1
        guard safe > start else { return nil }
        defer { start = safe }
        return Array(pending[start..<safe])
    }

    /// Looks for the whole only where its first byte is: bodies are large, boundaries rare.
    private func find(_ needle: [UInt8], from first: Int) -> Int? {
        pending.withUnsafeBufferPointer { (bytes) -> Int? in
            guard let base = bytes.baseAddress else { return nil }
            var at = first
            while at + needle.count <= bytes.count, let hit = memchr(base + at, Int32(needle[0]), bytes.count - at) {
                let place = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
                guard place + needle.count <= bytes.count else { return nil }
                if memcmp(base + place, needle, needle.count) == 0 { return place }
                at = place + 1
            }
            return nil
        }
    }
}

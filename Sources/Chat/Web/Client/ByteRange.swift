internal import Synchronization

/// One range of a `Range` field (RFC 9110 section 14); several, and what cannot be satisfied, count as none: the whole
/// file is a correct answer to both.
struct ByteRange {
    let lowerBound: Int
    let upperBound: Int

    init?(_ field: String, size: Int) {
        guard field.hasPrefix("bytes="), !field.contains(",") else { return nil }
        let parts = field.dropFirst("bytes=".count).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        if parts[0].isEmpty {
            guard let count = Int(parts[1]), count > 0, size > 0 else { return nil }
            (lowerBound, upperBound) = (max(0, size - count), size)
        } else {
            guard let start = Int(parts[0]), start >= 0, start < size else { return nil }
            let last = parts[1].isEmpty ? size - 1 : Int(parts[1]) ?? -1
            guard last >= start else { return nil }
            (lowerBound, upperBound) = (start, min(last, size - 1) + 1)
        }
    }
}

/// How far a file has been given out.
final class Position: Sendable {
    private let next: Mutex<Int>
    init(_ start: Int) { next = Mutex(start) }

    /// The next piece, empty at the end.
    func take(upTo count: Int, before end: Int) -> Range<Int> {
        next.withLock { next in
            let start = next
            next = min(end, start + count)
            return start..<next
        }
    }
}

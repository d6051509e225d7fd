/// The parts of a file that a `Range` field asks for (RFC 9110, section 14), as the recorded server reads it: what is no range
/// at all is refused, too.
enum FileRanges: Equatable {
    case whole
    case parts([Range<Int>])
    /// None of them lies in the file.
    case beyond
    case malformed

    /// More than this would only be asked for to make work.
    private static let most = 32

    init(_ field: String?, size: Int) {
        guard let field, !field.isEmpty else { self = .whole; return }
        guard field.hasPrefix("bytes=") else { self = .malformed; return }
        var parts: [Range<Int>] = [], isBeyond = false
        for piece in field.dropFirst("bytes=".count).split(separator: ",") {
            let text = piece.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            guard !text.isEmpty else { continue }
            guard let range = Self.range(text, size: size) else { self = .malformed; return }
            if range.isEmpty { isBeyond = true } else { parts.append(range) }
        }
        guard !parts.isEmpty else { self = isBeyond ? .beyond : .whole; return }
        let asked = parts.reduce(0) { $0 + $1.count }
        self = parts.count > Self.most || (parts.count > 1 && asked > size) ? .whole : .parts(parts)
    }

    /// `nil` for what is no range; empty for one that begins behind the end.
    private static func range(_ text: Substring, size: Int) -> Range<Int>? {
        let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }) else { return nil }
        if ends[0].isEmpty {
            guard let count = Int(ends[1]) else { return nil }
            return max(0, size - count)..<size
        }
        guard let start = Int(ends[0]) else { return nil }
        let last = ends[1].isEmpty ? size - 1 : Int(ends[1]) ?? size - 1
        guard ends[1].isEmpty || last >= start else { return nil }
        return start < size ? start..<min(size, last + 1) : 0..<0
    }
}

#if canImport(Glibc)
    internal import Glibc
#endif

/// A time zone as the system's files have it (RFC 8536), for the one question that is asked of it: how late is it there.
public struct ZoneFile: Sendable {
    /// The same everywhere.
    public static let utc = ZoneFile(changes: [], kinds: [Kind(offset: 0, name: "UTC")])

    struct Kind: Sendable, Equatable { let offset: Int64; let name: String }
    private let changes: [(time: Int64, kind: Int)]
    private let kinds: [Kind]

    private init(changes: [(time: Int64, kind: Int)], kinds: [Kind]) { (self.changes, self.kinds) = (changes, kinds) }

    /// `Europe/Berlin`; `nil` for what is no such name or is not there.
    public init?(named name: String) {
        guard !name.isEmpty, !name.hasPrefix("/"), !name.contains(".."), name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return nil
        }
        guard let bytes = Self.read("/usr/share/zoneinfo/" + name) else { return nil }
        self.init(bytes)
    }

    /// Reads the part with times of 64 bits, which every file has had for long.
    init?(_ bytes: [UInt8]) {
        let file = ByteView(bytes)
        guard file.has("TZif", at: 0), bytes.count > 44, bytes[4] >= 0x32, let first = Self.counts(file, at: 20) else { return nil }
        let start = 44 + first.times * 5 + first.kinds * 6 + first.letters + first.leaps * 8 + first.standards + first.universals
        guard file.has("TZif", at: start), let counts = Self.counts(file, at: start + 20), counts.kinds > 0 else { return nil }
        let times = start + 44, indices = times + counts.times * 8, rows = indices + counts.times, letters = rows + counts.kinds * 6
        guard letters + counts.letters <= bytes.count else { return nil }
        kinds = (0..<counts.kinds).map { row in
            let at = rows + row * 6, offset = Int32(truncatingIfNeeded: file.big(at, 4) ?? 0)
            let name = bytes[(letters + min(Int(bytes[at + 5]), counts.letters))..<(letters + counts.letters)].prefix { $0 != 0 }
            return Kind(offset: Int64(offset), name: String(decoding: name, as: UTF8.self))
        }
        let known = kinds.count
        changes = (0..<counts.times).map { row in
            (Int64(truncatingIfNeeded: file.big(times + row * 8, 8) ?? 0), min(Int(bytes[indices + row]), known - 1))
        }
    }

    /// Seconds east of Greenwich at that second, and what the clock is called then.
    public func offset(at seconds: Int64) -> (seconds: Int64, name: String) {
        let kind = kinds[changes.last { $0.time <= seconds }?.kind ?? 0]
        return (kind.offset, kind.name)
    }

    private struct Counts { let universals, standards, leaps, times, kinds, letters: Int }

    private static func counts(_ file: ByteView, at start: Int) -> Counts? {
        let numbers = (0..<6).compactMap { file.big(start + $0 * 4, 4) }
        guard numbers.count == 6, numbers.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
        return Counts(
            universals: numbers[0], standards: numbers[1], leaps: numbers[2], times: numbers[3], kinds: numbers[4], letters: numbers[5])
    }

    private static func read(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = Glibc.read(file, &bytes, bytes.count)
        return count > 0 && count < bytes.count ? Array(bytes.prefix(count)) : nil
    }
}

internal import Wire

#if canImport(Glibc)
    internal import Glibc
#endif

/// Structured log lines: a static message and variables as metadata, one JSON object a line. Never a secret, never the
/// text of a message.
public struct Log: Sendable {
    public enum Level: String, Sendable, Comparable {
        case trace, debug, info, warn, error
        private var rank: Int { [.trace, .debug, .info, .warn, .error].firstIndex(of: self) ?? 0 }
        public static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
    }

    private let write: @Sendable (_ level: Level, _ line: [UInt8]) -> Void
    private let now: @Sendable () -> Int64
    private var metadata: [(key: String, value: String)] = []
    private let threshold: @Sendable () -> Level
    /// What was written last.
    let tail = LogTail()

    public init(
        now: @escaping @Sendable () -> Int64, threshold: @escaping @Sendable () -> Level = { .info },
        write: @escaping @Sendable (Level, [UInt8]) -> Void = Log.standardError
    ) {
        self.now = now
        self.threshold = threshold
        self.write = write
    }

    /// The same log with one more variable on each line.
    public func with(_ key: String, _ value: String) -> Log { var copy = self; copy.metadata.append((key, value)); return copy }

    public func debug(_ message: StaticString, _ variables: [String: String] = [:]) { emit(.debug, message, variables) }
    public func info(_ message: StaticString, _ variables: [String: String] = [:]) { emit(.info, message, variables) }
    public func warn(_ message: StaticString, _ variables: [String: String] = [:]) { emit(.warn, message, variables) }
    public func error(_ message: StaticString, _ variables: [String: String] = [:]) { emit(.error, message, variables) }

    private func emit(_ level: Level, _ message: StaticString, _ variables: [String: String]) {
        guard level >= threshold() else { return }
        var json = JSONWriter()
        json.object { json in
            json.field("time", now())
            json.field("level", level.rawValue)
            json.field("msg", "\(message)")
            for (key, value) in metadata { json.key(text: key); json.string(value) }
            for (key, value) in variables.sorted(by: { $0.key < $1.key }) { json.key(text: key); json.string(value) }
        }
        let line = json.bytes
        tail.append(String(decoding: line, as: UTF8.self))
        write(level, line + [UInt8(ascii: "\n")])
    }

    /// One `write` a line, so that lines of several threads do not mix.
    public static let standardError: @Sendable (Level, [UInt8]) -> Void = { _, line in
        line.withUnsafeBytes { _ = Glibc.write(2, $0.baseAddress, $0.count) }
    }
}

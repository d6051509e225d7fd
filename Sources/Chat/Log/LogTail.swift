internal import Synchronization

/// The last lines of the log, for administrators who look at it through the API.
final class LogTail: Sendable {
    private struct State: Sendable {
        var lines: [String] = []
        /// Where the oldest line is, once the ring is full.
        var oldest = 0
    }
    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int = 10_000) { self.limit = limit }

    /// Oldest first.
    var lines: [String] { state.withLock { Array($0.lines[$0.oldest...] + $0.lines[..<$0.oldest]) } }

    /// A line without its line feed.
    func append(_ line: String) {
        state.withLock { state in
            if state.lines.count < limit {
                state.lines.append(line)
            } else {
                state.lines[state.oldest] = line
                state.oldest = (state.oldest + 1) % limit
            }
        }
    }
}

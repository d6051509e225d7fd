import Glibc

/// Another program, started with `posix_spawn`. Foundation's `Process` reads past the end of a directory entry when it looks
/// for open files (toolchain 6.3), which ends the tests once in a while.
public final class ChildProcess: @unchecked Sendable {  // its status is kept under the lock of whoever waits: one owner
    /// Where what it writes goes.
    public enum Output {
        case nowhere
        case inherited
        case file(String)
        case pipe
    }

    public struct Failure: Error, CustomStringConvertible { public let description: String }

    public let id: Int32
    private let output: Int32
    private var status: Int32?

    /// `program`: its path. `environment`: ours when `nil`. `input`: what it reads; nothing when `nil`.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String]? = nil, directory: String? = nil, input: Int32? = nil,
        output: Output, errors: Output? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var ends: [Int32] = [-1, -1]
        if case .pipe = output { guard pipe(&ends) == 0 else { throw Failure(description: "no pipe: \(errno)") } }
        for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { if ends[1] >= 0 { close(ends[1]) } }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, 0) } else { Self.send(.nowhere, to: 0, -1, &actions) }
        Self.send(output, to: 1, ends[1], &actions)
        if let errors { Self.send(errors, to: 2, ends[1], &actions) } else { posix_spawn_file_actions_adddup2(&actions, 1, 2) }
        let (program, arguments) = directory.map { ("/usr/bin/env", ["-C", $0, program] + arguments) } ?? (program, arguments)
        id = try Self.spawn(program, arguments, environment, &actions)
        self.output = ends[0]
    }

    deinit { if output >= 0 { close(output) } }

    private static func send(_ output: Output, to descriptor: Int32, _ pipe: Int32, _ actions: inout posix_spawn_file_actions_t) {
        switch output {
        case .nowhere: posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        case .inherited: break
        case .file(let path): posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        case .pipe: posix_spawn_file_actions_adddup2(&actions, pipe, descriptor)
        }
    }

    private static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String: String]?, _ actions: inout posix_spawn_file_actions_t
    ) throws -> pid_t {
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = (environment ?? [:]).map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var id: pid_t = 0
        let code =
            environment == nil
            ? posix_spawn(&id, program, &actions, nil, &words, environ) : posix_spawn(&id, program, &actions, nil, &words, &variables)
        guard code == 0 else { throw Failure(description: "\(program) did not start: \(String(cString: strerror(code)))") }
        return id
    }

    public var isRunning: Bool {
        if status != nil { return false }
        var code: Int32 = 0
        if waitpid(id, &code, WNOHANG) == id { status = code }
        return status == nil
    }

    public func send(_ signal: Int32) { if isRunning { kill(id, signal) } }

    /// Waits for its end: the exit status, or 128 and the signal that ended it.
    @discardableResult
    public func wait() -> Int32 {
        var code: Int32 = 0
        while status == nil {
            let ended = waitpid(id, &code, 0)
            if ended == id || (ended < 0 && errno != EINTR) { status = code }
        }
        let ending = status ?? 0
        return ending & 0x7F == 0 ? ending >> 8 & 0xFF : 128 + ending & 0x7F
    }

    /// What comes next on its pipe, nothing when the other end is closed.
    public func piece() -> String { String(decoding: bytes(), as: UTF8.self) }

    /// Everything that it writes until it closes its end.
    public func text() -> String {
        var all: [UInt8] = []
        while true {
            let more = bytes()
            if more.isEmpty { return String(decoding: all, as: UTF8.self) }
            all += more
        }
    }

    private func bytes() -> [UInt8] {
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(output, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            return count <= 0 ? [] : Array(piece[..<count])
        }
    }
}

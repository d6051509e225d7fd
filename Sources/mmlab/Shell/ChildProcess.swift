import Glibc

/// Another program, started with `posix_spawn`: Foundation's `Process` would bring a library that the rest does without.
enum ChildProcess {
    /// What became of it.
    struct Ending: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    /// How much of what it says is shown while it runs; all of it is kept.
    enum Shown { case nothing, errors, everything }

    struct Failure: Error, CustomStringConvertible { let description: String }

    /// Runs `program`, found on the PATH, to its end. `input` is what it reads, through a file that nobody else may read.
    static func run(
        _ program: String, _ arguments: [String], directory: String? = nil, variables: [String: String] = [:], input: String? = nil,
        shown: Shown = .nothing
    ) throws -> Ending {
        let (output, errors) = (try Pipe(), try Pipe())
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let source = try input.map(unlinkedFile) ?? open("/dev/null", O_RDONLY | O_CLOEXEC)
        posix_spawn_file_actions_adddup2(&actions, source, 0)
        posix_spawn_file_actions_adddup2(&actions, output.end, 1)
        posix_spawn_file_actions_adddup2(&actions, errors.end, 2)
        let words = (directory.map { ["env", "-C", $0] } ?? []) + [program] + arguments
        let id = try spawn(words, variables, &actions)
        for descriptor in [source, output.end, errors.end] { close(descriptor) }
        let said = collect(output.start, errors.start, shown)
        var code: Int32 = 0
        while waitpid(id, &code, 0) < 0, errno == EINTR {}
        return Ending(status: code & 0x7F == 0 ? code >> 8 & 0xFF : 128 + code & 0x7F, output: said.output, errors: said.errors)
    }

    private struct Pipe {
        let start: Int32, end: Int32

        init() throws {
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { throw Failure(description: "no pipe: \(String(cString: strerror(errno)))") }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            (start, end) = (ends[0], ends[1])
        }
    }

    private static func unlinkedFile(_ text: String) throws -> Int32 {
        var name = Array("/tmp/mmlab.XXXXXX".utf8CString)
        let file = mkstemp(&name)
        guard file >= 0 else { throw Failure(description: "no temporary file: \(String(cString: strerror(errno)))") }
        unlink(name)
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        let bytes = Array(text.utf8)
        guard write(file, bytes, bytes.count) == bytes.count else { throw Failure(description: "the temporary file takes no more") }
        lseek(file, 0, SEEK_SET)
        return file
    }

    private static func spawn(_ words: [String], _ variables: [String: String], _ actions: inout posix_spawn_file_actions_t) throws -> pid_t
    {
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] =
            Variables.all.merging(variables) { $1 }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var id: pid_t = 0
        let code = posix_spawnp(&id, words[0], &actions, nil, &arguments, &environment)
        guard code == 0 else { throw Failure(description: "\(words[0]) did not start: \(String(cString: strerror(code)))") }
        return id
    }

    /// Reads both pipes until their other ends are closed.
    private static func collect(_ output: Int32, _ errors: Int32, _ shown: Shown) -> (output: String, errors: String) {
        var kept: [[UInt8]] = [[], []]
        var watched = [pollfd(fd: output, events: Int16(POLLIN), revents: 0), pollfd(fd: errors, events: Int16(POLLIN), revents: 0)]
        var piece = [UInt8](repeating: 0, count: 65_536)
        while watched.contains(where: { $0.fd >= 0 }) {
            if poll(&watched, 2, -1) < 0 { continue }
            for index in 0..<2 where watched[index].fd >= 0 && watched[index].revents != 0 {
                let count = read(watched[index].fd, &piece, piece.count)
                if count > 0 {
                    kept[index] += piece[..<count]
                    if shown == .everything || shown == .errors && index == 1 { _ = write(Int32(index + 1), piece, count) }
                } else if count == 0 || errno != EINTR {
                    close(watched[index].fd)
                    watched[index].fd = -1
                }
            }
        }
        return (String(decoding: kept[0], as: UTF8.self), String(decoding: kept[1], as: UTF8.self))
    }
}

/// The environment that this program was started with.
enum Variables {
    static let all: [String: String] = {
        var found: [String: String] = [:]
        var place = environ
        while let text = place.pointee {
            let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { found[String(parts[0])] = String(parts[1]) }
            place += 1
        }
        return found
    }()
}

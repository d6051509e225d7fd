import Foundation
import Glibc

/// A Redis of the system's package, on a port of its own, without a file; gone with its test.
public final class RedisServer: @unchecked Sendable {  // the process is replaced only by `restart`, which nobody calls twice at once
    public let port: Int
    private let words: [String]
    private var process: ChildProcess

    struct Missing: Error, CustomStringConvertible { let description: String }

    /// `password`: nobody is served without it. `certificate`: the folder with `cert.pem` and `key.pem`; then it speaks TLS only.
    public init(password: String? = nil, certificate folder: String? = nil) async throws {
        guard access("/usr/bin/redis-server", X_OK) == 0 else {
            throw Missing(description: "Redis is needed for the tests: apt-get install redis-server")
        }
        port = try RunningServer.freePort()
        var words = ["--save", "", "--appendonly", "no", "--bind", "127.0.0.1", "--daemonize", "no"]
        words += folder == nil ? ["--port", "\(port)"] : ["--port", "0", "--tls-port", "\(port)", "--tls-auth-clients", "no"]
        if let folder { words += ["--tls-cert-file", "\(folder)/cert.pem", "--tls-key-file", "\(folder)/key.pem"] }
        if let password { words += ["--requirepass", password] }
        self.words = words
        process = try Self.start(words)
        try await answers()
    }

    deinit {
        process.send(SIGKILL)
        process.wait()
    }

    private static func start(_ words: [String]) throws -> ChildProcess {
        try ChildProcess("/usr/bin/redis-server", words, directory: TestDirectory.shared.path(""), output: .nowhere)
    }

    private func answers() async throws {
        let port = UInt16(port)
        try await Eventually.holds("Redis listens") { (try? Client(port: port)) != nil }
    }

    /// kill -9.
    public func kill() {
        process.send(SIGKILL)
        process.wait()
    }

    public func start() async throws {
        process = try Self.start(words)
        try await answers()
    }

    public func restart() async throws {
        kill()
        try await start()
    }
}

import Foundation
import Glibc
import Synchronization

/// The server as people start it: its own process, a port of its own, data that goes away with it.
public final class RunningServer: @unchecked Sendable {  // the process is replaced only by `restart`, which nobody calls twice at once
    public let port: Int
    private let environment: [String: String]
    private let folder: String
    private var process: ChildProcess?

    /// `database`: a file for SQLite, a URL for PostgreSQL.
    public init(_ engine: Engine, database: String, settings: [String: String] = [:]) async throws {
        port = try Self.freePort()
        folder = TestDirectory.shared.path("server-\(port)")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("MM_") && !$0.key.hasPrefix("MARTLET_") }.merging([
            "MM_SQLSETTINGS_DRIVERNAME": engine.rawValue, "MM_SQLSETTINGS_DATASOURCE": database,
            "MM_SERVICESETTINGS_LISTENADDRESS": "127.0.0.1:\(port)", "MARTLET_LOGINSETTINGS_PASSWORDITERATIONS": "1000",
        ]) { $1 }.merging(settings) { $1 }
        try await start()
    }

    deinit { process?.send(SIGTERM) }

    public static var executablePath: String { executable.path() }

    /// Where `swift build` left the server, beside the tests.
    static var executable: URL {
        let bundle = URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
        return bundle.appending(path: "martlet")
    }

    public func start() async throws {
        let log = folder + "/log"
        let process = try ChildProcess(
            Self.executablePath, ["server"], environment: environment, directory: folder, output: .nowhere, errors: .file(log))
        self.process = process
        let deadline = ContinuousClock.now + .seconds(30)
        while !Self.answers(port) {
            guard process.isRunning, ContinuousClock.now < deadline else {
                throw Failure(log: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
            }
            await Task.yield()
        }
    }

    /// What it has written so far.
    public var log: String { (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "" }

    public var processID: Int32 { process?.id ?? 0 }

    /// Waits for the end of a server that was told to stop.
    public func exitStatus() -> Int32 { process?.wait() ?? -1 }

    /// kill -9: nothing is finished, nothing flushed.
    public func kill() {
        process?.send(SIGKILL)
        process?.wait()
    }

    public struct Failure: Error { public let log: String }

    /// A port that nobody listens on and that no other test of this run was given: servers share a port without a word, and
    /// each would get some of the other's requests.
    public static func freePort() throws -> Int {
        while true {
            let (descriptor, port) = bound()
            close(descriptor)
            if given.withLock({ $0.insert(port).inserted }) { return port }
        }
    }

    private static let given = Mutex<Set<Int>>([])

    /// A port where connections are taken by the system and nobody says a word; the caller closes it.
    public static func silentListener() throws -> (descriptor: Int32, port: Int) {
        let (descriptor, port) = bound()
        guard listen(descriptor, 8) == 0 else { throw Failure(log: "nothing listens: \(errno)") }
        return (descriptor, port)
    }

    private static func bound() -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in(), length = socklen_t(MemoryLayout<sockaddr_in>.size)
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, length)
                _ = getsockname(descriptor, $0, &length)
            }
            return (descriptor, Int(UInt16(bigEndian: pointer.pointee.sin_port)))
        }
    }

    private static func answers(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

import Foundation
import Glibc

/// The server as people start it: its own process, a port of its own, data that goes away with it.
public final class RunningServer: @unchecked Sendable {  // the process is replaced only by `restart`, which nobody calls twice at once
    public let port: Int
    private let environment: [String: String]
    private let folder: String
    private var process = Process()

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

    deinit { if process.isRunning { process.terminate() } }

    public static var executablePath: String { executable.path() }

    /// Where `swift build` left the server, beside the tests.
    static var executable: URL {
        let bundle = URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
        return bundle.appending(path: "martlet")
    }

    public func start() async throws {
        process = Process()
        process.executableURL = Self.executable
        process.arguments = ["server"]
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: folder)
        let log = folder + "/log"
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: log)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let deadline = ContinuousClock.now + .seconds(30)
        while !Self.answers(port) {
            guard process.isRunning, ContinuousClock.now < deadline else {
                throw Failure(log: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
            }
            await Task.yield()
        }
    }

    /// kill -9: nothing is finished, nothing flushed.
    public func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    public struct Failure: Error { let log: String }

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in(), length = socklen_t(MemoryLayout<sockaddr_in>.size)
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, length)
                _ = getsockname(descriptor, $0, &length)
            }
            return Int(UInt16(bigEndian: pointer.pointee.sin_port))
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

/// Python with packages from PyPI, in an environment of its own under `.cache`, made when it is missing.
public enum Python {
    public struct Failure: Error { public let output: String }

    /// Runs a script; what it printed. Fails loudly when the packages cannot be had.
    @discardableResult
    public static func run(_ script: String, _ arguments: [String], packages: [String], environment name: String) throws -> String {
        let folder = root.appending(path: ".cache/\(name)").path()
        let python = folder + "/bin/python"
        if !FileManager.default.fileExists(atPath: folder + "/ready") {
            _ = try shell("/usr/bin/env", ["python3", "-m", "venv", folder])
            _ = try shell(python, ["-m", "pip", "-q", "install"] + packages)
            _ = FileManager.default.createFile(atPath: folder + "/ready", contents: nil)
        }
        return try shell(python, [root.appending(path: script).path()] + arguments)
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func shell(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.text()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(output: output) }
        return output
    }
}

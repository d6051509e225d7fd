import Foundation

/// Python with packages from PyPI, in an environment of its own under `.cache`, made when it is missing.
public enum Python {
    public struct Failure: Error { public let output: String }

    /// Runs a script; what it printed. Fails loudly when the packages cannot be had.
    /// It has a thread of its own: the others go on testing.
    @discardableResult
    public static func run(_ script: String, _ arguments: [String], packages: [String], environment name: String) async throws -> String {
        try await onOwnThread { try work(script, arguments, packages, name) }
    }

    /// The interpreter of an environment with these packages, for a program that goes on running.
    public static func program(packages: [String], environment name: String) async throws -> String {
        try await onOwnThread { try interpreter(packages, name) }
    }

    /// Where a script of this project lies.
    public static func path(_ script: String) -> String { root.appending(path: script).path() }

    private static func work(_ script: String, _ arguments: [String], _ packages: [String], _ name: String) throws -> String {
        try shell(try interpreter(packages, name), [path(script)] + arguments)
    }

    private static func interpreter(_ packages: [String], _ name: String) throws -> String {
        let folder = root.appending(path: ".cache/\(name)").path()
        let python = folder + "/bin/python"
        if !FileManager.default.fileExists(atPath: folder + "/ready") {
            _ = try shell("/usr/bin/env", ["python3", "-m", "venv", folder])
            _ = try shell(python, ["-m", "pip", "-q", "install"] + packages)
            _ = FileManager.default.createFile(atPath: folder + "/ready", contents: nil)
        }
        return python
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func shell(_ program: String, _ arguments: [String]) throws -> String {
        let process = try ChildProcess(program, arguments, output: .pipe)
        let output = process.text()
        guard process.wait() == 0 else { throw Failure(output: output) }
        return output
    }
}

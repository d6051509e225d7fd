internal import Dispatch
internal import FoundationEssentials
internal import Server

#if canImport(Glibc)
    internal import Glibc
#endif

/// Tells a person what stopped the command, and ends with a failure.
func fail(_ message: String) -> Never {
    let line = Array((message + "\n").utf8)
    _ = write(2, line, line.count)
    exit(1)
}

/// Does one thing instead of serving, and ends.
func once(_ work: @escaping @Sendable ([String: String]) async throws -> Void, orFail trouble: String) -> Never {
    Task {
        do { try await work(ProcessInfo.processInfo.environment) } catch { fail("\(trouble): \(error)") }
        exit(0)
    }
    dispatchMain()
}

let command = CommandLine.arguments.dropFirst().first ?? "server"
if command == "settings" {
    let text = Array(Server.settingsDocument.utf8)
    _ = write(1, text, text.count)
    exit(0)
}
let rest = CommandLine.arguments.dropFirst(2)
guard ["server", "migrate"].contains(command) || command == "search" && rest == ["rebuild"] else {
    fail("usage: martlet [server | migrate | search rebuild | settings]")
}

signal(SIGPIPE, SIG_IGN)
if command == "migrate" { once(Server.migrate, orFail: "The database could not be brought up to date") }
if command == "search" { once(Server.rebuildSearch, orFail: "The search index could not be given up") }
let life = Life(), signals = life.heedSignals()
Task {
    do { life.begin(try await Server.start(environment: ProcessInfo.processInfo.environment)) } catch {
        fail("The server could not start: \(error)")
    }
}
dispatchMain()

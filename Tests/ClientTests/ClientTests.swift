import TestSupport
import Testing

/// Clients that other people wrote, unmodified, against the server as it is started.
@Suite(.serialized)
struct ClientTests {
    private static let packages = ["mattermostdriver==7.3.2", "mmpy_bot==2.2.1", "requests"]

    private func run(_ script: String, _ engine: Engine) async throws -> String {
        let database = try await TestDatabase.make(engine)
        let server = try await RunningServer(engine, database: database.location)
        defer { server.kill() }
        return try await Python.run("Tests/ClientTests/\(script)", ["\(server.port)"], packages: Self.packages, environment: "clients")
    }

    @Test(arguments: Engine.underTest)
    func mattermostdriverPostsReadsAndHears(_ engine: Engine) async throws {
        #expect(try await run("driver.py", engine).contains("driver: ok"))
    }

    @Test(arguments: Engine.underTest)
    func aBotOfMmpyBotAnswers(_ engine: Engine) async throws {
        #expect(try await run("bot.py", engine).contains("bot: ok"))
    }

    /// Three of the fifty of `make torture`.
    @Test(arguments: Engine.underTest)
    func whatWasAcknowledgedSurvivesKillNine(_ engine: Engine) async throws {
        let database = try await TestDatabase.make(engine)
        let location = database.location
        let server = try await RunningServer(engine, database: location)
        server.kill()
        let output = try await Python.run(
            "Tests/ClientTests/torture.py", [RunningServer.executablePath, engine.rawValue, location, "3"], packages: Self.packages,
            environment: "clients")
        #expect(output.contains("torture: 3 kills"))
    }
}

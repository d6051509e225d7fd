import Chat
import Database
import Foundation
import Glibc
import Outside
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

    /// Every file that was acknowledged is whole, and after the clean-up there is none without a row and no row without one.
    @Test(arguments: Engine.underTest)
    func uploadsSurviveKillNine(_ engine: Engine) async throws {
        let original = try await TestDatabase.make(engine), database = original.location
        defer { withExtendedLifetime(original) {} }
        let folder = TestDirectory.shared.path("killed-files-\(engine)")
        let output = try await Python.run(
            "Tests/ClientTests/uploads.py", [RunningServer.executablePath, engine.rawValue, database, folder, "3"], packages: Self.packages,
            environment: "clients")
        #expect(output.contains("whole after 3 kills"))
        let chat = try await Harness(engine, settings: ["MM_FILESETTINGS_DIRECTORY": folder], from: database)
        chat.advance(milliseconds: 1 << 40)
        await Housekeeping(services: chat.services).run()
        let rows = try await chat.db.read { tx in
            (try tx.rows("SELECT path FROM fileinfo") { $0.string() }, try tx.rows("SELECT path FROM martlet_filejournal") { $0.string() })
        }
        // The log lies in the same folder.
        #expect(try await chat.services.files.list("").filter { !$0.hasPrefix("logs/") } == rows.0.sorted())
        #expect(rows.1.isEmpty && !rows.0.isEmpty)
    }

    /// Many large files at once, sent and read back: what each costs of the memory is a piece of it.
    @Test func filesGoThroughInPieces() async throws {
        let folder = NSTemporaryDirectory() + "martlet-pieces-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let server = try await RunningServer(
            .sqlite, database: try await TestDatabase.make(.sqlite).location, settings: ["MM_FILESETTINGS_DIRECTORY": folder])
        defer { server.kill() }
        let output = try await Python.run(
            "scripts/upload-memory.py", ["http://127.0.0.1:\(server.port)", "\(server.processID)", "10", "20"], packages: Self.packages,
            environment: "clients")
        let growths = output.split(separator: "\n").compactMap { line -> Int? in
            let words = line.split(separator: " ")
            guard let mark = words.firstIndex(of: "RSS"), let before = Int(words[mark + 1]), let most = Int(words[mark + 4]) else {
                return nil
            }
            return most - before
        }
        #expect(growths.count == 2 && growths.allSatisfy { $0 < 60 }, "of 200 MB that went through, each way: \(output)")
    }

    /// Both versions, a renewed certificate under open connections, plain HTTP on the encrypted port.
    @Test func theServerSpeaksTLSAndTakesUpARenewedCertificate() async throws {
        let folder = TestDirectory.shared.path("tls")
        _ = try ChildProcess("/bin/mkdir", ["-p", folder], output: .nowhere).wait()
        let words = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=first", "-keyout",
            "\(folder)/key.pem", "-out", "\(folder)/cert.pem",
        ]
        #expect(try ChildProcess("/usr/bin/openssl", words, output: .nowhere).wait() == 0)
        let server = try await RunningServer(
            .sqlite, database: try await TestDatabase.make(.sqlite).location,
            settings: [
                "MM_SERVICESETTINGS_CONNECTIONSECURITY": "TLS", "MM_SERVICESETTINGS_TLSCERTFILE": "\(folder)/cert.pem",
                "MM_SERVICESETTINGS_TLSKEYFILE": "\(folder)/key.pem", "MM_SERVICESETTINGS_TLSSTRICTTRANSPORT": "true",
                "MM_SERVICESETTINGS_TLSSTRICTTRANSPORTMAXAGE": "60",
            ])
        defer { server.kill() }
        let output = try await Python.run(
            "Tests/ClientTests/tls.py", ["\(server.port)", folder], packages: Self.packages, environment: "clients")
        #expect(output.contains("tls: ok"))
    }

    /// A rolling restart: who balances the load asks `/health/ready`, and nobody's request fails.
    @Test func aServerThatIsToldToStopFailsNobody() async throws {
        let database = try await TestDatabase.make(.postgres)
        let one = try await RunningServer(.postgres, database: database.location, settings: ["MARTLET_SERVERSETTINGS_DRAINSECONDS": "2"])
        let other = try await RunningServer(.postgres, database: database.location)
        defer { one.kill(); other.kill() }
        let output = try await Python.run(
            "Tests/ClientTests/drain.py", ["\(one.port)", "\(one.processID)", "\(other.port)"], packages: Self.packages,
            environment: "clients")
        #expect(output.contains("drain: ok"))
        #expect(one.exitStatus() == 0)
    }

    /// Prometheus's own parser reads the figures, and they are those of what was done.
    @Test(arguments: Engine.underTest)
    func prometheusReadsTheFigures(_ engine: Engine) async throws {
        let figures = try RunningServer.freePort(), database = try await TestDatabase.make(engine)
        defer { withExtendedLifetime(database) {} }  // given back, it would be another test's while this server is on it
        let server = try await RunningServer(
            engine, database: database.location,
            settings: [
                "MM_METRICSSETTINGS_ENABLE": "true", "MM_METRICSSETTINGS_LISTENADDRESS": "127.0.0.1:\(figures)",
                "MM_SQLSETTINGS_MAXOPENCONNS": "1",
            ])
        defer { server.kill() }
        let output = try await Python.run(
            "Tests/ClientTests/figures.py", ["\(server.port)", "\(figures)", "\(engine)"], packages: ["requests", "prometheus_client"],
            environment: "figures")
        #expect(output.contains("figures: ok"))
    }

    /// A database that takes the connection and never answers must not keep a server that is told to go.
    @Test(.timeLimit(.minutes(1))) func aServerThatIsStillStartingGoesWhenItIsTold() async throws {
        let (descriptor, port) = try RunningServer.silentListener()
        defer { close(descriptor) }
        let server = try ChildProcess(
            RunningServer.executablePath, ["server"],
            environment: [
                "MM_SQLSETTINGS_DRIVERNAME": "postgres", "MM_SQLSETTINGS_DATASOURCE": "postgres://ann:secret@127.0.0.1:\(port)/chat",
                "MM_SERVICESETTINGS_LISTENADDRESS": "127.0.0.1:0",
            ], directory: TestDirectory.shared.path(""), output: .nowhere)
        let status = try await onOwnThread {
            let called = accept(descriptor, nil, nil)  // it has come as far as its database
            defer { close(called) }  // which would tell it of a loss
            server.send(SIGTERM)
            return server.wait()
        }
        #expect(status == 0)
    }
}

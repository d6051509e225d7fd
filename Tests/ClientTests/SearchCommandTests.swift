import Database
import Glibc
import TestSupport
import Testing

struct SearchCommandTests {
    private func martlet(_ arguments: [String], _ engine: Engine, _ database: TestDatabase) throws -> Int32 {
        try ChildProcess(
            RunningServer.executablePath, arguments,
            environment: ["MM_SQLSETTINGS_DRIVERNAME": engine.rawValue, "MM_SQLSETTINGS_DATASOURCE": database.location],
            directory: TestDirectory.shared.path(""), output: .nowhere
        ).wait()
    }

    /// What the servers do then is the search's own test.
    @Test(arguments: Engine.underTest)
    func anOperatorHasEverythingReadAgain(_ engine: Engine) async throws {
        let database = try await TestDatabase.make(engine)
        func waiting() async throws -> [Int64] {
            try await database.read { tx in try tx.rows("SELECT createat FROM martlet_search_progress ORDER BY kind") { $0.integer() } }
        }
        #expect(try await waiting() == [])
        #expect(try martlet(["search"], engine, database) == 1 && martlet(["search", "everything"], engine, database) == 1)
        #expect(try await waiting() == [], "what is not understood does nothing")
        #expect(try martlet(["search", "rebuild"], engine, database) == 0)
        #expect(try await waiting() == [.max, .max])
    }
}

import Database
import TestSupport
import Testing

struct EngineTests {
    @Test(arguments: Engine.underTest)
    func aFreshDatabaseIsMigrated(_ engine: Engine) async throws {
        let database = try await TestDatabase.make(engine)
        let tables = try await database.read { tx in try (tx.hasTable("posts"), tx.hasTable("martlet_pendingposts")) }
        #expect(tables == (true, true))
    }
}

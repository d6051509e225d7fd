import Database
import Foundation
import Synchronization
import TestSupport
import Testing

/// What happens when PostgreSQL goes away, or has no time, under a transaction.
@Suite(.timeLimit(.minutes(1)))
struct LossTests {
    private final class Runs: Sendable { let count = Mutex(0) }

    private func second(_ database: TestDatabase, _ options: PostgresOptions = .init(connections: 2)) throws -> PostgresDatabase {
        try PostgresDatabase(PostgresAddress(url: database.location), options: options, publish: { _ in })
    }

    private static let killOthers: SQL = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        """

    @Test func aConnectionThatBrokeWhileIdleIsNotNoticed() async throws {
        let database = try await TestDatabase.make(.postgres), other = try second(database)
        for name in ["a", "b"] {
            #expect(try await database.read { try $0.value("SELECT 1") } == 1)
            try await other.readOne { try $0.each(Self.killOthers) { _ in } }
            try await database.write { try $0.execute("INSERT INTO systems (name, value) VALUES (\(name), '')") }
            try await other.readOne { try $0.each(Self.killOthers) { _ in } }
            #expect(try await database.readOne { try $0.exists("SELECT 1 FROM systems WHERE name = \(name)") })
        }
        await other.close()
    }

    @Test func aTransactionThatBreaksBeforeCommitIsRunAgainAndNotForEver() async throws {
        let database = try await TestDatabase.make(.postgres), runs = Runs()
        try await database.write { tx in
            let run = runs.count.withLock {
                $0 += 1; return $0
            }
            try tx.execute("INSERT INTO systems (name, value) VALUES ('once', '')")
            if run == 1 { try tx.execute("SELECT pg_terminate_backend(pg_backend_pid())") }
        }
        #expect(runs.count.withLock { $0 } == 2)
        #expect(try await database.read { try $0.value("SELECT count(*) FROM systems WHERE name = 'once'") } == 1)

        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { try $0.execute("SELECT pg_terminate_backend(pg_backend_pid())") }
        }
        guard case .connectionLost = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(try await database.read { try $0.value("SELECT 1") } == 1)
    }

    /// Nobody knows whether such a transaction was committed: running it again could do it twice.
    @Test func aTransactionThatBreaksAtCommitIsReportedAndNotRunAgain() async throws {
        let heard = Runs(), runs = Runs()
        let database = try await TestDatabase.make(.postgres) { messages in heard.count.withLock { $0 += messages.count } }
        try await database.write { tx in
            try tx.execute(
                """
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
                """)
            try tx.execute(
                """
                CREATE CONSTRAINT TRIGGER die AFTER INSERT ON systems DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION die()
                """)
        }
        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { tx in
                runs.count.withLock { $0 += 1 }
                tx.afterCommit("done")
                try tx.execute("INSERT INTO systems (name, value) VALUES ('x', '')")
            }
        }
        guard case .connectionLost = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(runs.count.withLock { $0 } == 1)
        #expect(heard.count.withLock { $0 } == 0)
        try await database.write { tx in
            try tx.execute("DROP TRIGGER die ON systems")
            try tx.execute("DROP FUNCTION die")
            tx.afterCommit("later")
        }
        #expect(heard.count.withLock { $0 } == 1)  // the one that was lost does not hold up those behind it
    }

    @Test func whoeverWaitsTooLongForAConnectionIsTold() async throws {
        let database = try await TestDatabase.make(.postgres), (release, isHeld) = try await hold(database)
        let narrow = try second(database, .init(connections: 1, patience: .seconds(1)))
        let blocked = Task { try await narrow.readOne { try $0.each("SELECT pg_advisory_lock(1)") { _ in } } }
        #expect(isHeld)
        while try await !database.readOne({ try $0.exists("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") }) {}
        await #expect(throws: DatabaseError.tooBusy) { try await narrow.readOne { try $0.value("SELECT 1", as: Int.self) } }
        release()
        try await blocked.value
        #expect(try await narrow.readOne { try $0.value("SELECT 1") } == 1)
        await narrow.close()
    }

    @Test func aStatementThatTakesTooLongIsGivenUp() async throws {
        let database = try await TestDatabase.make(.postgres), (release, _) = try await hold(database)
        let hasty = try second(database, .init(connections: 1, statementTimeout: .seconds(1)))
        let error = await #expect(throws: DatabaseError.self) {
            try await hasty.readOne { try $0.each("SELECT pg_advisory_lock(1)") { _ in } }
        }
        guard case .engine("57014", _) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        release()
        await hasty.close()
    }

    /// Holds a lock in a transaction of its own until `release` is called.
    private func hold(_ database: TestDatabase) async throws -> (release: () -> Void, isHeld: Bool) {
        let gate = DispatchSemaphore(value: 0)
        let isHeld = await withCheckedContinuation { continuation in
            Task {
                try await database.read { tx in
                    try tx.each("SELECT pg_advisory_xact_lock(1)") { _ in }
                    continuation.resume(returning: true)
                    gate.wait()
                }
            }
        }
        return ({ gate.signal() }, isHeld)
    }

    @Test func aDirectoryIsMadeAndAWrongPlaceIsNamed() async throws {
        let path = TestDirectory.shared.path("deep/er/still/chat.db")
        let database = try SQLiteDatabase(path: path, publish: { _ in })
        #expect(FileManager.default.fileExists(atPath: path))
        await database.close()
        let error = #expect(throws: DatabaseError.self) { try SQLiteDatabase(path: "\(path)/under-a-file/x.db", publish: { _ in }) }
        guard case .engine("open", let sentence) = error else { return #expect(Bool(false)) }
        #expect(sentence.contains("cannot be made") || sentence.contains("not writable"))
        let text = TestDirectory.shared.path("text.db")
        try String(repeating: "no database ", count: 200).write(toFile: text, atomically: true, encoding: .utf8)
        #expect(throws: DatabaseError.engine(code: "notadb", message: "The file is not an SQLite database.")) {
            try SQLiteDatabase(path: text, publish: { _ in })
        }
    }
}

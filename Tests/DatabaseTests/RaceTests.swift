import Database
import Synchronization
import TestSupport
import Testing

/// What holds when many write at once.
struct RaceTests {
    private final class Heard: Sendable { let numbers = Mutex<[Int]>([]) }

    private func counter(_ engine: Engine, publish: @escaping Publish = { _ in }) async throws -> TestDatabase {
        let database = try await TestDatabase.make(engine, publish: publish)
        try await database.write { try $0.execute("INSERT INTO systems (name, value) VALUES ('n', '0')") }
        return database
    }

    private func fourTimes250(_ body: @escaping @Sendable () async throws -> Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { for _ in 0..<250 { _ = try await body() } } }
            try await group.waitForAll()
        }
    }

    @Test(arguments: Engine.underTest)
    func whoeverReadsThenWritesLosesNothing(_ engine: Engine) async throws {
        let database = try await counter(engine)
        try await fourTimes250 {
            try await database.write { tx in
                let n = Int(try tx.value("SELECT value FROM systems WHERE name = 'n'", as: String.self) ?? "") ?? 0
                return try tx.execute("UPDATE systems SET value = \(String(n + 1)) WHERE name = 'n'")
            }
        }
        #expect(try await database.read { try $0.value("SELECT value FROM systems WHERE name = 'n'") } == "1000")
    }

    @Test(arguments: Engine.underTest)
    func singleStatementsAddUpWithoutRetries(_ engine: Engine) async throws {
        let database = try await counter(engine)
        try await fourTimes250 {
            try await database.write(isolation: .readCommitted) { tx in
                try tx.execute(
                    """
                    UPDATE systems SET value = CAST(CAST(value AS \(sqlite: "INTEGER", postgres: "bigint")) + 1 \
                    AS \(sqlite: "TEXT", postgres: "varchar")) WHERE name = 'n'
                    """)
            }
        }
        #expect(try await database.read { try $0.value("SELECT value FROM systems WHERE name = 'n'") } == "1000")
        #expect(database.queries.retries == 0)
    }

    /// Each transaction tells the value that it wrote: what is heard must be 1, 2, 3 … and each before its writer goes on.
    @Test(arguments: Engine.underTest)
    func messagesLeaveInCommitOrderBeforeTheCallerGoesOn(_ engine: Engine) async throws {
        let heard = Heard()
        let database = try await counter(engine) { messages in heard.numbers.withLock { $0 += messages.compactMap { $0 as? Int } } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<50 {
                        let told = try await database.write(isolation: .readCommitted) { tx in
                            let n =
                                Int(
                                    try tx.value(
                                        """
                                        UPDATE systems SET value = CAST(CAST(value AS \(sqlite: "INTEGER", postgres: "bigint")) + 1 \
                                        AS \(sqlite: "TEXT", postgres: "varchar")) WHERE name = 'n' RETURNING value
                                        """, as: String.self) ?? "") ?? 0
                            tx.afterCommit(n)
                            return n
                        }
                        #expect(heard.numbers.withLock { $0.contains(told) })
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(heard.numbers.withLock { $0 } == Array(1...400))
    }

    @Test(arguments: Engine.underTest)
    func aTransactionThatFailsTellsNothingAndChangesNothing(_ engine: Engine) async throws {
        struct Refused: Error {}
        let heard = Mutex(0), database = try await counter(engine) { messages in heard.withLock { $0 += messages.count } }
        await #expect(throws: Refused.self) {
            try await database.write { tx in
                try tx.execute("DELETE FROM systems")
                tx.afterCommit("gone")
                throw Refused()
            }
        }
        #expect(heard.withLock { $0 } == 0)
        #expect(try await database.read { try $0.exists("SELECT 1 FROM systems WHERE name = 'n'") })
    }

    /// On SQLite all of these share commits: a third of them fails, and the others must not notice.
    @Test(arguments: Engine.underTest)
    func oneThatFailsHarmsNoOther(_ engine: Engine) async throws {
        let database = try await counter(engine)
        let failed = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<90 { group.addTask { await Self.isRefused(number, database) } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failed == 30)
        let rows = try await database.read { try $0.rows("SELECT name FROM systems WHERE name LIKE 'row %'") { $0.string() } }
        #expect(Set(rows) == Set((0..<90).filter { $0 % 3 != 0 }.map { "row \($0)" }))
    }

    private static func isRefused(_ number: Int, _ database: TestDatabase) async -> Bool {
        do {
            try await database.write { tx in
                try tx.execute("INSERT INTO systems (name, value) VALUES (\("row \(number)"), '')")
                if number % 3 == 0 { try tx.execute("INSERT INTO systems (name, value) VALUES ('n', 'again')") }
            }
            return false
        } catch { return error as? DatabaseError == .uniqueViolation("systems_pkey") }
    }

    /// A body that goes on after a failed statement must not believe that it committed.
    @Test func postgresReportsATransactionThatItRolledBack() async throws {
        let database = try await counter(.postgres)
        await #expect(throws: DatabaseError.self) {
            try await database.write { tx in
                try tx.execute("INSERT INTO systems (name, value) VALUES ('other', '')")
                _ = try? tx.execute("INSERT INTO systems (name, value) VALUES ('n', 'again')")
            }
        }
        #expect(try await database.read { try $0.exists("SELECT 1 FROM systems WHERE name = 'other'") } == false)
    }
}

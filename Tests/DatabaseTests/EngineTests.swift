import Database
import Synchronization
import TestSupport
import Testing

/// What both engines promise alike.
struct EngineTests {
    private func scratch(_ engine: Engine, publish: @escaping Publish = { _ in }) async throws -> TestDatabase {
        let database = try await TestDatabase.make(engine, publish: publish)
        try await database.write { tx in
            try tx.execute(
                """
                CREATE TABLE things (id \(sqlite: "TEXT", postgres: "varchar(26)") PRIMARY KEY, n \(sqlite: "INTEGER", postgres: "bigint"), \
                r \(sqlite: "REAL", postgres: "double precision"), b \(sqlite: "INTEGER", postgres: "boolean"), \
                d \(sqlite: "BLOB", postgres: "bytea"), j \(sqlite: "TEXT", postgres: "jsonb"), \
                UNIQUE (n, r)) \(sqlite: "STRICT", postgres: "")
                """)
        }
        return database
    }

    @Test(arguments: Engine.underTest)
    func aFreshDatabaseIsMigrated(_ engine: Engine) async throws {
        let database = try await TestDatabase.make(engine)
        let tables = try await database.read { tx in try (tx.hasTable("posts"), tx.hasTable("martlet_pendingposts"), tx.hasTable("nothing"))
        }
        #expect(tables == (true, true, false))
    }

    @Test(arguments: Engine.underTest)
    func everyTypeComesBackAsItWent(_ engine: Engine) async throws {
        let database = try await scratch(engine), bytes = (0...255).map { UInt8($0) }
        try await database.write { tx in
            try tx.execute(
                """
                INSERT INTO things (id, n, r, b, d, j)
                VALUES (\("Ünïcode 🐦\n\"'\\"), \(Int64.min), \(-0.1), \(true), \(bytes), \(json: #"{"a": [1, "é"]}"#))
                """)
        }
        let row = try await database.read { tx throws in
            try tx.first("SELECT id, n, r, b, d, j FROM things") { row in
                (
                    row.next(String.self), row.next(Int64.self), row.next(Double.self), row.next(Bool.self), row.next([UInt8].self),
                    row.next(String.self)
                )
            }
        }
        let found = try #require(row)
        #expect(found.0 == "Ünïcode 🐦\n\"'\\")
        #expect(found.1 == Int64.min)
        #expect(found.2 == -0.1)
        #expect(found.3)
        #expect(found.4 == bytes)
        #expect(found.5 == #"{"a": [1, "é"]}"#)
    }

    @Test(arguments: Engine.underTest)
    func nullIsNilAndReadsAsNothing(_ engine: Engine) async throws {
        let database = try await scratch(engine), none: String? = nil
        try await database.write { tx in
            try tx.execute(
                """
                INSERT INTO things (id, n, r, b, d, j)
                VALUES (\("x"), \(none.map { _ in Int64(1) }), \(Double?.none), \(Bool?.none), \([UInt8]?.none), \(json: none))
                """)
        }
        try await database.read { tx throws in
            let nils = try tx.first("SELECT n, r, b, d, j FROM things") { row in
                [
                    row.next(Int64?.self) == nil, row.next(Double?.self) == nil, row.next(Bool?.self) == nil,
                    row.next([UInt8]?.self) == nil, row.next(String?.self) == nil,
                ]
            }
            #expect(nils == [true, true, true, true, true])
            let plain = try tx.first("SELECT n, r, b, d, j FROM things") { row in
                (row.next(Int64.self), row.next(Double.self), row.next(Bool.self), row.next([UInt8].self), row.next(String.self))
            }
            #expect(plain?.0 == 0 && plain?.1 == 0 && plain?.2 == false && plain?.3 == [] && plain?.4 == "")
            #expect(try tx.value("SELECT n FROM things", as: Int64.self) == nil)
            #expect(try tx.value("SELECT max(n) FROM things", as: Int64.self) == nil)
            #expect(try tx.value("SELECT count(*) FROM things") == 1)
        }
    }

    @Test(arguments: Engine.underTest)
    func nulInTextIsMarkedAndCutsNothing(_ engine: Engine) async throws {
        let database = try await scratch(engine)
        try await database.write { tx in
            try tx.execute("INSERT INTO things (id, j) VALUES (\("a\0b"), \(json: #"{"k": "\u0000"}"#))")
        }
        try await database.read { tx throws in
            #expect(try tx.value("SELECT id FROM things") == "a\u{FFFD}b")
            #expect(try tx.exists("SELECT 1 FROM things WHERE id \(in: ["a\0b"])"))
            #expect(try tx.value("SELECT j ->> 'k' FROM things") == "\u{FFFD}")
        }
    }

    @Test(arguments: Engine.underTest)
    func listsOfEveryLengthAndLetterMatch(_ engine: Engine) async throws {
        let database = try await scratch(engine)
        let ids = ["", "a\"b", "c\\d", "{}", "NULL", "é,\n\t", "'", "\u{1}"]
        try await database.write { tx in
            for (index, id) in ids.enumerated() { try tx.execute("INSERT INTO things (id, n) VALUES (\(id), \(index))") }
        }
        try await database.read { tx throws in
            #expect(try tx.rows("SELECT id FROM things WHERE id \(in: ids) ORDER BY n") { $0.string() } == ids)
            #expect(try tx.value("SELECT count(*) FROM things WHERE id \(in: [String]())") == 0)
            #expect(try tx.value("SELECT count(*) FROM things WHERE id \(notIn: [String]())") == ids.count)
            #expect(try tx.value("SELECT count(*) FROM things WHERE n \(in: [1, 2, 99] as [Int64])") == 2)
            #expect(try tx.value("SELECT count(*) FROM things WHERE n \(notIn: [1, 2])") == ids.count - 2)
            #expect(try tx.rows("SELECT value FROM \(each: ids)") { $0.string() } == ids)
            #expect(try tx.value("SELECT sum(value) FROM \(each: [2, 40] as [Int64])") == 42)
        }
    }

    @Test(arguments: Engine.underTest)
    func changedRowsAreCounted(_ engine: Engine) async throws {
        let database = try await scratch(engine)
        let counts = try await database.write { tx in
            [
                try tx.execute("INSERT INTO things (id, n) VALUES ('a', 1), ('b', 2), ('c', 3)"),
                try tx.execute("UPDATE things SET n = n + 10 WHERE n > \(1)"),
                try tx.execute("DELETE FROM things WHERE id = \("nobody")"),
                try tx.execute("INSERT INTO things (id) VALUES ('a') ON CONFLICT DO NOTHING"),
            ]
        }
        #expect(counts == [3, 2, 0, 0])
        let returned = try await database.write { tx in try tx.rows("UPDATE things SET n = 0 RETURNING id") { $0.string() } }
        #expect(returned.sorted() == ["a", "b", "c"])
    }

    @Test(arguments: Engine.underTest)
    func whatIsEnqueuedIsDoneInItsOrder(_ engine: Engine) async throws {
        let database = try await scratch(engine)
        try await database.write { tx in
            try tx.enqueue("INSERT INTO things (id, n) VALUES ('a', 1)")
            try tx.enqueue("UPDATE things SET n = n + 1")
            let first = try tx.value("SELECT n FROM things", as: Int.self)
            #expect(first == 2)
            for n in 0..<200 { try tx.enqueue("UPDATE things SET n = n + \(n)") }
        }
        #expect(try await database.read { try $0.value("SELECT n FROM things") } == 2 + 199 * 100)
        try await database.write { try $0.enqueue("UPDATE things SET n = 7") }
        #expect(try await database.read { try $0.value("SELECT n FROM things") } == 7)
    }

    @Test(arguments: Engine.underTest)
    func whatIsEnqueuedAndFailsFailsTheTransaction(_ engine: Engine) async throws {
        struct Refused: Error {}
        let heard = Mutex(0), database = try await scratch(engine) { messages in heard.withLock { $0 += messages.count } }
        try await database.write { try $0.execute("INSERT INTO things (id) VALUES ('a')") }
        await #expect(throws: DatabaseError.uniqueViolation("things_pkey")) {
            try await database.write { tx in
                tx.afterCommit("never")
                try tx.enqueue("INSERT INTO things (id) VALUES ('b')")
                try tx.enqueue("INSERT INTO things (id) VALUES ('a')")
                try tx.enqueue("INSERT INTO things (id) VALUES ('c')")
            }
        }
        await #expect(throws: Refused.self) {
            try await database.write { tx in
                try tx.enqueue("INSERT INTO things (id) VALUES ('d')")
                throw Refused()
            }
        }
        #expect(try await database.read { try $0.rows("SELECT id FROM things") { $0.string() } } == ["a"])
        #expect(heard.withLock { $0 } == 0)
    }

    @Test(arguments: Engine.underTest)
    func aUniqueViolationHasItsConstraintsName(_ engine: Engine) async throws {
        let database = try await scratch(engine)
        try await database.write { try $0.execute("INSERT INTO things (id, n, r) VALUES ('a', 1, 1)") }
        await #expect(throws: DatabaseError.uniqueViolation("things_pkey")) {
            try await database.write { try $0.execute("INSERT INTO things (id) VALUES ('a')") }
        }
        await #expect(throws: DatabaseError.uniqueViolation("things_n_r_key")) {
            try await database.write { try $0.execute("INSERT INTO things (id, n, r) VALUES ('b', 1, 1)") }
        }
        try await database.write { try $0.execute("INSERT INTO channels (id, name, teamid) VALUES ('c', 'town', 't')") }
        await #expect(throws: DatabaseError.uniqueViolation("channels_name_teamid_key")) {
            try await database.write { try $0.execute("INSERT INTO channels (id, name, teamid) VALUES ('d', 'town', 't')") }
        }
        try await database.write { try $0.execute("INSERT INTO teammembers (teamid, userid) VALUES ('t', 'u')") }
        await #expect(throws: DatabaseError.uniqueViolation("teammembers_pkey")) {
            try await database.write { try $0.execute("INSERT INTO teammembers (teamid, userid) VALUES ('t', 'u')") }
        }
    }

    @Test(arguments: Engine.underTest)
    func aSavepointUndoesItselfOnly(_ engine: Engine) async throws {
        let heard = Mutex<[String]>([])
        let database = try await scratch(engine) { messages in heard.withLock { $0 += messages.compactMap { $0 as? String } } }
        try await database.write { tx in
            try tx.execute("INSERT INTO things (id) VALUES ('a')")
            tx.afterCommit("outer")
            do {
                try tx.savepoint {
                    tx.afterCommit("inner")
                    try tx.execute("INSERT INTO things (id) VALUES ('b')")
                    try tx.execute("INSERT INTO things (id) VALUES ('a')")
                }
                Issue.record("nothing failed")
            } catch { #expect(error as? DatabaseError == .uniqueViolation("things_pkey")) }
            try tx.execute("INSERT INTO things (id) VALUES ('c')")
        }
        #expect(try await database.read { try $0.rows("SELECT id FROM things ORDER BY id") { $0.string() } } == ["a", "c"])
        #expect(heard.withLock { $0 } == ["outer"])
    }

    @Test(arguments: Engine.underTest)
    func likeAndLowerKnowTheSameLetters(_ engine: Engine) async throws {
        let database = try await scratch(engine)
        try await database.write { try $0.execute("INSERT INTO things (id) VALUES ('ÄRGER'), ('Arg')") }
        try await database.read { tx throws in
            #expect(try tx.rows("SELECT id FROM things WHERE id LIKE \("a%")") { $0.string() } == [])
            #expect(try tx.rows("SELECT id FROM things WHERE lower(id) LIKE \("ärg%")") { $0.string() } == ["ÄRGER"])
        }
    }

    @Test(arguments: Engine.underTest)
    func aReadSeesOneMoment(_ engine: Engine) async throws {
        let database = try await scratch(engine)
        let counts = try await database.readLong { tx in
            let before = try tx.value("SELECT count(*) FROM things", as: Int.self)
            let done = Mutex(false)
            Task {
                try await database.write { try $0.execute("INSERT INTO things (id) VALUES ('x')") }
                done.withLock { $0 = true }
            }
            while !done.withLock({ $0 }) { _ = try tx.value("SELECT 1", as: Int.self) }
            return [before, try tx.value("SELECT count(*) FROM things")]
        }
        #expect(counts == [0, 0])
        #expect(try await database.readOne { try $0.value("SELECT count(*) FROM things") } == 1)
    }

    @Test(arguments: Engine.underTest)
    func statementsAndTransactionsAreCounted(_ engine: Engine) async throws {
        let database = try await TestDatabase.make(engine), before = (database.queries.statements, database.queries.transactions)
        try await database.read { tx throws in
            let hasPosts = try tx.exists("SELECT 1 FROM posts")
            let hasUsers = try tx.exists("SELECT 1 FROM users")
            #expect(!hasPosts && !hasUsers)
        }
        #expect(database.queries.statements - before.0 == 2)
        #expect(database.queries.transactions - before.1 == 1)
    }

    @Test(arguments: Engine.underTest)
    func aClosedDatabaseRefuses(_ engine: Engine) async throws {
        let database = try await scratch(engine)
        try await database.write { try $0.execute("INSERT INTO things (id) VALUES ('x')") }
        await database.close()
        await #expect(throws: DatabaseError.self) { try await database.read { try $0.value("SELECT 1", as: Int.self) } }
        await #expect(throws: DatabaseError.self) { try await database.write { try $0.execute("DELETE FROM things") } }
        await database.close()
    }
}

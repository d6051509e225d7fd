import Chat
import Database
import Foundation
import TestSupport
import Testing

/// The tables are the ones that Mattermost 11.6 makes.
struct SchemaTests {
    @Test func postgresHasMattermostsCatalogueToTheLetter() async throws {
        let database = try await TestDatabase.make(.postgres)
        let ours = Set(try await database.read { try Catalogue.read($0) }), theirs = Set(try Catalogue.record())
        #expect(theirs.count > 1_000)
        #expect(theirs.subtracting(ours) == [])
        #expect(ours.subtracting(theirs) == [])
    }

    @Test func sqliteMirrorsTablesColumnsKeysAndMigrations() async throws {
        let database = try await TestDatabase.make(.sqlite)
        let ours = try await database.read { tx in
            try tx.rows(
                """
                SELECT m.name, c.name, c.type, c."notnull" OR c.pk > 0, c.dflt_value FROM sqlite_schema m, pragma_table_info(m.name) c
                WHERE m.type = 'table'
                """
            ) { row in
                "\(row.string()).\(row.string()) \(row.string()) \(row.bool()) \(row.string())"
            }
        }
        let theirs = try Catalogue.record().filter { $0[0] == "column" }.map { line in
            "\(line[1]).\(line[2]) \(Self.mirrored(type: line[3])) \(line[4] == "not null") \(Self.mirrored(value: line[5], type: line[3]))"
        }
        #expect(Set(theirs).subtracting(ours) == [])
        let unique = try await database.read { tx in
            try tx.rows(
                """
                SELECT m.name || ' ' || l.origin || ' ' || (SELECT group_concat(i.name, ', ') FROM pragma_index_info(l.name) i)
                FROM sqlite_schema m, pragma_index_list(m.name) l WHERE m.type = 'table' AND l."unique" AND l.origin <> 'c'
                """
            ) { $0.string() }
        }
        let constraints = try Catalogue.record().filter { $0[0] == "constraint" && !$0[3].hasPrefix("FOREIGN") }.compactMap {
            line -> String? in
            let columns = line[3].split(separator: "(")[1].dropLast()
            return "\(line[1]) \(line[3].hasPrefix("PRIMARY") ? "pk" : "u") \(columns)"
        }
        // An integer key is the row's own number in SQLite and has no index.
        let integerKeys: Set = ["linkmetadata pk hash", "db_migrations pk version"]
        #expect(Set(constraints).subtracting(unique) == integerKeys)
        #expect(try await database.read { try $0.value("SELECT count(*) FROM db_migrations") } == 166)
    }

    private static func mirrored(type: String) -> String {
        let numbers = ["bigint", "integer", "smallint", "boolean"], reals = ["double precision", "real"]
        return numbers.contains(type) ? "INTEGER" : reals.contains(type) ? "REAL" : type == "bytea" ? "BLOB" : "TEXT"
    }

    private static func mirrored(value: String, type: String) -> String {
        let bare = value.prefix { $0 != ":" }
        if bare == "NULL" { return "" }
        guard mirrored(type: type) == "INTEGER" else { return String(bare) }
        return bare == "false" ? "0" : bare == "true" ? "1" : bare.filter { $0 != "'" }
    }

    @Test(arguments: Engine.underTest)
    func ourTablesComeAndGo(_ engine: Engine) async throws {
        let database = try await TestDatabase.make(engine), newest = try await Schema.migrator.version(of: database)
        #expect(try await Schema.migrator.up(database) == [])
        try await Schema.migrator.down(database, to: 1)
        #expect(try await database.read { try $0.hasTable("martlet_pendingposts") } == false)
        #expect(try await Schema.migrator.up(database) == Array(2...newest))
        #expect(try await database.read { try $0.hasTable("martlet_pendingposts") })
    }

    @Test func clientsNamesForMessagesOutliveTheirNewOrder() async throws {
        let database = try await TestDatabase.make(.sqlite)
        let names: @Sendable (Transaction<ReadOnly>) throws -> [String] = { tx in
            try tx.rows("SELECT pendingid FROM martlet_pendingposts ORDER BY postid") { $0.string() }
        }
        try await Schema.migrator.down(database, to: 8)
        try await database.write { tx in
            for (post, name) in ["ann:17", "plain", "a:b:c"].enumerated() {
                try tx.execute(
                    "INSERT INTO martlet_pendingposts (userid, pendingid, postid, createat) VALUES ('ann', \(name), \("\(post)"), 1)")
            }
        }
        try await Schema.migrator.up(database)
        #expect(try await database.read(names) == ["17:ann", "plain", "b:c:a"])
    }

    @Test(arguments: Engine.underTest)
    func whatHoldsEverythingIsNotTakenBack(_ engine: Engine) async throws {
        let database = try await TestDatabase.make(engine)
        let error = await #expect(throws: MigrationError.self) { try await Schema.migrator.down(database, to: 0) }
        #expect(error?.description.contains("cannot be taken back") == true)
        #expect(try await database.read { try $0.hasTable("posts") })
    }

    /// A Mattermost database has no table of ours: only those are added, and nothing of its own is run again.
    @Test(arguments: Engine.underTest)
    func anExistingMattermostDatabaseIsTakenOver(_ engine: Engine) async throws {
        let database = try await TestDatabase.make(engine)
        try await Schema.migrator.down(database, to: 1)
        try await database.write { tx in
            try tx.execute("DROP TABLE martlet_migrations")
            try tx.execute("INSERT INTO systems (name, value) VALUES ('kept', 'yes')")
        }
        #expect(try await Schema.migrator.up(database).first == 1)
        #expect(try await database.read { try $0.value("SELECT value FROM systems WHERE name = 'kept'") } == "yes")
        #expect(try await database.read { try $0.hasTable("martlet_pendingposts") })
    }

    @Test(arguments: Engine.underTest, [("newer Mattermost", 168), ("older than 11.6", -1)])
    func anotherMattermostsDatabaseIsRefused(_ engine: Engine, _ other: (sentence: String, version: Int)) async throws {
        let database = try await TestDatabase.make(engine)
        try await database.write { tx in
            if other.version > 0 {
                try tx.execute("INSERT INTO db_migrations (version, name) VALUES (\(other.version), 'later')")
            } else {
                try tx.execute("DELETE FROM db_migrations WHERE version = 167")
            }
        }
        let error = await #expect(throws: MigrationError.self) { try await Schema.migrate(database) }
        #expect(error?.description.contains(other.sentence) == true)
    }

    @Test(arguments: Engine.underTest)
    func aDatabaseOfALaterServerIsRefused(_ engine: Engine) async throws {
        let database = try await TestDatabase.make(engine)
        try await database.write { try $0.execute("INSERT INTO martlet_migrations (version, name, appliedat) VALUES (9999, 'later', 0)") }
        let error = await #expect(throws: MigrationError.self) { try await Schema.migrate(database) }
        #expect(error?.description.contains("Start a newer server") == true)
    }

    @Test(arguments: Engine.underTest)
    func anotherProgramsTablesAreRefused(_ engine: Engine) async throws {
        let database = try await TestDatabase.make(engine)
        try await database.write { try $0.execute("DROP TABLE db_migrations") }
        let error = await #expect(throws: MigrationError.self) { try await Schema.migrate(database) }
        #expect(error?.description.contains("another program") == true)
    }

    @Test func twoServersThatStartTogetherMigrateOnce() async throws {
        let server = try await TestPostgres.shared, name = "martlet_together_\(getpid())"
        try await server.run("CREATE DATABASE \(name)")
        let url = server.url(of: name)
        let steps = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for _ in 0..<3 {
                group.addTask {
                    let database = try PostgresDatabase(url: url, connections: 1, publish: { _ in })
                    let done = try await Schema.migrator.up(database)
                    await database.close()
                    return done
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(steps.sorted() == Array(1...Int64(steps.count)))
        try await server.run("DROP DATABASE \(name) WITH (FORCE)")
    }

    @Test func twoServersOnOneFileMigrateOnce() async throws {
        let path = TestDirectory.shared.path("together.db")
        let steps = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for _ in 0..<3 {
                group.addTask {
                    let database = try SQLiteDatabase(path: path, publish: { _ in })
                    let done = try await Schema.migrator.up(database)
                    await database.close()
                    return done
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(steps.sorted() == Array(1...Int64(steps.count)))
    }
}

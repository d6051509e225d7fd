import Foundation
import TestSupport
import Testing

@testable import Database

/// The two settings that say where the data is.
struct DataSourceTests {
    static let printable = String(decoding: (33...126).map { UInt8($0) }, as: UTF8.self)
    private static func encoded(_ text: String) -> String { text.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined() }

    private func address(_ url: String) throws -> [String: String] {
        guard case .postgres(let address) = try DataSource(driver: "postgres", source: url) else { return [:] }
        return Dictionary(uniqueKeysWithValues: address.parameters.map { ($0.name, $0.value) })
    }

    @Test func sqliteTakesAPathInManyClothes() throws {
        for source in ["/x/y.db", "sqlite:///x/y.db", "file:/x/y.db", "file:///x/y.db?cache=shared", " /x/y.db "] {
            #expect(try DataSource(driver: "sqlite", source: source) == .sqlite(path: "/x/y.db"))
        }
        #expect(try DataSource(driver: "", source: "") == .sqlite(path: "./data/martlet.db"))
        #expect(try DataSource(driver: "SQLite3", source: "rel.db") == .sqlite(path: "rel.db"))
    }

    @Test func aUrlFallsIntoItsParts() throws {
        let parts = try address(
            "postgres://mmuser:most%20est@db.example:5433/chat?sslmode=verify-full&connect_timeout=3&binary_parameters=yes")
        #expect(parts["user"] == "mmuser" && parts["password"] == "most est" && parts["host"] == "db.example" && parts["port"] == "5433")
        #expect(parts["dbname"] == "chat" && parts["sslmode"] == "verify-full" && parts["connect_timeout"] == "3")
        #expect(parts["binary_parameters"] == nil)
        let several = try address(
            "postgresql://u@[::1]:5432,other:5433/d?target_session_attrs=read-write&search_path=a,b c&options=-c%20x=1")
        #expect(several["host"] == "::1,other" && several["port"] == "5432,5433" && several["password"] == nil)
        #expect(several["options"] == #"-c x=1 -c search_path=a,b\ c"#)
        #expect(try address("postgres:///d?host=/run/postgresql")["host"] == "/run/postgresql")
    }

    @Test func rawCharactersInAPasswordAreUnderstoodWhereOnlyOneReadingMakesSense() throws {
        for password in ["p@ss", "p:ss", "a/b", "a?b", "a#b", "100%", "%zz", "a@b/c@d?e", "=&+ "] {
            let parts = try address("postgres://u:\(password)@host:1/d?sslmode=disable")
            #expect(
                parts["password"] == password && parts["host"] == "host" && parts["port"] == "1" && parts["dbname"] == "d", "\(password)")
        }
        #expect(try address("postgres://host:5432/d?user=a@b")["user"] == "a@b")
    }

    @Test func everyPrintableCharacterMayBeInAPassword() async throws {
        let url = "postgres://u:\(Self.encoded(Self.printable))@h/d"
        #expect(try address(url)["password"] == Self.printable)
    }

    @Test func anErrorNamesThePartAndNeverTheSecret() {
        let secret = "s3cr3t-W0rd"
        let wrong: [(driver: String, source: String, part: String)] = [
            ("oracle", "postgres://u:\(secret)@h/d", "driver"),
            ("mysql", "u:\(secret)@tcp(h)/d", "mysql"),
            ("sqlite", "postgres://u:\(secret)@h/d", "driver is sqlite"),
            ("sqlite", "http://\(secret)", "path"),
            ("postgres", "u:\(secret)@h/d", "URL"),
            ("postgres", "http://u:\(secret)@h/d", "URL"),
            ("postgres", "", "URL"),
            ("postgres", "postgres://u:\(secret)@h:port/d", "port"),
            ("postgres", "postgres://u:\(secret)@h:70000/d", "port"),
            ("postgres", "postgres://u:\(secret)/d", "port"),
            ("postgres", "postgres://u:\(secret)@[::1/d", "bracket"),
            ("postgres", "postgres://u:\(secret)@h/", "database"),
            ("postgres", "postgres://u:\(secret)@h", "database"),
            ("postgres", "postgres://u:\(secret)@h/d?sslmode=\(secret)", "sslmode"),
        ]
        for (driver, source, part) in wrong {
            let error = #expect(throws: DataSourceError.self) { try DataSource(driver: driver, source: source) }
            #expect(error?.description.contains(part) == true, "\(source): \(error?.description ?? "")")
            #expect(error?.description.contains(secret) == false)
        }
    }
}

/// The same against a real server that asks for passwords.
struct DataSourceConnectionTests {
    /// A role with that password and a database of its own, and where to reach them.
    private func withRole(_ password: String, _ body: (_ place: String) async throws -> Void) async throws {
        let server = try await TestPostgres.shared
        guard let port = server.port else { return }  // a server that was given decides about roles itself
        let name = "dsn_\(getpid())_\(UInt32.random(in: 0...UInt32.max))"
        let quoted = password.replacingOccurrences(of: "'", with: "''")
        try await server.run("CREATE ROLE \(name) LOGIN PASSWORD '\(quoted)'")
        try await body("\(name):%@@127.0.0.1:\(port)/postgres?sslmode=disable")
        try await server.run("DROP ROLE \(name)")
    }

    private func message(_ url: String) -> String {
        do {
            _ = try PostgresDatabase(url: url, connections: 1, publish: { _ in })
            return ""
        } catch { return "\(error)" }
    }

    @Test func everyPrintableCharacterInAPasswordLogsIn() async throws {
        let password = DataSourceTests.printable
        try await withRole(password) { place in
            let encoded = password.utf8.map { "%" + String($0, radix: 16) }.joined()
            let url = "postgres://" + place.replacingOccurrences(of: "%@", with: encoded)
            let database = try PostgresDatabase(url: url, connections: 1, publish: { _ in })
            #expect(try await database.readOne { try $0.value("SELECT 1") } == 1)
            await database.close()
        }
    }

    @Test func aRefusalSaysWhichPartIsWrongAndNotTheSecret() async throws {
        let secret = "Zx9!s3cr3t%25w0rd"
        try await withRole("another") { place in
            let url = "postgres://" + place.replacingOccurrences(of: "%@", with: secret)
            let wrong = message(url)
            #expect(wrong.contains("the user or the password"))
            #expect(!wrong.contains("s3cr3t"))
            let right = "postgres://" + place.replacingOccurrences(of: "%@", with: "another")
            #expect(message(right.replacingOccurrences(of: "/postgres?", with: "/nowhere?")).contains("the database in the data source"))
            #expect(
                message(right.replacingOccurrences(of: "127.0.0.1", with: "host.invalid")).contains(
                    "the host in the data source is not known"))
            #expect(message("postgres://u:\(secret)@127.0.0.1:1/d").contains("nothing listens"))
            #expect(!message("postgres://u:s3cr3t@x/y@host.invalid:1/d").contains("s3cr3t"))
            #expect(message("postgres://u:\(secret)@/d?host=/nowhere").contains("nothing listens on the socket"))
            #expect(message(right.replacingOccurrences(of: "disable", with: "require")).contains("no TLS"))
            #expect(message(right.replacingOccurrences(of: ":another", with: "")).contains("has no password"))
        }
    }
}

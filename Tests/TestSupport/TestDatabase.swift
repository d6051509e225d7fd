import Chat
public import Database
import Foundation
import Synchronization

/// A fresh, migrated database of its own for one test; gone when nobody holds it any more.
public final class TestDatabase: Database {
    private let inner: any Database
    /// The file of SQLite, the URL of PostgreSQL: for a second connection to the same data.
    public let location: String
    private let remove: @Sendable () -> Void

    private init(_ inner: any Database, location: String, remove: @escaping @Sendable () -> Void) {
        self.inner = inner
        self.location = location
        self.remove = remove
    }

    deinit { remove() }

    /// A copy of a database that was migrated once: some milliseconds.
    public static func make(_ engine: Engine, publish: @escaping Publish = { _ in }) async throws -> TestDatabase {
        switch engine {
        case .sqlite: try await makeSQLite(publish)
        case .postgres: try await makePostgres(publish)
        }
    }

    /// A copy of an SQLite database that nobody writes to, or a PostgreSQL database itself: for tests that set up the same world
    /// many times, and for what a killed server left. Whoever made the original keeps it.
    public static func copy(ofClosed original: String, publish: @escaping Publish) throws -> TestDatabase {
        if original.hasPrefix("postgres") {
            return TestDatabase(try PostgresDatabase(url: original, connections: 4, publish: publish), location: original) {}
        }
        let path = TestDirectory.shared.path("test-\(nextNumber()).db")
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: original + suffix) {
            try FileManager.default.copyItem(atPath: original + suffix, toPath: path + suffix)
        }
        return TestDatabase(try SQLiteDatabase(path: path, publish: publish), location: path) {
            for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        }
    }

    /// Another node's connections to the same PostgreSQL database, which must outlive it.
    public static func second(to first: TestDatabase, publish: @escaping Publish) throws -> TestDatabase {
        TestDatabase(try PostgresDatabase(url: first.location, connections: 4, publish: publish), location: first.location) { _ = first }
    }

    public var dialect: Dialect { inner.dialect }
    public var queries: QueryCount { inner.queries }
    public var pool: PoolFigures? { inner.pool }
    public func transact<T: Sendable>(
        reading kind: ReadKind, _ body: @Sendable @escaping (Transaction<ReadOnly>) throws -> T
    ) async throws -> T {
        try await inner.transact(reading: kind, body)
    }
    public func transact<T: Sendable>(
        writing isolation: Isolation, _ body: @Sendable @escaping (Transaction<ReadWrite>) throws -> T
    ) async throws -> T {
        try await inner.transact(writing: isolation, body)
    }
    public func close() async { await inner.close() }
}

extension TestDatabase {
    private static let number = Atomic<Int>(0)
    private static func nextNumber() -> Int { number.wrappingAdd(1, ordering: .relaxed).newValue }

    private static let sqliteTemplate = Task {
        let path = TestDirectory.shared.path("template.db")
        let database = try SQLiteDatabase(path: path, publish: { _ in })
        try await Schema.migrate(database)
        await database.close()
        return path
    }

    private static func makeSQLite(_ publish: @escaping Publish) async throws -> TestDatabase {
        let template = try await sqliteTemplate.value
        let path = TestDirectory.shared.path("test-\(nextNumber()).db")
        try FileManager.default.copyItem(atPath: template, toPath: path)
        let database = try SQLiteDatabase(path: path, publish: publish)
        return TestDatabase(database, location: path) {
            for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
        }
    }

    private static func makePostgres(_ publish: @escaping Publish) async throws -> TestDatabase {
        let name = try await PostgresShelf.shared.take(), url = try await TestPostgres.shared.url(of: name)
        let database = try PostgresDatabase(url: url, connections: 4, publish: publish)
        return TestDatabase(database, location: url) { Task { await PostgresShelf.shared.giveBack(name) } }
    }
}

/// Where this run of the tests keeps its files: in memory when the machine offers that, removed at exit.
public final class TestDirectory: Sendable {
    public static let shared = TestDirectory()
    private let root: String

    private init() {
        let place = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        root = "\(place)/martlet-test-\(getpid())"
        Self.sweep(place)
        try! FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: TestDirectory.shared.root) }
    }

    /// Removes what runs left behind that crashed.
    private static func sweep(_ place: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] where name.hasPrefix("martlet-test-") {
            guard let process = pid_t(name.dropFirst("martlet-test-".count)), kill(process, 0) != 0, errno == ESRCH else { continue }
            try? FileManager.default.removeItem(atPath: "\(place)/\(name)")
        }
    }

    /// The full path of `name`.
    public func path(_ name: String) -> String { "\(root)/\(name)" }
}

/// Brings a database to the version of this server and back, one transaction a step. Two servers that start together take
/// turns: PostgreSQL by an advisory lock, SQLite by its write lock.
public struct Migrator: Sendable {
    private let migrations: [Migration]
    private let check: @Sendable (Transaction<ReadOnly>) throws -> Void
    private static let lock: Int64 = 0x6D61_7274_6C65_74  // "martlet"

    /// - Parameter check: throws `MigrationError` when the database is one that this server must not touch.
    public init(_ migrations: [Migration], check: @escaping @Sendable (Transaction<ReadOnly>) throws -> Void = { _ in }) {
        self.migrations = migrations.sorted { $0.version < $1.version }
        self.check = check
    }

    /// Runs what is missing and says which steps those were.
    @discardableResult
    public func up(_ database: any Database) async throws -> [Int64] {
        var done: [Int64] = []
        while let version = try await step(database, { tx, version in try applyNext(after: version, in: tx) }) { done.append(version) }
        return done
    }

    /// Takes back every step after `version`, the newest first. When none remains, nor does the table that counts them.
    public func down(_ database: any Database, to version: Int64) async throws {
        while try await step(
            database,
            { tx, current in
                current > version ? try revert(current, in: tx) : nil
            }) != nil
        {}
    }

    /// The version a database is at: 0 for one that was never migrated.
    public func version(of database: any Database) async throws -> Int64 {
        try await database.read { tx in try tx.hasTable("martlet_migrations") ? try Self.current(in: tx) : 0 }
    }

    private func step(
        _ database: any Database, _ body: @escaping @Sendable (Transaction<ReadWrite>, Int64) throws -> Int64?
    ) async throws -> Int64? {
        try await database.write(isolation: .readCommitted) { tx in  // sees what another server did while we waited for the lock
            if tx.dialect == .postgres {
                try tx.execute("SELECT pg_advisory_xact_lock(\(Self.lock))")
                try tx.script("SET LOCAL statement_timeout = 0")
            }
            try check(tx.reading)
            if try !tx.hasTable("martlet_migrations") { try tx.script(Self.ledger(tx.dialect)) }
            let version = try Self.current(in: tx.reading)
            if let newest = migrations.last?.version, version > newest {
                throw MigrationError(
                    "The database is at version \(version) and this server knows versions up to \(newest). Start a newer server, "
                        + "or take the database back with the newer one first.")
            }
            return try body(tx, version)
        }
    }

    private func applyNext(after version: Int64, in tx: Transaction<ReadWrite>) throws -> Int64? {
        guard let next = migrations.first(where: { $0.version > version }) else { return nil }
        if try !next.isPresent(tx.reading) { try tx.script(tx.dialect == .sqlite ? next.sqlite : next.postgres) }
        try tx.execute(
            """
            INSERT INTO martlet_migrations (version, name, appliedat) VALUES (\(next.version), \(next.name), \
            \(sqlite: "unixepoch() * 1000", postgres: "(extract(epoch FROM now()) * 1000)::bigint"))
            """)
        return next.version
    }

    private func revert(_ version: Int64, in tx: Transaction<ReadWrite>) throws -> Int64? {
        guard let migration = migrations.first(where: { $0.version == version }) else { return nil }
        switch migration.reverse {
        case .impossible(let reason):
            throw MigrationError("Version \(version) (\(migration.name)) cannot be taken back: \(reason)")
        case .script(let sqlite, let postgres): try tx.script(tx.dialect == .sqlite ? sqlite : postgres)
        }
        try tx.execute("DELETE FROM martlet_migrations WHERE version = \(version)")
        return version
    }

    private static func current(in tx: Transaction<ReadOnly>) throws -> Int64 {
        try tx.value("SELECT max(version) FROM martlet_migrations") ?? 0
    }

    private static func ledger(_ dialect: Dialect) -> String {
        dialect == .sqlite
            ? "CREATE TABLE martlet_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, appliedat INTEGER NOT NULL) STRICT"
            : "CREATE TABLE martlet_migrations (version bigint PRIMARY KEY, name text NOT NULL, appliedat bigint NOT NULL)"
    }
}

extension Transaction {
    /// Whether the database has a table of that name where unqualified names are looked up.
    public func hasTable(_ name: String) throws -> Bool {
        try exists(
            """
            SELECT 1 \(sqlite: "FROM sqlite_schema WHERE type = 'table' AND name =", postgres: "WHERE to_regclass(") \(name)\
            \(sqlite: "", postgres: ") IS NOT NULL")
            """)
    }
}

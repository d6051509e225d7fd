import Chat
import Database
import Foundation

/// PostgreSQL databases for tests. Copying the migrated template takes a fifth of a second, emptying one that a test is
/// done with takes a twentieth of that, so databases are used again; one whose tables were changed is dropped.
actor PostgresShelf {
    static let shared = PostgresShelf()
    private var empty: [String] = []
    private var made = 0
    private var template: Task<Template, any Error>?

    private struct Template: Sendable { let name: String, fingerprint: [String] }

    /// A migrated database that nobody uses.
    func take() async throws -> String {
        let server = try await TestPostgres.shared, template = try await migrated()
        if let name = empty.popLast() { return name }
        made += 1
        let name = "martlet_test_\(getpid())_\(made)"
        try await server.run("CREATE DATABASE \(name) TEMPLATE \(template.name)")
        return name
    }

    /// Empties the database for the next test.
    func giveBack(_ name: String) async {
        do {
            let server = try await TestPostgres.shared, template = try await migrated()
            let database = try PostgresDatabase(url: server.url(of: name), connections: 1, publish: { _ in })
            let isIntact = try await database.write { tx in
                try tx.execute(Self.deleteEverything)
                return try Self.fingerprint(tx.reading) == template.fingerprint
            }
            await database.close()
            if isIntact { empty.append(name) } else { try await server.run("DROP DATABASE \(name) WITH (FORCE)") }
        } catch {}  // it is not used again, and goes with the server
    }

    private func migrated() async throws -> Template {
        if let template { return try await template.value }
        let task = Task {
            let server = try await TestPostgres.shared, name = "martlet_template_\(getpid())"
            try await server.run("CREATE DATABASE \(name)")
            let database = try PostgresDatabase(url: server.url(of: name), connections: 1, publish: { _ in })
            try await Schema.migrate(database)
            let fingerprint = try await database.read { try Self.fingerprint($0) }
            await database.close()
            return Template(name: name, fingerprint: fingerprint)
        }
        template = task
        return try await task.value
    }

    private static let deleteEverything: SQL = """
        DO $$ DECLARE name text; BEGIN
            FOR name IN SELECT tablename FROM pg_tables
                WHERE schemaname = 'public' AND tablename NOT IN ('db_migrations', 'martlet_migrations')
            LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
        END $$
        """

    /// Differs when a test made, changed or dropped something that outlives its rows.
    private static func fingerprint(_ tx: Transaction<ReadOnly>) throws -> [String] {
        try tx.rows(
            """
            SELECT relname || ' ' || relnatts || ' ' || relkind::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
            UNION ALL SELECT 'migration ' || version FROM db_migrations
            UNION ALL SELECT 'own ' || version FROM martlet_migrations ORDER BY 1
            """
        ) { $0.string() }
    }
}

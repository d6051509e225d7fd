internal import Database

/// Every statement about `systems`, the table of what the installation remembers, and counts over all tables.
struct SystemQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var systems: SystemQueries<Access> { .init(tx: self) } }

extension SystemQueries {
    func all() throws -> [String: String] {
        var rows: [String: String] = [:]
        try tx.each("SELECT name, value FROM systems") { row in
            let name = row.string()
            rows[name] = row.string()
        }
        return rows
    }

    func find(_ name: String) throws -> String? { try tx.value("SELECT value FROM systems WHERE name = \(name)") }

    /// Mattermost's own migrations, newest first.
    func migrations() throws -> [(version: Int64, name: String)] {
        try tx.rows("SELECT version, name FROM db_migrations ORDER BY version DESC") { (version: $0.integer(), name: $0.string()) }
    }

    /// Whether the engine answers at all.
    func answers() throws -> Bool { try tx.exists("SELECT 1") }
    func hasAccounts() throws -> Bool { try tx.exists("SELECT 1 FROM users LIMIT 1") }
    func firstAccountAt() throws -> Int64? { try tx.value("SELECT MIN(createat) FROM users") }
    func schemaVersion() throws -> String { String(try tx.value("SELECT MAX(version) FROM db_migrations", as: Int64.self) ?? 0) }
}

extension SystemQueries where Access == ReadWrite {
    /// Writes the row unless there is one with a value, and says what it holds then.
    func keep(_ name: String, _ value: String) throws -> String {
        try tx.execute(
            """
            INSERT INTO systems (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE systems.value IS NULL OR systems.value = ''
            """)
        return try find(name) ?? value
    }

    func set(_ name: String, _ value: String) throws {
        try tx.execute(
            """
            INSERT INTO systems (name, value) VALUES (\(name), \(value)) ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }
}

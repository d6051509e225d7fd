internal import Database
internal import Wire

/// Every statement about preferences.
struct PreferenceQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var preferences: PreferenceQueries<Access> { .init(tx: self) } }

extension Preference {
    static let columns: Columns = "userid, category, name, value"
    init(_ row: inout Row) { self.init(user: row.next(), category: row.next(), name: row.next(), value: row.next()) }
}

extension PreferenceQueries {
    func all(of user: ID<User>) throws -> [Preference] {
        try tx.rows("SELECT \(Preference.columns) FROM preferences WHERE userid = \(user) ORDER BY category, name") { Preference(&$0) }
    }

    func all(of user: ID<User>, in category: String) throws -> [Preference] {
        try tx.rows(
            """
            SELECT \(Preference.columns) FROM preferences WHERE userid = \(user) AND category = \(category) ORDER BY name
            """
        ) { Preference(&$0) }
    }

    func find(_ name: String, in category: String, of user: ID<User>) throws -> Preference? {
        try tx.first(
            """
            SELECT \(Preference.columns) FROM preferences WHERE userid = \(user) AND category = \(category) AND name = \(name)
            """
        ) { Preference(&$0) }
    }
}

extension PreferenceQueries where Access == ReadWrite {
    /// Writes all, in place of those of the same name.
    func save(_ preferences: [Preference]) throws {
        for preference in preferences {
            try tx.execute(
                """
                INSERT INTO preferences (\(Preference.columns))
                VALUES (\(preference.user), \(preference.category), \(preference.name), \(preference.value))
                ON CONFLICT (userid, category, name) DO UPDATE SET value = excluded.value
                """)
        }
    }

    func remove(_ preference: Preference) throws {
        try tx.execute(
            """
            DELETE FROM preferences
            WHERE userid = \(preference.user) AND category = \(preference.category) AND name = \(preference.name)
            """)
    }

    func removeAll(of user: ID<User>) throws { try tx.execute("DELETE FROM preferences WHERE userid = \(user)") }
}

/// Mattermost 11.6's tables, which are ours too: an existing database can be taken over in place and given back.
/// Names, types and defaults are the contract; PostgreSQL gets them to the letter, SQLite a mirror with the same columns.
enum MattermostTables {
    /// The last of the original's migrations that these tables contain.
    static let lastMigration: Int64 = 167

    static let postgres = [
        postgresTypes, postgresTablesAToM, postgresTablesNToZ, postgresForeignKeys, postgresViews, postgresIndexes, migrationRows,
    ].joined(separator: "\n")

    static let sqlite = [sqliteTablesAToM, sqliteTablesNToZ, sqliteViews, sqliteIndexes, migrationRows].joined(separator: "\n")
}

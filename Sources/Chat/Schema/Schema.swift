public import Database

/// The database as the product needs it: Mattermost 11.6's tables and a few of our own, which carry the prefix `martlet_`.
public enum Schema {
    /// Every step so far. Steps that were released never change; a new one is added at the end.
    public static let migrator = Migrator(
        [
            mattermost, ownTables, followersOfChannels, search, jobsAndPriorities, fileTables, leanIndexes, searchOrders, narrowWrites,
            searchMarks,
        ],
        check: refuseForeign)

    /// Brings a database to this server's version.
    public static func migrate(_ database: any Database) async throws { try await migrator.up(database) }

    private static let mattermost = Migration(
        version: 1, name: "mattermost 11.6",
        sqlite: MattermostTables.sqlite, postgres: MattermostTables.postgres,
        reverse: .impossible("it holds everything that was ever said. To start afresh, use an empty database."),
        isPresent: { try $0.hasTable("db_migrations") })

    private static let ownTables = Migration(
        version: 2, name: "own tables",
        sqlite: """
            CREATE TABLE martlet_pendingposts (
                userid TEXT NOT NULL, pendingid TEXT NOT NULL, postid TEXT NOT NULL, createat INTEGER NOT NULL,
                PRIMARY KEY (userid, pendingid)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX martlet_pendingposts_createat ON martlet_pendingposts (createat);
            CREATE TABLE IF NOT EXISTS configurations (
                id TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, createat INTEGER NOT NULL, active INTEGER UNIQUE,
                sha TEXT DEFAULT ''
            ) STRICT;
            CREATE TABLE IF NOT EXISTS configurationfiles (
                name TEXT NOT NULL PRIMARY KEY, data TEXT NOT NULL, createat INTEGER NOT NULL, updateat INTEGER NOT NULL
            ) STRICT;
            """,
        postgres: """
            CREATE TABLE martlet_pendingposts (
                userid varchar(26) NOT NULL, pendingid varchar(128) NOT NULL, postid varchar(26) NOT NULL, createat bigint NOT NULL,
                PRIMARY KEY (userid, pendingid)
            );
            CREATE INDEX martlet_pendingposts_createat ON martlet_pendingposts (createat);
            CREATE TABLE IF NOT EXISTS configurations (
                id varchar(26) PRIMARY KEY, value text NOT NULL, createat bigint NOT NULL, active boolean UNIQUE,
                sha char(64) DEFAULT ''
            );
            CREATE TABLE IF NOT EXISTS configurationfiles (
                name varchar(64) PRIMARY KEY, data text NOT NULL, createat bigint NOT NULL, updateat bigint NOT NULL
            );
            """,
        // The settings stay: they lie in the original's own tables, and another server of either kind can read them.
        reverse: .script(sqlite: "DROP TABLE martlet_pendingposts", postgres: "DROP TABLE martlet_pendingposts"))

    /// Every answer in a thread asks who follows all threads of its channel: nearly nobody, so the index holds only those.
    private static let followersOfChannels = Migration(
        version: 3, name: "followers of channels",
        sqlite: """
            CREATE INDEX IF NOT EXISTS martlet_channelmembers_autofollow ON channelmembers (channelid)
                WHERE notifyprops ->> 'channel_auto_follow_threads' = 'on';
            """,
        postgres: """
            CREATE INDEX IF NOT EXISTS martlet_channelmembers_autofollow ON channelmembers (channelid)
                WHERE notifyprops ->> 'channel_auto_follow_threads' = 'on';
            """,
        reverse: .script(
            sqlite: "DROP INDEX martlet_channelmembers_autofollow", postgres: "DROP INDEX martlet_channelmembers_autofollow"))

    private static let search = Migration(
        version: 4, name: "search", sqlite: SearchSchema.sqlite, postgres: SearchSchema.postgres,
        reverse: .script(sqlite: SearchSchema.removeFromSQLite, postgres: SearchSchema.removeFromPostgres))

    /// Who does a job now, and in which channels something was ever marked: pages of the others need not look.
    private static let jobsAndPriorities = Migration(
        version: 5, name: "leases of jobs, channels with priorities",
        sqlite: """
            CREATE TABLE martlet_leases (name TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, endsat INTEGER NOT NULL) STRICT, WITHOUT ROWID;
            CREATE TABLE martlet_prioritychannels (channelid TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
            INSERT INTO martlet_prioritychannels (channelid) SELECT DISTINCT channelid FROM postspriority;
            """,
        postgres: """
            CREATE TABLE martlet_leases (name varchar(64) PRIMARY KEY, holder varchar(26) NOT NULL, endsat bigint NOT NULL);
            CREATE TABLE martlet_prioritychannels (channelid varchar(26) PRIMARY KEY);
            INSERT INTO martlet_prioritychannels (channelid) SELECT DISTINCT channelid FROM postspriority;
            """,
        reverse: .script(
            sqlite: "DROP TABLE martlet_leases; DROP TABLE martlet_prioritychannels",
            postgres: "DROP TABLE martlet_leases; DROP TABLE martlet_prioritychannels"))

    /// Refuses a database that is not ours and not Mattermost's at exactly the level of these tables: writing into newer
    /// or older ones by the rules of 11.6 would damage them.
    private static let refuseForeign: @Sendable (Transaction<ReadOnly>) throws -> Void = { tx in
        guard try tx.hasTable("db_migrations") else {
            if try tx.hasTable("users") || tx.hasTable("posts") {
                throw MigrationError(
                    "The database holds tables of another program (users or posts, but no db_migrations). Use an empty one.")
            }
            return
        }
        let known = MattermostTables.lastMigration
        let last = try tx.value("SELECT max(version) FROM db_migrations", as: Int64.self) ?? 0
        if last > known {
            throw MigrationError(
                "The database was migrated by a newer Mattermost (schema \(last)); this server knows schema \(known), which is 11.6.")
        }
        if last < known {
            throw MigrationError(
                "The database is at Mattermost schema \(last), older than 11.6 (schema \(known)). Start Mattermost 11.6 on it once: "
                    + "it brings the tables up.")
        }
    }
}

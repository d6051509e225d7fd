internal import Database

extension Schema {
    /// What `JournalQueries` and `UploadQueries` keep.
    static let fileTables = Migration(
        version: 6, name: "file tables",
        sqlite: """
            CREATE TABLE martlet_filejournal (
                path TEXT NOT NULL PRIMARY KEY, createat INTEGER NOT NULL, doomed INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX martlet_filejournal_createat ON martlet_filejournal (createat);
            CREATE TABLE martlet_uploadparts (
                uploadid TEXT NOT NULL, fileoffset INTEGER NOT NULL, filesize INTEGER NOT NULL, path TEXT NOT NULL,
                PRIMARY KEY (uploadid, fileoffset)
            ) STRICT, WITHOUT ROWID;
            """,
        postgres: """
            CREATE TABLE martlet_filejournal (path varchar(1024) PRIMARY KEY, createat bigint NOT NULL, doomed boolean NOT NULL);
            CREATE INDEX martlet_filejournal_createat ON martlet_filejournal (createat);
            CREATE TABLE martlet_uploadparts (
                uploadid varchar(26) NOT NULL, fileoffset bigint NOT NULL, filesize bigint NOT NULL, path varchar(512) NOT NULL,
                PRIMARY KEY (uploadid, fileoffset)
            );
            """,
        reverse: .script(
            sqlite: "DROP TABLE martlet_filejournal; DROP TABLE martlet_uploadparts",
            postgres: "DROP TABLE martlet_filejournal; DROP TABLE martlet_uploadparts"))
}

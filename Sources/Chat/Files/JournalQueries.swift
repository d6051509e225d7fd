internal import Database
internal import Wire

/// What is about to be in the store without a row that tells of it, or no longer should be. It is written before the store is
/// touched, so after a crash the clean-up knows what lies there without looking through it.
struct JournalQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var fileJournal: JournalQueries<Access> { .init(tx: self) } }

extension JournalQueries {
    /// What is to be removed, the oldest first.
    func doomed(limit: Int64) throws -> [String] {
        try tx.rows("SELECT path FROM martlet_filejournal WHERE doomed ORDER BY createat LIMIT \(limit)") { $0.next() }
    }
}

extension JournalQueries where Access == ReadWrite {
    /// These paths will be written to, and soon after be told of by a row.
    func expect(_ paths: [String], at time: Int64) throws {
        for path in paths {
            try tx.execute("INSERT INTO martlet_filejournal (path, createat, doomed) VALUES (\(path), \(time), FALSE)")
        }
    }

    /// A row tells of these now. False when the clean-up gave one of them up in the meantime: the row must not be written.
    func settle(_ paths: [String]) throws -> Bool {
        try tx.execute("DELETE FROM martlet_filejournal WHERE path \(in: paths) AND NOT doomed") == Set(paths).count
    }

    /// No row tells of these any more: they will be removed, also after a crash.
    func doom(_ paths: [String], at time: Int64) throws {
        for path in paths {
            try tx.execute(
                """
                INSERT INTO martlet_filejournal (path, createat, doomed) VALUES (\(path), \(time), TRUE)
                ON CONFLICT (path) DO UPDATE SET doomed = TRUE
                """)
        }
    }

    /// Whoever began to write these is gone.
    func giveUp(before time: Int64) throws {
        try tx.execute("UPDATE martlet_filejournal SET doomed = TRUE WHERE createat < \(time) AND NOT doomed")
    }

    /// They are in the store no more.
    func forget(_ paths: [String]) throws { try tx.execute("DELETE FROM martlet_filejournal WHERE path \(in: paths) AND doomed") }
}

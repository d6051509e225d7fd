internal import Database
internal import Wire

/// Every statement about `configurations`: one active row holds what differs from the defaults, earlier rows say what was before.
struct ConfigurationQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var configurations: ConfigurationQueries<Access> { .init(tx: self) } }

/// The active row.
struct StoredConfiguration: Sendable {
    var document = JSONObject()
    /// When it was written; grows with every change. 0 when there is none.
    var createAt: Int64 = 0
}

extension ConfigurationQueries {
    /// What is stored; empty when nothing is, or when what is there cannot be read.
    func active() throws -> StoredConfiguration {
        try tx.first("SELECT value, createat FROM configurations WHERE active = TRUE") { row in
            let text = row.string(), createAt = row.integer()
            // A row that is no JSON object was written by no server of either kind; the settings beneath it still hold.
            let document = (try? JSONReader.read(text))?.object ?? JSONObject()
            return StoredConfiguration(document: document, createAt: createAt)
        } ?? StoredConfiguration()
    }
}

extension ConfigurationQueries where Access == ReadWrite {
    /// Makes `stored` the active row. Of two changes at once the loser is run again: by the row that both wanted to put
    /// aside or, before there is one, by the conflict.
    func replace(with stored: StoredConfiguration, id: String, hash: String) throws {
        try tx.execute("UPDATE configurations SET active = NULL WHERE active = TRUE")
        try tx.execute(
            """
            INSERT INTO configurations (id, value, createat, active, sha)
            VALUES (\(id), \(JSONWriter.text(of: stored.document)), \(stored.createAt), TRUE, \(hash)) ON CONFLICT (active) DO NOTHING
            """)
    }
}

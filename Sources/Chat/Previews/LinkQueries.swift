internal import Database
internal import Wire

/// Every statement about `linkmetadata`.
struct LinkQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var links: LinkQueries<Access> { LinkQueries(tx: self) } }

extension LinkQueries {
    /// What is stored under these keys.
    func find(_ keys: [LinkKey]) throws -> [LinkKey: LinkMetadata] {
        guard !keys.isEmpty else { return [:] }
        var found: [LinkKey: LinkMetadata] = [:]
        let hashes = Dictionary(keys.map { ($0.hash, $0) }) { first, _ in first }
        try tx.each("SELECT hash, url, type, data FROM linkmetadata WHERE hash IN (SELECT value FROM \(each: Array(hashes.keys)))") { row in
            let hash = row.integer(), url = row.string(), type = row.string(), data = row.string()
            if let key = hashes[hash], key.url == url { found[key] = LinkMetadata(type: type, data: data) }
        }
        return found
    }
}

extension LinkQueries where Access == ReadWrite {
    /// Of two addresses with the same hash the newer stays: the key has 32 bits, as in the tables taken over.
    func save(_ metadata: LinkMetadata, under key: LinkKey) throws {
        try tx.execute(
            """
            INSERT INTO linkmetadata (hash, url, "timestamp", type, data)
            VALUES (\(key.hash), \(key.url), \(key.time), \(metadata.type), \(json: metadata.data))
            ON CONFLICT (hash) DO UPDATE SET url = excluded.url, "timestamp" = excluded."timestamp", type = excluded.type, data = excluded.data
            """)
    }
}

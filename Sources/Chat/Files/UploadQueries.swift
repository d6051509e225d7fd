internal import Database
internal import Wire

/// Every statement about files that come in several requests.
struct UploadQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var uploads: UploadQueries<Access> { .init(tx: self) } }

/// A part of a file that has come.
struct UploadPart: Sendable, Hashable {
    let offset: Int64
    let size: Int64
    let path: String
}

extension UploadSession {
    static let columns: Columns = "id, type, createat, userid, channelid, filename, filesize, fileoffset, remoteid, reqfileid"

    init(_ row: inout Row) {
        let id: ID<UploadSession> = row.next(), type: String = row.next(), createAt: Int64 = row.next()
        self.init(id: id, user: row.next(), channel: row.next(), filename: row.next(), fileSize: row.next())
        (self.type, self.createAt) = (type, createAt)
        fileOffset = row.next()
        remoteID = row.next()
        requestedFileID = row.next()
    }
}

extension UploadQueries {
    func find(_ id: ID<UploadSession>) throws -> UploadSession? {
        try tx.first("SELECT \(UploadSession.columns) FROM uploadsessions WHERE id = \(id)") { UploadSession(&$0) }
    }

    /// The newest first.
    func all(of user: ID<User>) throws -> [UploadSession] {
        try tx.rows("SELECT \(UploadSession.columns) FROM uploadsessions WHERE userid = \(user) ORDER BY createat DESC, id DESC LIMIT 1000")
        {
            UploadSession(&$0)
        }
    }

    /// In the order of the file.
    func parts(of id: ID<UploadSession>) throws -> [UploadPart] {
        try tx.rows("SELECT fileoffset, filesize, path FROM martlet_uploadparts WHERE uploadid = \(id) ORDER BY fileoffset") {
            UploadPart(offset: $0.next(), size: $0.next(), path: $0.next())
        }
    }

    /// Begun before a time and not finished.
    func abandoned(before time: Int64, limit: Int64) throws -> [ID<UploadSession>] {
        try tx.rows("SELECT id FROM uploadsessions WHERE createat < \(time) AND type = 'attachment' ORDER BY createat LIMIT \(limit)") {
            $0.next()
        }
    }
}

extension UploadQueries where Access == ReadWrite {
    func insert(_ upload: UploadSession, path: String) throws {
        try tx.execute(
            """
            INSERT INTO uploadsessions (id, type, createat, userid, channelid, filename, path, filesize, fileoffset, remoteid, reqfileid)
            VALUES (\(upload.id), \(upload.type), \(upload.createAt), \(upload.user), \(upload.channel), \(upload.filename), \(path),
                \(upload.fileSize), \(upload.fileOffset), \(upload.remoteID), \(upload.requestedFileID))
            """)
    }

    /// Notes a part that came; false when another one came first.
    func add(_ part: UploadPart, to id: ID<UploadSession>) throws -> Bool {
        let moved = try tx.execute(
            "UPDATE uploadsessions SET fileoffset = \(part.offset + part.size) WHERE id = \(id) AND fileoffset = \(part.offset)")
        guard moved == 1 else { return false }
        try tx.execute(
            """
            INSERT INTO martlet_uploadparts (uploadid, fileoffset, filesize, path)
            VALUES (\(id), \(part.offset), \(part.size), \(part.path))
            """)
        return true
    }

    /// Takes the upload and its parts away; false when it has gone already.
    func remove(_ id: ID<UploadSession>) throws -> Bool {
        try tx.execute("DELETE FROM martlet_uploadparts WHERE uploadid = \(id)")
        return try tx.execute("DELETE FROM uploadsessions WHERE id = \(id)") == 1
    }
}

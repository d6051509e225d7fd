internal import Database
internal import Outside
internal import Wire

/// Every statement about uploaded files.
struct FileQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var files: FileQueries<Access> { .init(tx: self) } }

/// A file with what clients are not told: where it lies.
struct StoredFile: Sendable, Hashable {
    let info: FileInfo
    let place: FilePlace
}

extension FileInfo {
    static let columns: Columns = """
        id, creatorid, postid, channelid, createat, updateat, deleteat, name, extension, size, mimetype, width, height, \
        haspreviewimage, minipreview, archived
        """

    init(_ row: inout Row) {
        let id: String = row.next(), user: ID<User> = row.next(), post: ID<Post> = row.next()
        let channel: ID<Channel>? = row.next()
        self.init(id: id, user: user, channel: channel ?? ID(""), name: "")
        self.post = post
        createAt = row.next()
        updateAt = row.next()
        deleteAt = row.next()
        name = row.next()
        fileExtension = row.next()
        size = row.next()
        mimeType = row.next()
        width = row.next()
        height = row.next()
        hasPreviewImage = row.next()
        let preview: [UInt8]? = row.next()
        miniPreview = preview.flatMap { $0.isEmpty ? nil : Base64.encode($0) }
        isArchived = row.next()
    }
}

extension FileQueries {
    func find(_ ids: [String]) throws -> [FileInfo] {
        try tx.rows("SELECT \(FileInfo.columns) FROM fileinfo WHERE id \(in: ids) AND deleteat = 0") { FileInfo(&$0) }
    }

    /// With its place; deleted ones as well.
    func stored(_ id: ID<FileInfo>) throws -> StoredFile? {
        try tx.first("SELECT \(FileInfo.columns), path, thumbnailpath, previewpath FROM fileinfo WHERE id = \(id)") { row in
            let info = FileInfo(&row)
            return StoredFile(info: info, place: FilePlace(path: row.next(), thumbnail: row.next(), preview: row.next()))
        }
    }

    /// In the order in which they were uploaded.
    func all(of post: ID<Post>, includesDeleted: Bool) throws -> [FileInfo] {
        let living: SQL = includesDeleted ? "" : " AND deleteat = 0"
        return try tx.rows("SELECT \(FileInfo.columns) FROM fileinfo WHERE postid = \(post)\(living) ORDER BY createat, id") {
            FileInfo(&$0)
        }
    }
}

extension FileQueries where Access == ReadWrite {
    /// `content`: what search finds the file by, beside its name.
    func insert(_ file: FileInfo, at place: FilePlace, miniPreview: [UInt8]?, content: String) throws {
        try tx.execute(
            """
            INSERT INTO fileinfo (id, creatorid, postid, channelid, createat, updateat, deleteat, path, thumbnailpath, previewpath, name,
                extension, size, mimetype, width, height, haspreviewimage, minipreview, content, remoteid, archived)
            VALUES (\(file.id), \(file.user), \(file.post), \(file.channel), \(file.createAt), \(file.updateAt), 0, \(place.path),
                \(place.thumbnail), \(place.preview), \(file.name), \(file.fileExtension), \(file.size), \(file.mimeType), \(file.width),
                \(file.height), \(file.hasPreviewImage), \(miniPreview), \(content), '', FALSE)
            """)
    }

    /// Gives uploads to a post; only the author's own that are in no post yet. Says which could be given.
    func attach(_ ids: [String], to post: Post) throws -> [FileInfo] {
        try tx.rows(
            """
            UPDATE fileinfo SET postid = \(post.id), channelid = \(post.channel)
            WHERE id \(in: ids) AND creatorid = \(post.user) AND postid = '' AND deleteat = 0
            RETURNING \(FileInfo.columns)
            """
        ) { FileInfo(&$0) }
    }

    /// The post does not show these any more.
    func detach(_ ids: [String], from post: ID<Post>, at time: Int64) throws {
        try tx.execute("UPDATE fileinfo SET deleteat = \(time), updateat = \(time) WHERE postid = \(post) AND id \(in: ids)")
    }

    /// An earlier version of a post comes back with its files.
    func revive(_ ids: [String], of post: ID<Post>, at time: Int64) throws {
        try tx.execute("UPDATE fileinfo SET deleteat = 0, updateat = \(time) WHERE postid = \(post) AND id \(in: ids)")
    }

    /// A post's files belong to another post from now on, in its channel.
    func move(from old: ID<Post>, to post: Post) throws {
        try tx.execute("UPDATE fileinfo SET postid = \(post.id), channelid = \(post.channel) WHERE postid = \(old) AND deleteat = 0")
    }

    func removeAll(of post: ID<Post>, at time: Int64) throws {
        try tx.execute("UPDATE fileinfo SET deleteat = \(time), updateat = \(time) WHERE postid = \(post) AND deleteat = 0")
    }
}

extension FileQueries where Access == ReadWrite {
    /// Of somebody who is gone for good: nobody finds their files any more.
    func eraseAll(of user: ID<User>) throws { try tx.execute("DELETE FROM fileinfo WHERE creatorid = \(user)") }
}

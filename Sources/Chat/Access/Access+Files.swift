internal import Database
internal import Wire

/// Proof that a caller may read a file.
struct AccessibleFile {
    let file: StoredFile
    fileprivate init(_ file: StoredFile) { self.file = file }
}

extension Access {
    /// A file that the caller may read: their own, and those of channels whose messages they may read. That there is no such
    /// file is told to everybody, as `missing`. Content outlives its message for those who know its id, as on the recorded
    /// server; what describes it does not.
    func readable<A>(_ id: ID<FileInfo>, evenDeleted: Bool, or missing: APIError, in tx: Transaction<A>) throws -> AccessibleFile {
        guard let file = try tx.files.stored(id), evenDeleted || file.info.deleteAt == 0 else { throw missing }
        if file.info.user != user { _ = try readable(try channel(of: file.info, tx), in: tx) }
        return AccessibleFile(file)
    }

    /// Old rows name only their message.
    private func channel<A>(of file: FileInfo, _ tx: Transaction<A>) throws -> ID<Channel> {
        if !file.channel.raw.isEmpty { return file.channel }
        guard let post = try tx.posts.find(file.post) else { throw APIError.forbidden }
        return post.channel
    }

    /// An upload that the caller began.
    func ownUpload<A>(_ id: ID<UploadSession>, or refusal: APIError, in tx: Transaction<A>) throws -> UploadSession {
        guard let upload = try tx.uploads.find(id) else { throw APIError.uploadNotFound }
        guard upload.user == user else { throw refusal }
        return upload
    }
}

/// A file that somebody may read who shows the link's hash; only `PublicLink` says whether it is right.
extension PublicLink {
    func readable<A>(_ id: ID<FileInfo>, in tx: Transaction<A>) throws -> AccessibleFile {
        guard let file = try tx.files.stored(id), file.info.deleteAt == 0 else { throw APIError.fileNotFound }
        guard opens(id) else { throw APIError.publicLinkInvalid }
        return AccessibleFile(file)
    }
}

internal import Database
internal import Wire

extension FileInfo {
    /// Stands for the uploader of a file that belongs to a bookmark: whoever reads the channel may open it, and no message
    /// can take it (facts: limits.md).
    static let bookmarkOwner = ID<User>("bookmark")
}

extension FileQueries where Access == ReadWrite {
    /// Gives somebody's own upload in this channel, which is in no message yet, to a bookmark; `nil` when it is none.
    func giveToBookmark(_ id: String, of user: ID<User>, in channel: ID<Channel>, at time: Int64) throws -> FileInfo? {
        try tx.first(
            """
            UPDATE fileinfo SET creatorid = \(FileInfo.bookmarkOwner), updateat = \(time)
            WHERE id = \(id) AND creatorid = \(user) AND channelid = \(channel) AND postid = '' AND deleteat = 0
            RETURNING \(FileInfo.columns)
            """
        ) { FileInfo(&$0) }
    }

    /// The bookmark is gone, and its file with it.
    func removeOfBookmark(_ id: String, at time: Int64) throws {
        try tx.execute(
            """
            UPDATE fileinfo SET deleteat = \(time), updateat = \(time)
            WHERE id = \(id) AND creatorid = \(FileInfo.bookmarkOwner) AND deleteat = 0
            """)
    }
}

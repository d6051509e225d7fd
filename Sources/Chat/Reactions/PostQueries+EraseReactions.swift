internal import Database
internal import Wire

extension PostQueries where Access == ReadWrite {
    /// Deletes every reaction to a message of a channel for good.
    func eraseReactions(in channel: ID<Channel>) throws {
        try tx.execute("DELETE FROM reactions WHERE postid IN (SELECT id FROM posts WHERE channelid = \(channel))")
    }
}

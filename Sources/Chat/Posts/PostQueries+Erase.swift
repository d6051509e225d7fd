internal import Database
internal import Wire

extension PostQueries where Access == ReadWrite {
    /// Deletes every message of a channel for good, with what hangs on it.
    func eraseAll(in channel: ID<Channel>) throws {
        try tx.threads.eraseAll(in: channel)
        try tx.execute("DELETE FROM postspriority WHERE channelid = \(channel)")
        try tx.execute("DELETE FROM martlet_pendingposts WHERE postid IN (SELECT id FROM posts WHERE channelid = \(channel))")
        try tx.execute("DELETE FROM posts WHERE channelid = \(channel)")
    }
}

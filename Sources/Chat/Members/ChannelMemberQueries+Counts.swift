internal import Database
internal import Wire

extension ChannelMemberQueries where Access == ReadWrite {
    /// Somebody wrote, so has read everything up to that.
    func markRead(_ user: ID<User>, in channel: ID<Channel>, posts: Int64, roots: Int64, at time: Int64) throws {
        try tx.execute("""
            UPDATE channelmembers SET msgcount = \(posts), msgcountroot = \(roots), mentioncount = 0, mentioncountroot = 0,
                urgentmentioncount = 0, lastviewedat = CASE WHEN lastviewedat < \(time) THEN \(time) ELSE lastviewedat END,
                lastupdateat = \(time)
            WHERE channelid = \(channel) AND userid = \(user)
            """)
    }

    func countMention(of users: [ID<User>], isRoot: Bool, in channel: ID<Channel>) throws {
        let root: Int64 = isRoot ? 1 : 0
        try tx.execute("""
            UPDATE channelmembers SET mentioncount = mentioncount + 1, mentioncountroot = mentioncountroot + \(root)
            WHERE channelid = \(channel) AND userid \(in: users)
            """)
    }
}

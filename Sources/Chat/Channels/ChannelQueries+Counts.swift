internal import Database
internal import Wire

extension ChannelQueries where Access == ReadWrite {
    /// Adds new posts to a channel's totals, in one statement that loses nothing under READ COMMITTED; says the new ones.
    func count(
        posts: Int64, roots: Int64, lastAt: Int64, lastRootAt: Int64, in channel: ID<Channel>
    ) throws -> (posts: Int64, roots: Int64, lastAt: Int64)? {
        try tx.first("""
            UPDATE channels SET totalmsgcount = totalmsgcount + \(posts), totalmsgcountroot = totalmsgcountroot + \(roots),
                lastpostat = CASE WHEN lastpostat < \(lastAt) THEN \(lastAt) ELSE lastpostat END,
                lastrootpostat = CASE WHEN lastrootpostat < \(lastRootAt) THEN \(lastRootAt) ELSE lastrootpostat END
            WHERE id = \(channel) RETURNING totalmsgcount, totalmsgcountroot, lastpostat
            """) { (posts: $0.next(), roots: $0.next(), lastAt: $0.next()) }
    }
}

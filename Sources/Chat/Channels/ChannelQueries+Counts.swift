internal import Database
internal import Wire

extension ChannelQueries where Access == ReadWrite {
    /// Adds new posts to a channel's totals, in one statement that loses nothing under READ COMMITTED; says the new ones.
    func count(_ change: ChannelCounts) throws -> ChannelCounts? {
        let update: SQL = """
            UPDATE channels SET totalmsgcount = totalmsgcount + \(change.posts), totalmsgcountroot = totalmsgcountroot + \(change.roots),
                lastpostat = CASE WHEN lastpostat < \(change.lastAt) THEN \(change.lastAt) ELSE lastpostat END,
                lastrootpostat = CASE WHEN lastrootpostat < \(change.lastRootAt) THEN \(change.lastRootAt) ELSE lastrootpostat END
            WHERE id = \(change.channel)
            """
        let totals: SQL = "id, totalmsgcount, totalmsgcountroot, lastpostat"
        if tx.dialect == .sqlite { try tx.execute(update) }  // a second statement costs less there than a table for what is returned
        return try tx.first(
            tx.dialect == .sqlite ? "SELECT \(totals) FROM channels WHERE id = \(change.channel)" : "\(update) RETURNING \(totals)"
        ) { ChannelCounts(channel: $0.next(), posts: $0.next(), roots: $0.next(), lastAt: $0.next()) }
    }

    /// The same for many channels at once; PostgreSQL only.
    func count(_ changes: [ChannelCounts]) throws -> [ChannelCounts] {
        try tx.rows(
            """
            UPDATE channels c SET totalmsgcount = c.totalmsgcount + v.posts, totalmsgcountroot = c.totalmsgcountroot + v.roots,
                lastpostat = GREATEST(c.lastpostat, v.lastat), lastrootpostat = GREATEST(c.lastrootpostat, v.lastrootat)
            FROM jsonb_to_recordset(\(json: JSONWriter.text(of: changes)))
                AS v(id text, posts bigint, roots bigint, lastat bigint, lastrootat bigint)
            WHERE c.id = v.id RETURNING c.id, c.totalmsgcount, c.totalmsgcountroot, c.lastpostat
            """
        ) { ChannelCounts(channel: $0.next(), posts: $0.next(), roots: $0.next(), lastAt: $0.next()) }
    }
}

internal import Database
internal import Wire

/// Messages that people saved: preferences of the category `flagged_post`, which belong to the account.
struct FlagQueries<Access> {
    let tx: Transaction<Access>

    /// Newest first, of places where the person is.
    func saved(by user: ID<User>, in channel: ID<Channel>?, team: ID<Team>?, _ paging: Paging) throws -> [Post] {
        let place: SQL = channel.map { " AND c.id = \($0)" } ?? ""
        let around: SQL = team.map { " AND (c.teamid = \($0) OR c.teamid = '')" } ?? ""
        return try tx.rows(
            """
            SELECT \(Post.columns) FROM preferences f JOIN posts p ON p.id = f.name AND p.deleteat = 0
            JOIN channels c ON c.id = p.channelid
            WHERE f.userid = \(user) AND f.category = 'flagged_post'\(place)\(around)
            ORDER BY p.createat DESC, p.id DESC LIMIT \(paging.perPage) OFFSET \(paging.offset)
            """
        ) { Post(&$0) }
    }
}

extension FlagQueries where Access == ReadWrite {
    /// A deleted message is saved by nobody any more.
    func forget(_ post: ID<Post>) throws { try tx.preferences.remove(name: post.raw, in: "flagged_post") }
}

internal import Database
internal import Wire

extension PostQueries where Access == ReadWrite {
    /// The living answers of a thread whose root the caller holds, in the order in which they were written. Locked: what somebody
    /// changes in one of them now is changed before it moves or finds it gone.
    func lockedAnswers(of root: ID<Post>) throws -> [Post] {
        try tx.rows(
            """
            SELECT \(Post.columns) FROM posts p WHERE p.rootid = \(root) AND p.rootid <> '' AND p.deleteat = 0
            ORDER BY p.createat, p.id\(sqlite: "", postgres: " FOR UPDATE")
            """
        ) { Post(&$0) }
    }
}

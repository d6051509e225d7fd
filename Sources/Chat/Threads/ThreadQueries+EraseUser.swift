internal import Database
internal import Wire

extension ThreadQueries where Access == ReadWrite {
    /// The threads that somebody began who is gone for good, and what they followed.
    func eraseAll(of user: ID<User>) throws {
        let begun: SQL = "SELECT id FROM posts WHERE userid = \(user) AND rootid = ''"
        try tx.execute("DELETE FROM threadmemberships WHERE userid = \(user) OR postid IN (\(begun))")
        try tx.execute("DELETE FROM threads WHERE postid IN (\(begun))")
    }
}

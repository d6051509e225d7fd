internal import Database
internal import Wire

extension PreferenceQueries where Access == ReadWrite {
    func remove(category: String, names: [String], of user: ID<User>) throws {
        try tx.execute("DELETE FROM preferences WHERE userid = \(user) AND category = \(category) AND name \(in: names)")
    }
}

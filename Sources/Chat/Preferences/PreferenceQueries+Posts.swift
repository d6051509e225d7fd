internal import Database

extension PreferenceQueries where Access == ReadWrite {
    /// Everybody's preference of this name.
    func remove(name: String, in category: String) throws {
        try tx.execute("DELETE FROM preferences WHERE category = \(category) AND name = \(name)")
    }
}

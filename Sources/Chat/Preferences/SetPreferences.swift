internal import Database
internal import Wire

/// Remembers how somebody wants their clients to be.
struct SetPreferences {
    let user: ID<User>
    let preferences: [Preference]
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard preferences.allSatisfy({ $0.user == user }) else { throw APIError.preferenceOfAnother }
        for preference in preferences { try check(preference) }
        try tx.preferences.save(preferences)
        try Favorites(user: user).follow(preferences, in: tx)
        try Favorites(user: user).follow(preferences, in: tx)
        tx.tell(.sidebarFollowsPreferences(of: user))
        tx.tell(.preferencesChanged(preferences, of: user))
    }

    private func check(_ preference: Preference) throws {
        guard preference.user.isWellFormed else { throw APIError.invalidPreference("id") }
        guard (1...32).contains(preference.category.utf8.count) else { throw APIError.invalidPreference("category") }
        guard preference.name.utf8.count <= 32 else { throw APIError.invalidPreference("name") }
        guard preference.value.unicodeScalars.count <= 20_000 else { throw APIError.invalidPreference("value") }
    }
}

/// Forgets preferences; those that are not there are no error.
struct RemovePreferences {
    let user: ID<User>
    let preferences: [Preference]
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard preferences.allSatisfy({ $0.user == user }) else { throw APIError.removedPreferenceOfAnother }
        for preference in preferences { try tx.preferences.remove(preference) }
        try Favorites(user: user).forget(preferences, in: tx)
        try Favorites(user: user).forget(preferences, in: tx)
        tx.tell(.sidebarFollowsPreferences(of: user))
        tx.tell(.preferencesDeleted(preferences, of: user))
    }
}

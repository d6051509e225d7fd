internal import Database
internal import Wire

/// Favourites are kept twice: as a category of each team, and as preferences, which older clients know. This keeps the two
/// alike.
struct Favorites {
    static let category = "favorite_channel"
    let user: ID<User>

    func mark(_ channels: [ID<Channel>], in tx: Transaction<ReadWrite>) throws {
        try tx.preferences.save(channels.map { Preference(user: user, category: Self.category, name: $0.raw, value: "true") })
    }

    func unmark(_ channels: [ID<Channel>], in tx: Transaction<ReadWrite>) throws {
        guard !channels.isEmpty else { return }
        try tx.preferences.remove(category: Self.category, names: channels.map(\.raw), of: user)
    }

    /// Follows preferences that were set: with the value `true` the channel goes into the favourites of its team (a direct
    /// or group message of every team), with another one it leaves them.
    func follow(_ preferences: [Preference], in tx: Transaction<ReadWrite>) throws {
        for preference in preferences where preference.category == Self.category {
            guard let channel = try tx.channels.find(ID(preference.name)) else { continue }
            let teams = channel.type.isConversation ? try tx.categories.teams(of: user) : [channel.team]
            for team in teams { try put(channel.id, isFavorite: preference.value == "true", team: team, in: tx) }
        }
    }

    /// Follows preferences that were taken back.
    func forget(_ preferences: [Preference], in tx: Transaction<ReadWrite>) throws {
        try follow(preferences.map { Preference(user: $0.user, category: $0.category, name: $0.name, value: "") }, in: tx)
    }

    private func put(_ channel: ID<Channel>, isFavorite: Bool, team: ID<Team>, in tx: Transaction<ReadWrite>) throws {
        guard let favorites = try tx.categories.all(of: user, in: team).first(where: { $0.type == .favorites }) else { return }
        var channels = favorites.channels.filter { $0 != channel }
        if isFavorite {
            guard try !tx.categories.sortable([channel], of: user, in: team).isEmpty else { return }
            channels.insert(channel, at: 0)
        }
        if channels != favorites.channels { try tx.categories.sort(channels, into: favorites) }
    }
}

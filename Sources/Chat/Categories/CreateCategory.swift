internal import Database
internal import Wire

/// Adds a category of somebody's own, right below their favourites.
struct CreateCategory {
    let draft: CategoryDraft
    let user: ID<User>
    let team: ID<Team>
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> SidebarCategory {
        try CreateCategories(user: user, team: team, services: services).run(in: tx)
        let present = try tx.categories.all(of: user, in: team)
        let place = present.first?.type == .favorites ? 1 : 0
        var category = SidebarCategory(
            id: services.newToken(), user: user, team: team, sortOrder: Int64(place) * 10, type: .custom, displayName: draft.displayName)
        category.sorting = draft.sorting
        category.isMuted = draft.isMuted
        category.isCollapsed = draft.isCollapsed
        category.channels = try SortedChannels.only(draft.channels, of: user, in: team, tx)
        try tx.categories.insert(category)
        for (index, other) in present.enumerated() where index >= place { try tx.categories.move(other.id, to: Int64(index + 1) * 10) }
        try tx.categories.sort(category.channels, into: category)
        try Favorites(user: user).unmark(category.channels, in: tx)
        tx.tell(.categoryCreated(category))
        return category
    }
}

/// Which of the channels that a client names can be in a category.
enum SortedChannels {
    /// In the client's order, each once.
    static func only<A>(
        _ channels: [ID<Channel>], of user: ID<User>, in team: ID<Team>, _ tx: Transaction<A>
    ) throws -> [ID<Channel>] {
        var left = try tx.categories.sortable(channels, of: user, in: team)
        return channels.filter { left.remove($0) != nil }
    }
}

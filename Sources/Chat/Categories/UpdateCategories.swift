internal import Database
internal import Wire

/// Changes categories: their look, and which channels are in them. A muted category mutes its channels.
struct UpdateCategories {
    let drafts: [CategoryDraft]
    let user: ID<User>
    let team: ID<Team>
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> [SidebarCategory] {
        let before = try tx.categories.all(of: user, in: team)
        var changed: [SidebarCategory] = []
        for draft in drafts {
            guard let old = before.first(where: { $0.id == draft.id }) else { throw APIError.categoryInvalid }
            changed.append(try change(old, draft, in: tx))
        }
        try mute(changed, before, in: tx)
        tx.tell(.categoriesUpdated(changed, of: user, in: team))
        return changed
    }

    private func change(_ old: SidebarCategory, _ draft: CategoryDraft, in tx: Transaction<ReadWrite>) throws -> SidebarCategory {
        var category = old
        category.sorting = draft.sorting
        category.isCollapsed = draft.isCollapsed
        if category.type == .custom { category.displayName = draft.displayName }
        // Direct messages are never muted together, and only those that are sorted nowhere are here.
        guard category.type != .directMessages else {
            try tx.categories.update(category)
            return category
        }
        category.isMuted = draft.isMuted
        category.channels = try SortedChannels.only(draft.channels, of: user, in: team, tx)
        try tx.categories.update(category)
        try tx.categories.sort(category.channels, into: category)
        try keepFavorites(category, old, in: tx)
        return category
    }

    private func keepFavorites(_ category: SidebarCategory, _ old: SidebarCategory, in tx: Transaction<ReadWrite>) throws {
        let favorites = Favorites(user: user)
        guard category.type == .favorites else { return try favorites.unmark(category.channels, in: tx) }
        try favorites.unmark(old.channels.filter { !category.channels.contains($0) }, in: tx)
        try favorites.mark(category.channels, in: tx)
    }

    /// Channels whose category was or is muted, when the two differ.
    private func mute(_ changed: [SidebarCategory], _ before: [SidebarCategory], in tx: Transaction<ReadWrite>) throws {
        for category in changed {
            let other = category.channels.filter { channel in
                (before.first { $0.channels.contains(channel) }?.isMuted ?? false) != category.isMuted
            }
            guard !other.isEmpty else { continue }
            for member in try tx.channelMembers.find(user, in: other, services.roles) { try set(category.isMuted, member, in: tx) }
        }
    }

    private func set(_ isMuted: Bool, _ member: ChannelMember, in tx: Transaction<ReadWrite>) throws {
        var member = member, props = member.notifyProps.texts
        let wanted = isMuted ? "mention" : "all"
        guard props["mark_unread"] != wanted else { return }
        props["mark_unread"] = wanted
        member.notifyProps = JSONText(props)
        tx.tell(.channelMemberUpdated(try UpdateMember(member: member, services: services).run(in: tx)))
    }
}

/// Puts somebody's categories into another order; it must name each of them once.
struct OrderCategories {
    let order: [String]
    let user: ID<User>
    let team: ID<Team>

    func run(in tx: Transaction<ReadWrite>) throws {
        let present = Set(try tx.categories.all(of: user, in: team).map(\.id))
        guard order.allSatisfy(present.contains) else { throw APIError.categoryInvalid }
        guard order.count == present.count, Set(order) == present else { throw APIError.categoriesInvalid }
        for (index, id) in order.enumerated() { try tx.categories.move(id, to: Int64(index) * 10) }
        tx.tell(.categoryOrderUpdated(order, of: user, in: team))
    }
}

/// Removes a category of somebody's own; its channels go back to the default ones.
struct DeleteCategory {
    let id: String
    let user: ID<User>
    let team: ID<Team>

    func run(in tx: Transaction<ReadWrite>) throws {
        guard let category = try tx.categories.all(of: user, in: team).first(where: { $0.id == id }) else { throw APIError.forbidden }
        guard category.type == .custom else { throw APIError.categoriesInvalid }
        try tx.categories.remove(category)
        tx.tell(.categoryDeleted(category))
    }
}

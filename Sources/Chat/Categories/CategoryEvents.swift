internal import Wire

extension Event {
    static func categoryCreated(_ category: SidebarCategory) -> Event {
        Event("sidebar_category_created", to: Broadcast(user: category.user, team: category.team)) { $0.field("category_id", category.id) }
    }

    static func categoriesUpdated(_ categories: [SidebarCategory], of user: ID<User>, in team: ID<Team>) -> Event {
        Event("sidebar_category_updated", to: Broadcast(user: user, team: team)) { json in
            json.field("updatedCategories", JSONWriter.text(of: categories))
        }
    }

    /// Something about the categories changed by another way than they themselves: clients ask again.
    static func categoriesChanged(of user: ID<User>) -> Event { Event("sidebar_category_updated", to: Broadcast(user: user)) }

    static func categoryDeleted(_ category: SidebarCategory) -> Event {
        Event("sidebar_category_deleted", to: Broadcast(user: category.user, team: category.team)) { $0.field("category_id", category.id) }
    }

    static func categoryOrderUpdated(_ order: [String], of user: ID<User>, in team: ID<Team>) -> Event {
        Event("sidebar_category_order_updated", to: Broadcast(user: user, team: team)) { $0.field("order", order) }
    }
}

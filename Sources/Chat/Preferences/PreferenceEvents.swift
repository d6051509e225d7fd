internal import Wire

extension Event {
    /// Preferences were set: the owner's other clients follow.
    static func preferencesChanged(_ preferences: [Preference], of user: ID<User>) -> Event {
        Event("preferences_changed", to: Event.Broadcast(user: user)) { $0.field("preferences", JSONWriter.text(of: preferences)) }
    }

    static func preferencesDeleted(_ preferences: [Preference], of user: ID<User>) -> Event {
        Event("preferences_deleted", to: Event.Broadcast(user: user)) { $0.field("preferences", JSONWriter.text(of: preferences)) }
    }

    /// Any preference may decide what the sidebar shows, so clients read their categories again.
    static func sidebarFollowsPreferences(of user: ID<User>) -> Event {
        Event("sidebar_category_updated", to: Event.Broadcast(user: user))
    }
}

internal import Wire

extension Event {
    /// Somebody has an account now. Guests hear only of people whom they may see.
    static func newUser(_ user: ID<User>) -> Event {
        var event = Event("new_user", to: .everybody) { $0.field("user_id", user) }
        event.subject = user
        return event
    }

    static func userUpdatedForAdministrators(_ user: User) -> Event {
        var broadcast = Broadcast(omitUsers: [user.id])
        broadcast.isSensitive = true
        return updated(user, UserView(user, .administrator), to: broadcast)
    }

    static func userUpdatedForOthers(_ user: User, _ privacy: UserView.Privacy) -> Event {
        var broadcast = Broadcast(omitUsers: [user.id])
        broadcast.isSanitized = true
        return updated(user, UserView(user, .other, privacy: privacy), to: broadcast)
    }

    static func userUpdatedForOwner(_ user: User) -> Event { updated(user, UserView(whole: user), to: Broadcast(user: user.id)) }

    /// Another picture: everybody hears the same, the owner as well.
    static func pictureChanged(of user: User, _ privacy: UserView.Privacy) -> Event {
        updated(user, UserView(user, .other, privacy: privacy), to: Broadcast())
    }

    private static func updated(_ user: User, _ view: UserView, to broadcast: Broadcast) -> Event {
        var event = Event("user_updated", to: broadcast) { $0.field("user", view) }
        event.subject = user.id
        return event
    }

    /// Somebody may do other things now: their clients ask for what.
    static func userRolesUpdated(_ user: User) -> Event {
        Event("user_role_updated", to: Broadcast(user: user.id)) { json in
            json.field("roles", user.roles)
            json.field("user_id", user.id)
        }
    }

    /// Somebody was activated or deactivated: counts of people are asked for again.
    static let activationChanged = Event("user_activation_status_change", to: .everybody)
}

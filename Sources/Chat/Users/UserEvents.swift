internal import Wire

extension Event {
    /// Somebody has an account now. Guests hear only of people whom they may see.
    static func newUser(_ user: ID<User>) -> Event {
        var event = Event("new_user", to: .everybody) { $0.field("user_id", user) }
        event.subject = user
        return event
    }
}

internal import Wire

extension Event {
    /// Somebody's status changed: all their own clients hear; others ask for it.
    static func statusChanged(_ status: Status) -> Event {
        Event("status_change", to: Event.Broadcast(user: status.user)) { json in
            json.field("status", status.kind.rawValue)
            json.field("user_id", status.user)
        }
    }
}

internal import Wire

extension Event {
    /// Somebody's other clients hear what was written; the one that wrote it does not. A change has the same name.
    static func draftCreated(_ draft: Draft, omitting connection: String) -> Event {
        Event("draft_created", to: others(of: draft, connection)) { $0.field("draft", JSONWriter.text(of: draft)) }
    }

    /// Without metadata, as on the recorded server.
    static func draftDeleted(_ draft: Draft, omitting connection: String) -> Event {
        var draft = draft
        draft.files = nil
        return Event("draft_deleted", to: others(of: draft, connection)) { $0.field("draft", JSONWriter.text(of: draft)) }
    }

    private static func others(of draft: Draft, _ connection: String) -> Broadcast {
        var broadcast = Broadcast(user: draft.user, channel: draft.channel)
        broadcast.omitConnection = connection
        return broadcast
    }
}

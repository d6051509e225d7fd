internal import Wire

extension Event {
    static func acknowledged(_ acknowledgement: Acknowledgement) -> Event {
        Event("post_acknowledgement_added", to: Broadcast(channel: acknowledgement.channel)) {
            $0.field("acknowledgement", JSONWriter.text(of: acknowledgement))
        }
    }

    static func acknowledgementTakenBack(_ acknowledgement: Acknowledgement) -> Event {
        Event("post_acknowledgement_removed", to: Broadcast(channel: acknowledgement.channel)) {
            $0.field("acknowledgement", JSONWriter.text(of: acknowledgement))
        }
    }

    /// Somebody has not reacted to an urgent message: they are told again, as when it was posted.
    static func persistentNotificationTriggered(_ said: SaidPost, for user: ID<User>) -> Event {
        Event("persistent_notification_triggered", to: Broadcast(user: user)) { json in
            json.field("channel_display_name", said.channel.type == .direct ? said.sender : said.channel.displayName)
            json.field("channel_name", said.channel.name)
            json.field("channel_type", said.channel.type.rawValue)
            json.field("mentions", JSONWriter.text(of: [user]))
            json.field("post", JSONWriter.text(of: said.view))
            json.field("sender_name", said.sender)
            json.field("set_online", false)
            json.field("team_id", said.channel.team)
        }
    }
}

internal import Wire

extension Event {
    /// A message was written. `senderName` is `@username`, a webhook's name or `System`.
    static func posted(_ post: Post, in channel: Channel, senderName: String) -> Event {
        Event("posted", to: Event.Broadcast(channel: channel.id)) { json in
            json.field("channel_display_name", channel.displayName)
            json.field("channel_name", channel.name)
            json.field("channel_type", channel.type.rawValue)
            json.field("post", JSONWriter.text(of: PostView(post)))
            json.field("sender_name", senderName)
            json.field("set_online", true)
            json.field("team_id", channel.team)
        }
    }
}

internal import Wire

extension Event {
    /// A message was written. `senderName` is `@username`, a webhook's name or `System`.
    static func posted(
        _ post: Post, pendingID: String = "", in channel: Channel, senderName: String, setsOnline: Bool = true
    ) -> Event {
        var view = PostView(post)
        view.pendingID = pendingID
        return Event("posted", to: Broadcast(channel: channel.id)) { json in
            json.field("channel_display_name", channel.type == .direct ? senderName : channel.displayName)
            json.field("channel_name", channel.name)
            json.field("channel_type", channel.type.rawValue)
            json.field("post", JSONWriter.text(of: view))
            json.field("sender_name", senderName)
            json.field("set_online", setsOnline)
            json.field("team_id", channel.team)
        }
    }

    /// Somebody's own other clients hear that they have read a channel.
    static func channelViewed(_ channel: ID<Channel>, at time: Int64, by user: ID<User>) -> Event {
        Event("multiple_channels_viewed", to: Broadcast(user: user)) { json in
            json.key("channel_times")
            json.object { json in
                json.key(text: channel.raw)
                json.integer(time)
            }
        }
    }
}

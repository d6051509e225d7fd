internal import Wire

/// A new message on its way to those who hear it.
struct SaidPost {
    let view: PostView
    let channel: Channel
    /// `@username`, a webhook's name or `System`.
    let sender: String
    /// What a direct message is called after, when that is not the sender.
    var directName: String?
    var mentioned: [ID<User>] = []
    /// Those who are told of it because they follow its thread.
    var followers: [ID<User>] = []
    var setsOnline = true
}

extension Event {
    /// A message was written. Who is called by it hears so, nobody else does.
    static func posted(_ said: SaidPost, _ variants: PostVariants? = nil) -> Event {
        let channel = said.channel
        var event = Event("posted", to: Broadcast(channel: channel.id)) { json in
            json.field("channel_display_name", channel.type == .direct ? said.directName ?? said.sender : channel.displayName)
            json.field("channel_name", channel.name)
            json.field("channel_type", channel.type.rawValue)
            if !said.view.files.isEmpty { json.field("otherFile", "true") }
            if said.view.files.contains(where: \.isImage) { json.field("image", "true") }
            if variants == nil { json.field("post", JSONWriter.text(of: said.view)) }
            json.field("sender_name", said.sender)
            json.field("set_online", said.setsOnline)
            json.field("team_id", channel.team)
        }
        for (name, users) in [("followers", said.followers), ("mentions", said.mentioned)] {
            for user in users { event.add(member(name, JSONWriter.text(of: [user])), for: user) }
        }
        event.acknowledgers = Set(event.personal.keys)
        if let variants { event.add(variants) }
        return event
    }

    /// Everybody gets the message as they may see it.
    private mutating func add(_ variants: PostVariants) {
        others = Self.member("post", JSONWriter.text(of: variants.common))
        for user in Set(personal.keys).union(variants.personal.keys) {
            add(Self.member("post", JSONWriter.text(of: variants.personal[user] ?? variants.common)), for: user)
        }
    }

    private mutating func add(_ member: [UInt8], for user: ID<User>) {
        personal[user] = personal[user].map { $0 + [UInt8(ascii: ",")] + member } ?? member
    }

    /// `"name":"text"`, as personal members are kept.
    private static func member(_ name: String, _ text: String) -> [UInt8] {
        Array(JSONWriter.bytes(of: JSONObject([(key: name, value: .string(text))])).dropFirst().dropLast())
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

    /// A message has another text, files or props, or was pinned or let go.
    static func postEdited(_ view: PostView, _ variants: PostVariants?) -> Event {
        var event = Event("post_edited", to: Broadcast(channel: view.post.channel)) { json in
            if variants == nil { json.field("post", JSONWriter.text(of: view)) }
        }
        if let variants { event.add(variants) }
        return event
    }

    /// A message is gone: twice, because only administrators hear who did it.
    static func postDeleted(_ view: PostView, by user: ID<User>) -> [Event] {
        var shown = view
        shown.hasMetadata = false
        let post = JSONWriter.text(of: shown)
        var common = Event("post_deleted", to: Broadcast(channel: view.post.channel)) { $0.field("post", post) }
        common.broadcast.isSanitized = true
        var full = Event("post_deleted", to: Broadcast(channel: view.post.channel)) { json in
            json.field("post", post)
            json.field("delete_by", user)
        }
        full.broadcast.isSensitive = true
        return [common, full]
    }

    /// A message that only one person sees and nobody keeps.
    static func ephemeralMessage(_ view: PostView, to user: ID<User>) -> Event {
        Event("ephemeral_message", to: Broadcast(user: user, channel: view.post.channel)) { $0.field("post", JSONWriter.text(of: view)) }
    }

    /// Somebody marked a channel as unread from a message on.
    static func postUnread(_ unread: UnreadChannel, from post: ID<Post>) -> Event {
        Event("post_unread", to: Broadcast(user: unread.user, channel: unread.channel, team: unread.team)) { json in
            unread.counts(to: &json)
            json.field("last_viewed_at", unread.lastViewedAt)
            json.field("post_id", post)
        }
    }
}

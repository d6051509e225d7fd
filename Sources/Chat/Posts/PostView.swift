internal import Wire

/// A post as clients see it, with what was computed for them.
struct PostView: Sendable, JSONWritable {
    var post: Post
    var pendingID = ""
    var replyCount: Int64 = 0
    /// Where threads are collapsed: what a root says of its thread.
    var thread: ThreadSummary?
    /// Clients that ask again for what they sent before get no metadata, as on the recorded server.
    var hasMetadata = true
    var files: [FileInfo] = []
    var reactions: [Reaction] = []
    var embeds: [PostEmbed] = []
    /// Emoji of this server that the text or the reactions name.
    var emoji: [Emoji] = []
    var priority: PostPriority?
    var acknowledgements: [Acknowledgement] = []
    /// Sizes of the pictures that the message shows, by their addresses.
    var images: [(address: String, size: ImageSize)] = []
    /// What an integration attached takes the place of other previews.
    private(set) var hasAttachments = false

    init(_ post: Post) {
        self.post = post
        if post.props.raw.utf8.count > 2, post.props.raw.contains("\"attachments\"") {
            embeds = [.attachment]
            hasAttachments = true
            self.post.props = PostProps.shown(post.props)
        }
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            writeRow(to: &json)
            json.field("reply_count", thread?.replyCount ?? replyCount)
            json.field("last_reply_at", thread?.lastReplyAt ?? 0)
            json.field("participants", orNull: thread.flatMap { $0.participants.isEmpty ? nil : $0.participants })
            json.field("is_following", ifPresent: thread?.isFollowing)
            if hasMetadata { writeMetadata(to: &json) }
        }
    }

    @inline(__always)
    private func writeRow(to json: inout JSONWriter) {
        json.field("id", post.id)
        json.field("create_at", post.createAt)
        json.field("update_at", post.updateAt)
        json.field("edit_at", post.editAt)
        json.field("delete_at", post.deleteAt)
        json.field("is_pinned", post.isPinned)
        json.field("user_id", post.user)
        json.field("channel_id", post.channel)
        json.field("root_id", post.root)
        json.field("original_id", post.originalID)
        json.field("message", post.message)
        json.field("type", post.type)
        json.field("props", post.props)
        json.field("hashtags", post.hashtags)
        json.field("file_ids", orNull: post.fileIDs)
        json.field("pending_post_id", pendingID)
        json.field("has_reactions", ifTrue: post.hasReactions)
        json.field("remote_id", ifPresent: post.remoteID)
    }

    private func writeMetadata(to json: inout JSONWriter) {
        json.key("metadata")
        json.object { json in
            if !embeds.isEmpty { json.field("embeds", embeds) }
            if !emoji.isEmpty { json.field("emojis", emoji) }
            if !files.isEmpty { json.field("files", files) }
            if !images.isEmpty { writeImages(to: &json) }
            if !reactions.isEmpty { json.field("reactions", reactions) }
            json.field("priority", ifPresent: priority)
            if !acknowledgements.isEmpty { json.field("acknowledgements", acknowledgements) }
        }
    }

    private func writeImages(to json: inout JSONWriter) {
        json.key("images")
        json.object { json in
            var seen: Set<String> = []
            for image in images where seen.insert(image.address).inserted {
                json.key(text: image.address)
                image.size.write(to: &json)
            }
        }
    }

    /// A deleted post is a gap that clients must know of: who wrote it when, not what.
    mutating func hideContent() {
        post.message = ""
        post.fileIDs = []
        files = []
        reactions = []
        embeds = []
        emoji = []
        priority = nil
        acknowledgements = []
        images = []
    }
}

/// What is shown under a message beside its text.
enum PostEmbed: Sendable, JSONWritable {
    /// What an integration attached; it is in the props.
    case attachment
    case permalink(PostPreview)
    /// An address of which there is nothing to show.
    case link(String)
    case image(String)
    /// A page and what it says of itself.
    case page(String, JSONObject)

    func write(to json: inout JSONWriter) {
        json.object { json in
            switch self {
            case .attachment: json.field("type", "message_attachment")
            case .permalink(let preview):
                json.field("type", "permalink")
                json.field("data", preview)
            case .link(let address):
                json.field("type", "link")
                json.field("url", address)
            case .image(let address):
                json.field("type", "image")
                json.field("url", address)
            case .page(let address, let page):
                json.field("type", "opengraph")
                json.field("url", address)
                json.field("data", JSONValue.object(page))
            }
        }
    }
}

/// A message that another one links to, for those who may read it.
struct PostPreview: Sendable, JSONWritable {
    let view: PostView
    var post: Post { view.post }
    let teamName: String
    let channel: Channel

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("post_id", post.id)
            json.field("post", view)
            json.field("team_name", teamName)
            json.field("channel_display_name", channel.displayName)
            json.field("channel_type", channel.type.rawValue)
            json.field("channel_id", channel.id)
        }
    }
}

/// What a root says of its thread to a client that collapses threads.
struct ThreadSummary: Sendable {
    var replyCount: Int64
    var lastReplyAt: Int64
    var participants: [ThreadParticipant]
    /// For the one who asks; `nil` when it was not asked.
    var isFollowing: Bool?
}

/// Somebody who answered in a thread: the id alone, or the whole account where the client asked for it.
struct ThreadParticipant: Sendable, JSONWritable {
    let user: ID<User>
    var view: UserView?
    /// In lists of threads the empty profile has one name more.
    var namesAuthData = false

    func write(to json: inout JSONWriter) {
        if let view { view.write(to: &json); return }
        json.object { json in
            json.field("id", user)
            if namesAuthData { json.field("auth_data", "") }
            json.field("delete_at", 0)
            for name in Self.emptyFields { json.key(text: name); json.string("") }
            json.key("timezone")
            json.null()
            json.field("disable_welcome_email", false)
        }
    }

    private static let emptyFields = [
        "username", "auth_service", "email", "nickname", "first_name", "last_name", "position", "roles", "locale",
    ]
}

extension PostEmbed {
    /// Shows an address, in whatever form.
    var isOfAddress: Bool {
        switch self {
        case .link, .image, .page: true
        case .attachment, .permalink: false
        }
    }
}

/// A message as stored. What is computed for a client (metadata, reply counts) is added when it is written.
public struct Post: Sendable, Hashable {
    public var id: ID<Post>
    public var createAt: Int64 = 0
    public var updateAt: Int64 = 0
    public var editAt: Int64 = 0
    public var deleteAt: Int64 = 0
    public var isPinned = false
    public var user: ID<User>
    public var channel: ID<Channel>
    /// Empty when this starts a thread itself.
    public var root = ID<Post>("")
    public var originalID = ""
    public var message = ""
    /// Empty for what people write; `system_…`, `custom_…`, `slack_attachment`, `me` otherwise.
    public var type = ""
    public var props = JSONText.empty
    public var hashtags = ""
    /// `nil` where the recorded server says `null`: files were named and none could be attached.
    public var fileIDs: [String]? = []
    public var hasReactions = false
    public var remoteID: String?

    public init(id: ID<Post>, channel: ID<Channel>, user: ID<User>, message: String) {
        self.id = id
        self.channel = channel
        self.user = user
        self.message = message
    }

    public var isReply: Bool { !root.raw.isEmpty }
    public var isSystemMessage: Bool { type.hasPrefix("system_") }
}

/// Somebody's emoji on a post.
public struct Reaction: Sendable, Hashable, JSONWritable {
    public var user: ID<User>
    public var post: ID<Post>
    public var emojiName: String
    public var createAt: Int64
    public var updateAt: Int64
    public var deleteAt: Int64
    public var remoteID: String
    public var channel: ID<Channel>

    public init(
        user: ID<User>, post: ID<Post>, channel: ID<Channel>, emojiName: String, createAt: Int64, updateAt: Int64, deleteAt: Int64 = 0,
        remoteID: String = ""
    ) {
        self.user = user
        self.post = post
        self.channel = channel
        self.emojiName = emojiName
        self.createAt = createAt
        self.updateAt = updateAt
        self.deleteAt = deleteAt
        self.remoteID = remoteID
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("user_id", user)
            json.field("post_id", post)
            json.field("emoji_name", emojiName)
            json.field("create_at", createAt)
            json.field("update_at", updateAt)
            json.field("delete_at", deleteAt)
            json.field("remote_id", remoteID)
            json.field("channel_id", channel)
        }
    }
}

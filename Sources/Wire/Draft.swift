/// Something that somebody began to write and has not sent, as stored and as sent.
public struct Draft: Sendable, Hashable, JSONWritable {
    public var createAt: Int64 = 0
    public var updateAt: Int64 = 0
    public var deleteAt: Int64 = 0
    public var user: ID<User>
    public var channel: ID<Channel>
    /// The message that it is to answer; empty for a new thread.
    public var root = ID<Post>("")
    public var message = ""
    public var type = ""
    public var props = JSONText.empty
    public var fileIDs: [String] = []
    /// What the client wants to mark the message with; kept as it came.
    public var priority = JSONText.empty
    /// The files, where they are shown; `nil` leaves the metadata out.
    public var files: [FileInfo]?

    public init(user: ID<User>, channel: ID<Channel>) {
        self.user = user
        self.channel = channel
    }

    public func write(to json: inout JSONWriter) { json.object { fields(to: &$0) } }

    /// The members without braces, for shapes that add to a draft.
    public func fields(to json: inout JSONWriter) {
        json.field("create_at", createAt)
        json.field("update_at", updateAt)
        json.field("delete_at", deleteAt)
        json.field("user_id", user)
        json.field("channel_id", channel)
        json.field("root_id", root)
        json.field("message", message)
        json.field("type", type)
        json.field("props", props)
        if !fileIDs.isEmpty { json.field("file_ids", fileIDs) }
        if let files {
            json.key("metadata")
            json.object { json in if !files.isEmpty { json.field("files", files) } }
        }
        if !priority.isEmpty { json.field("priority", priority) }
    }
}

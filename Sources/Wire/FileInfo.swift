/// What clients know of an uploaded file. Where it lies is in no struct that is sent.
public struct FileInfo: Sendable, Hashable, JSONWritable {
    public var id: String
    public var user: ID<User>
    /// Empty until it is attached.
    public var post = ID<Post>("")
    public var channel: ID<Channel>
    public var createAt: Int64 = 0
    public var updateAt: Int64 = 0
    public var deleteAt: Int64 = 0
    public var name: String
    public var fileExtension = ""
    public var size: Int64 = 0
    public var mimeType = ""
    public var width: Int64 = 0
    public var height: Int64 = 0
    public var hasPreviewImage = false
    /// A tiny JPEG, in base64.
    public var miniPreview: String?
    public var isArchived = false

    public init(id: String, user: ID<User>, channel: ID<Channel>, name: String) {
        self.id = id
        self.user = user
        self.channel = channel
        self.name = name
    }

    public var isImage: Bool { mimeType.hasPrefix("image") }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("user_id", user)
            json.field("post_id", ifNotEmpty: post.raw)
            json.field("channel_id", channel)
            json.field("create_at", createAt)
            json.field("update_at", updateAt)
            json.field("delete_at", deleteAt)
            json.field("name", name)
            json.field("extension", fileExtension)
            json.field("size", size)
            json.field("mime_type", mimeType)
            json.field("width", ifNotZero: width)
            json.field("height", ifNotZero: height)
            json.field("has_preview_image", ifTrue: hasPreviewImage)
            json.field("mini_preview", orNull: miniPreview)
            json.field("remote_id", "")
            json.field("archived", isArchived)
        }
    }
}

/// A file that comes in several requests.
public struct UploadSession: Sendable, Hashable, JSONWritable {
    public var id: ID<UploadSession>
    /// `attachment` or `import`.
    public var type = "attachment"
    public var createAt: Int64 = 0
    public var user: ID<User>
    public var channel: ID<Channel>
    public var filename: String
    public var fileSize: Int64
    /// How much of it has come.
    public var fileOffset: Int64 = 0
    public var remoteID = ""
    public var requestedFileID = ""

    public init(id: ID<UploadSession>, user: ID<User>, channel: ID<Channel>, filename: String, fileSize: Int64) {
        self.id = id
        self.user = user
        self.channel = channel
        self.filename = filename
        self.fileSize = fileSize
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("type", type)
            json.field("create_at", createAt)
            json.field("user_id", user)
            json.field("channel_id", channel)
            json.field("filename", filename)
            json.field("file_size", fileSize)
            json.field("file_offset", fileOffset)
            json.field("remote_id", remoteID)
            json.field("req_file_id", requestedFileID)
        }
    }
}

/// A link or a file that is kept at hand at the top of a channel, as stored and as sent.
public struct Bookmark: Sendable, Hashable, JSONWritable {
    public enum Kind: String, Sendable { case link, file }

    public var id: ID<Bookmark>
    public var createAt: Int64 = 0
    public var updateAt: Int64 = 0
    public var deleteAt: Int64 = 0
    public var channel: ID<Channel>
    public var owner: ID<User>
    public var fileID = ""
    public var displayName = ""
    public var sortOrder: Int64 = 0
    public var linkURL = ""
    public var imageURL = ""
    public var emoji = ""
    public var type = Kind.link
    /// Of another's, which this one stands in for since it was changed.
    public var originalID = ""
    public var parentID = ""
    public var file: FileInfo?

    public init(id: ID<Bookmark>, channel: ID<Channel>, owner: ID<User>) {
        self.id = id
        self.channel = channel
        self.owner = owner
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("create_at", createAt)
            json.field("update_at", updateAt)
            json.field("delete_at", deleteAt)
            json.field("channel_id", channel)
            json.field("owner_id", owner)
            json.field("file_id", fileID)
            json.field("display_name", displayName)
            json.field("sort_order", sortOrder)
            json.field("link_url", ifNotEmpty: linkURL)
            json.field("image_url", ifNotEmpty: imageURL)
            json.field("emoji", ifNotEmpty: emoji)
            json.field("type", type.rawValue)
            json.field("original_id", ifNotEmpty: originalID)
            json.field("parent_id", ifNotEmpty: parentID)
            json.field("file", ifPresent: file)
        }
    }
}

/// What became of a bookmark: changed by somebody who does not own it, it is replaced by one of theirs.
public struct BookmarkChange: Sendable, JSONWritable {
    public var updated: Bookmark
    public var deleted: Bookmark?

    public init(updated: Bookmark, deleted: Bookmark? = nil) {
        self.updated = updated
        self.deleted = deleted
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("updated", updated)
            json.field("deleted", ifPresent: deleted)
        }
    }
}

/// How a message is marked by its author. What was not given is `null`, stored as NULL.
public struct PostPriority: Sendable, Hashable, JSONWritable {
    /// Empty, `important` or `urgent`.
    public var priority: String
    public var requestsAcknowledgement: Bool?
    /// Its notification is repeated until somebody reacts.
    public var isPersistent: Bool?

    public init(_ priority: String, requestsAcknowledgement: Bool? = nil, isPersistent: Bool? = nil) {
        self.priority = priority
        self.requestsAcknowledgement = requestsAcknowledgement
        self.isPersistent = isPersistent
    }

    /// As clients send it; a wrong type is a mismatch.
    public init(_ fields: JSONFields) throws {
        self.init(
            try fields.string("priority") ?? "", requestsAcknowledgement: try fields.bool("requested_ack"),
            isPersistent: try fields.bool("persistent_notifications"))
    }

    public var isUrgent: Bool { priority == "urgent" }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("priority", priority)
            json.field("requested_ack", orNull: requestsAcknowledgement)
            json.field("persistent_notifications", orNull: isPersistent)
        }
    }
}

/// Somebody's word that they have read a message.
public struct Acknowledgement: Sendable, Hashable, JSONWritable {
    public var user: ID<User>
    public var post: ID<Post>
    public var channel: ID<Channel>
    public var at: Int64

    public init(user: ID<User>, post: ID<Post>, channel: ID<Channel>, at: Int64) {
        self.user = user
        self.post = post
        self.channel = channel
        self.at = at
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("user_id", user)
            json.field("post_id", post)
            json.field("acknowledged_at", at)
            json.field("channel_id", channel)
        }
    }
}

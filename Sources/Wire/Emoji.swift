/// A picture with a name that people of this server made, as stored and as sent.
public struct Emoji: Sendable, Hashable, JSONWritable {
    public var id: ID<Emoji>
    public var createAt: Int64 = 0
    public var updateAt: Int64 = 0
    public var deleteAt: Int64 = 0
    public var creator: ID<User>
    public var name: String

    public init(id: ID<Emoji>, creator: ID<User>, name: String) {
        self.id = id
        self.creator = creator
        self.name = name
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("create_at", createAt)
            json.field("update_at", updateAt)
            json.field("delete_at", deleteAt)
            json.field("creator_id", creator)
            json.field("name", name)
        }
    }
}

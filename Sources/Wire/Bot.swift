/// An account for a program. It has a person who answers for it and no password.
public struct Bot: Sendable, Hashable, JSONWritable {
    public var user: ID<User>
    public var username: String
    public var displayName = ""
    public var description = ""
    /// Of a person, or (made by a plug-in) its id.
    public var ownerID: String
    public var lastIconUpdate: Int64 = 0
    public var createAt: Int64 = 0
    public var updateAt: Int64 = 0
    public var deleteAt: Int64 = 0

    public init(user: ID<User>, username: String, ownerID: String) {
        self.user = user
        self.username = username
        self.ownerID = ownerID
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("user_id", user)
            json.field("username", username)
            json.field("display_name", ifNotEmpty: displayName)
            json.field("description", ifNotEmpty: description)
            json.field("owner_id", ownerID)
            json.field("last_icon_update", ifNotZero: lastIconUpdate)
            json.field("create_at", createAt)
            json.field("update_at", updateAt)
            json.field("delete_at", deleteAt)
        }
    }
}

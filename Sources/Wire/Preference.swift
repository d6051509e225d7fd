/// One thing that somebody decided about how a client behaves; the client alone knows what it means.
public struct Preference: Sendable, Hashable, JSONWritable {
    public var user: ID<User>
    public var category: String
    public var name: String
    public var value: String

    public init(user: ID<User>, category: String, name: String, value: String) {
        self.user = user
        self.category = category
        self.name = name
        self.value = value
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("user_id", user)
            json.field("category", category)
            json.field("name", name)
            json.field("value", value)
        }
    }
}

/// A named set of permissions, as stored and as sent.
public struct Role: Sendable, Hashable, JSONWritable {
    public var id: ID<Role>
    public var name: String
    public var displayName: String
    public var description: String
    public var createAt: Int64
    public var updateAt: Int64
    public var deleteAt: Int64
    public var permissions: [String]
    public var isSchemeManaged: Bool
    public var isBuiltIn: Bool
    public var schemeID: String?

    public init(
        id: ID<Role>, name: String, displayName: String, description: String, createAt: Int64 = 0, updateAt: Int64 = 0, deleteAt: Int64 = 0,
        permissions: [String], isSchemeManaged: Bool, isBuiltIn: Bool, schemeID: String? = nil
    ) {
        self.id = id
        self.name = name
        self.displayName = displayName
        self.description = description
        self.createAt = createAt
        self.updateAt = updateAt
        self.deleteAt = deleteAt
        self.permissions = permissions
        self.isSchemeManaged = isSchemeManaged
        self.isBuiltIn = isBuiltIn
        self.schemeID = schemeID
    }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", id)
            json.field("name", name)
            json.field("display_name", displayName)
            json.field("description", description)
            json.field("create_at", createAt)
            json.field("update_at", updateAt)
            json.field("delete_at", deleteAt)
            json.field("permissions", permissions)
            json.field("scheme_managed", isSchemeManaged)
            json.field("built_in", isBuiltIn)
            json.field("scheme_id", orNull: schemeID)
        }
    }
}

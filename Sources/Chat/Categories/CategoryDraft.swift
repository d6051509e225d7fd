internal import Wire

/// A category as a client sends it.
struct CategoryDraft {
    let id: String
    let displayName: String
    let sorting: String
    let isMuted: Bool
    let isCollapsed: Bool
    let channels: [ID<Channel>]

    /// A new one must belong to those whom the address names.
    init(new value: JSONValue, user: ID<User>, team: ID<Team>) throws {
        guard value["user_id"]?.string == user.raw, value["team_id"]?.string == team.raw else { throw APIError.categoryInvalid }
        try self.init(value)
    }

    /// Of one that is there only its id counts.
    init(_ value: JSONValue) throws {
        do {
            let fields = try JSONFields(value)
            id = try fields.string("id") ?? ""
            displayName = try fields.string("display_name") ?? ""
            sorting = try fields.string("sorting") ?? ""
            isMuted = try fields.bool("muted") ?? false
            isCollapsed = try fields.bool("collapsed") ?? false
            channels = try (fields.strings("channel_ids") ?? []).map(ID.init)
        } catch is JSONFields.Mismatch {
            throw APIError.categoryInvalid
        }
        guard displayName.unicodeScalars.count <= 64, sorting.unicodeScalars.count <= 64 else { throw APIError.categoriesInvalid }
        guard !displayName.utf8.contains(0), !sorting.utf8.contains(0) else { throw APIError.categoryInvalid }
    }
}

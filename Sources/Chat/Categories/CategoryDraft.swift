internal import Wire

/// A category as a client sends it.
struct CategoryDraft {
    let id: String
    let displayName: String
    let sorting: String
    let isMuted: Bool
    let isCollapsed: Bool
    let channels: [ID<Channel>]

    /// It must belong to those whom the address names.
    init(_ value: JSONValue, user: ID<User>, team: ID<Team>) throws {
        do {
            let fields = try JSONFields(value)
            guard try fields.string("user_id") == user.raw, try fields.string("team_id") == team.raw else { throw APIError.categoryInvalid }
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

internal import Wire

/// A category as a client sends it.
struct CategoryDraft {
    let id: String
    let displayName: String
    let sorting: String
    let isMuted: Bool
    let isCollapsed: Bool
    let channels: [ID<Channel>]

    private init(_ fields: JSONFields) throws {
        id = try fields.string("id") ?? ""
        displayName = try fields.string("display_name") ?? ""
        sorting = try fields.string("sorting") ?? ""
        isMuted = try fields.bool("muted") ?? false
        isCollapsed = try fields.bool("collapsed") ?? false
        channels = try (fields.strings("channel_ids") ?? []).map(ID.init)
    }

    /// Of one that is there only its id counts.
    static func read(_ value: JSONValue) throws -> CategoryDraft {
        guard let draft = try? CategoryDraft(JSONFields(value)) else { throw APIError.categoryInvalid }  // whichever field is wrong
        guard draft.displayName.unicodeScalars.count <= 64, draft.sorting.unicodeScalars.count <= 64 else {
            throw APIError.categoriesInvalid
        }
        guard !draft.displayName.utf8.contains(0), !draft.sorting.utf8.contains(0) else { throw APIError.categoryInvalid }
        return draft
    }

    /// A new one must belong to those whom the address names.
    static func read(new value: JSONValue, user: ID<User>, team: ID<Team>) throws -> CategoryDraft {
        guard value["user_id"]?.string == user.raw, value["team_id"]?.string == team.raw else { throw APIError.categoryInvalid }
        return try read(value)
    }
}

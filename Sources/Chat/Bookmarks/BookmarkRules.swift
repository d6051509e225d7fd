internal import Database
internal import Wire

/// What may be done with a channel's bookmarks, and by whom.
enum BookmarkDeed: String {
    case create, update, delete
    case sort = "update_order"

    private var permissions: (open: Permission, closed: Permission) {
        switch self {
        case .create: (.addBookmarkPublicChannel, .addBookmarkPrivateChannel)
        case .update: (.editBookmarkPublicChannel, .editBookmarkPrivateChannel)
        case .delete: (.deleteBookmarkPublicChannel, .deleteBookmarkPrivateChannel)
        case .sort: (.orderBookmarkPublicChannel, .orderBookmarkPrivateChannel)
        }
    }

    /// The channel, for whoever may do this there. In conversations everybody may but guests.
    func place<A>(_ id: ID<Channel>, _ access: Access, in tx: Transaction<A>) throws -> AccessibleChannel {
        guard let place = try access.standing(in: id, tx) else { throw APIError.forbidden }
        switch place.channel.type {
        case .open: guard place.may(permissions.open) else { throw APIError.forbidden }
        case .private: guard place.may(permissions.closed) else { throw APIError.forbidden }
        case .direct, .group:
            guard place.isMember else { throw APIError.forbidden }
            guard !access.session.isGuest else { throw APIError.bookmarkNotForGuests(rawValue) }
        }
        guard place.channel.deleteAt == 0 else { throw APIError.bookmarkChannelArchived(rawValue) }
        return place
    }
}

/// What a bookmark may hold (facts: limits.md).
enum BookmarkRules {
    static let perChannel = 50
    private static let nameLength = 64
    private static let linkLength = 1_024

    static func check(_ bookmark: Bookmark) throws {
        guard !bookmark.displayName.isEmpty, bookmark.displayName.unicodeScalars.count <= nameLength else {
            throw APIError.bookmarkInvalid("display_name")
        }
        guard bookmark.imageURL.isEmpty || isAddress(bookmark.imageURL) else { throw APIError.bookmarkInvalid("image_url") }
        guard bookmark.emoji.utf8.count <= 64 else { throw APIError.bookmarkInvalid("emoji") }
        guard bookmark.parentID.isEmpty || ID<Bookmark>(bookmark.parentID).isWellFormed else { throw APIError.bookmarkInvalid("parent_id") }
        guard bookmark.linkURL.isEmpty || bookmark.fileID.isEmpty else { throw APIError.bookmarkInvalid("link_file") }
        switch bookmark.type {
        case .link: guard isAddress(bookmark.linkURL) else { throw APIError.bookmarkInvalid("link_url.missing_or_invalid") }
        case .file: guard ID<FileInfo>(bookmark.fileID).isWellFormed else { throw APIError.bookmarkFileTaken }
        }
    }

    /// An address of the web: nothing that a browser would run.
    private static func isAddress(_ text: String) -> Bool {
        guard text.unicodeScalars.count <= linkLength else { return false }
        let lowered = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: lowered.hasPrefix) else { return false }
        let host = lowered.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !host.isEmpty && !text.contains { $0.isWhitespace || $0 == "\"" || $0 == "<" || $0 == ">" }
    }
}

/// What a client says of a bookmark; what is `nil` stays.
struct BookmarkWish: Sendable {
    var displayName: String?
    var linkURL: String?
    var imageURL: String?
    var emoji: String?
    var fileID: String?
    var sortOrder: Int64?
    var type: String?
    var parentID: String?

    init(_ fields: JSONFields) throws {
        displayName = try fields.string("display_name")
        linkURL = try fields.string("link_url")
        imageURL = try fields.string("image_url")
        emoji = try fields.string("emoji")
        fileID = try fields.string("file_id")
        sortOrder = try fields.integer("sort_order")
        type = try fields.string("type")
        parentID = try fields.string("parent_id")
    }

    func apply(to bookmark: inout Bookmark) {
        if let displayName { bookmark.displayName = displayName }
        if let linkURL { bookmark.linkURL = linkURL }
        if let imageURL { bookmark.imageURL = imageURL }
        if let emoji { bookmark.emoji = String(emoji.drop { $0 == ":" }.prefix { $0 != ":" }) }
        if let fileID { bookmark.fileID = fileID }
    }
}

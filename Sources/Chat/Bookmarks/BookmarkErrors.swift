internal import Wire

extension APIError {
    static let bookmarkNotFound = APIError("app.channel.bookmark.get.app_error", 404, "There is no such bookmark in the channel.")
    static let tooManyBookmarks = APIError(
        "model.channel_bookmark.is_valid.max_bookmarks.app_error", 400, "The channel has as many bookmarks as it may have.")
    static let bookmarkFileTaken = APIError(
        "model.channel_bookmark.is_valid.file_id.missing_or_invalid.app_error", 400,
        "A bookmark takes a file that its author has uploaded in the channel and that nothing else uses.")
    static let bookmarkSortOutside = APIError(
        "app.channel.bookmark.update_sort.invalid_input.app_error", 400, "There is no such place among the bookmarks.")

    static func bookmarkChannelArchived(_ deed: String) -> APIError {
        APIError(
            "api.channel.bookmark.\(deed)_channel_bookmark.deleted_channel.forbidden.app_error", 403,
            "The channel is archived: its bookmarks stay as they are.")
    }
    static func bookmarkNotForGuests(_ deed: String) -> APIError {
        APIError(
            "api.channel.bookmark.\(deed)_channel_bookmark.direct_or_group_channels_by_guests.forbidden.app_error", 403,
            "Guests do not change the bookmarks of conversations.")
    }
    static func bookmarkInvalid(_ field: String) -> APIError {
        APIError("model.channel_bookmark.is_valid.\(field).app_error", 400, "The bookmark is not valid: its \(field).")
    }
}

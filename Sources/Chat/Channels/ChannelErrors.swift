internal import Wire

/// What can be wrong with a channel. Ids and statuses are contract.
extension APIError {
    static let channelNotFound = APIError("app.channel.get.existing.app_error", 404, "There is no such channel.")
    static let channelNameNotFound = APIError("app.channel.get_by_name.missing.app_error", 404, "There is no channel with this name.")
    static let channelExists = APIError(
        "store.sql_channel.save_channel.exists.app_error", 400, "Another channel of this team has this name already.")
    static let channelHasID = APIError(
        "store.sql_channel.save_channel.existing.app_error", 400, "A new channel must come without an id.")
    static let channelNameInvalid = APIError(
        "model.channel.is_valid.1_or_more.app_error", 400,
        "A channel's name is made of 1 to 64 lower-case letters, digits, hyphens and underscores and starts with a letter or digit.")
    static let channelNameReserved = APIError(
        "model.channel.is_valid.name.app_error", 400, "Names of this form belong to direct and group messages.")
    static let channelDisplayNameInvalid = APIError(
        "model.channel.is_valid.display_name.app_error", 400, "A channel's display name has at most 64 characters.")
    static let channelHeaderInvalid = APIError(
        "model.channel.is_valid.header.app_error", 400, "A channel's header has at most 1024 characters.")
    static let channelPurposeInvalid = APIError(
        "model.channel.is_valid.purpose.app_error", 400, "A channel's purpose has at most 250 characters.")
    static let channelTypeInvalid = APIError("model.channel.is_valid.type.app_error", 400, "A channel's type is O or P.")
    static let channelIsDirect = APIError(
        "api.channel.create_channel.direct_channel.app_error", 400, "Direct messages are opened through channels/direct.")
    static let directUserUnknown = APIError(
        "api.channel.create_direct_channel.invalid_user.app_error", 400, "One of the two accounts does not exist.")
    static let groupSizeInvalid = APIError(
        "api.channel.create_group.bad_size.app_error", 400, "A group message is for 3 to 8 people.")
    static let groupUserUnknown = APIError("api.channel.create_group.bad_user.app_error", 400, "One of the accounts does not exist.")
}

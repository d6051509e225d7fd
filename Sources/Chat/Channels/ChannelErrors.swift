internal import Wire

/// What can be wrong with a channel. Ids and statuses are contract.
extension APIError {
    static let channelNotFound = APIError("app.channel.get.existing.app_error", 404, "There is no such channel.")
    static let channelNameNotFound = APIError("app.channel.get_by_name.missing.app_error", 404, "There is no channel with this name.")
    static let channelsNotFound = APIError("app.channel.get_channels.not_found.app_error", 404, "There are no channels.")
    static let channelsOfIDsNotFound = APIError(
        "app.channel.get_channels_by_ids.not_found.app_error", 404, "None of these ids names an open channel of the team.")
    static let channelExists = APIError(
        "store.sql_channel.save_channel.exists.app_error", 400, "Another channel of this team has this name already.")
    static let channelHasID = APIError(
        "store.sql_channel.save_channel.existing.app_error", 400, "A new channel must come without an id.")
    static let tooManyChannels = APIError(
        "store.sql_channel.save_channel.limit.app_error", 400, "This team has as many channels as it may have.")

    // MARK: Rules of a channel's fields

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
    static let bannersMissing = APIError(
        "license_error.feature_unavailable.specific", 403, "Channels have no banners on this server.")

    // MARK: Direct and group messages

    static let channelIsDirect = APIError(
        "api.channel.create_channel.direct_channel.app_error", 400, "Direct messages are opened through channels/direct.")
    static let directUserUnknown = APIError(
        "api.channel.create_direct_channel.invalid_user.app_error", 400, "One of the two accounts does not exist.")
    static let directNeedsTeam = APIError(
        "api.channel.create_channel.direct_channel.team_restricted_error", 403, "You can only write to people of your teams.")
    static let groupSizeInvalid = APIError(
        "api.channel.create_group.bad_size.app_error", 400, "A group message is for 3 to 8 people.")
    static let groupUserUnknown = APIError("api.channel.create_group.bad_user.app_error", 400, "One of the accounts does not exist.")
    static let channelIsNoGroup = APIError(
        "app.channel.get_common_teams.incorrect_channel_type", 400, "This is no group message.")
    static let groupIsNotOfTeam = APIError(
        "app.channel.group_message_conversion.incorrect_team", 400, "Not everybody of the group message is in this team.")

    // MARK: Changes

    static let channelPatchEmpty = APIError(
        "api.channel.patch_update_channel.no_changes.app_error", 400, "Nothing was asked to be changed.")
    static let conversationNotYours = APIError(
        "api.channel.patch_update_channel.forbidden.app_error", 403, "Only those who are in a direct or group message can change it.")
    static let conversationKeepsNames = APIError(
        "api.channel.patch_update_channel.update_direct_or_group_messages_not_allowed.app_error", 400,
        "Direct and group messages have no name, display name or purpose of their own.")
    static let defaultChannelKeepsName = APIError(
        "api.channel.update_channel.tried.app_error", 400, "The first channel of a team keeps its name.")
    static let defaultChannelStaysOpen = APIError(
        "api.channel.update_channel_privacy.default_channel_error", 400, "The first channel of a team stays open.")
    static let channelTypeStays = APIError(
        "api.channel.update_channel.typechange.app_error", 400, "Whether a channel is open is changed by a call of its own.")
    static let archivedChannelKeeps = APIError(
        "api.channel.update_channel.deleted.app_error", 400, "An archived channel cannot be changed.")
    static let archivedChannelKeepsAll = APIError("app.channel.update.bad_id", 400, "An archived channel cannot be changed.")

    // MARK: Archiving and moving

    static let conversationStays = APIError(
        "api.channel.delete_channel.type.invalid", 400, "Direct and group messages cannot be archived.")
    static let defaultChannelStays = APIError(
        "api.channel.delete_channel.cannot.app_error", 400, "The first channel of a team cannot be archived.")
    static let channelAlreadyArchived = APIError("api.channel.delete_channel.deleted.app_error", 400, "The channel is archived already.")
    static let channelNotArchived = APIError("api.channel.restore_channel.restored.app_error", 400, "The channel is not archived.")
    static let channelErasureIsOff = APIError(
        "api.user.delete_channel.not_enabled.for_admin.app_error", 401,
        "Deleting channels for good is switched off (ServiceSettings.EnableAPIChannelDeletion).")
    static let conversationCannotMove = APIError(
        "api.channel.move_channel.type.invalid", 400, "Direct and group messages belong to no team.")
    static let membersAreNotInTeam = APIError(
        "app.channel.move_channel.members_do_not_match.error", 400, "Some members of the channel are not in the other team.")
}

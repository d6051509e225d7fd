internal import Wire

extension APIError {
    static let channelArchivedForPosts = APIError(
        "api.post.create_post.can_not_post_to_deleted.error", 400, "The channel is archived: nothing can be written there.")
    static let channelArchivedForEdits = APIError(
        "api.post.patch_post.can_not_update_post_in_deleted.error", 400, "The channel is archived: its messages stay as they are.")
    static let channelArchivedForReactions = APIError(
        "api.reaction.save.archived_channel.app_error", 403, "The channel is archived: nobody can react there.")
    static let rootUnknown = APIError(
        "api.post.create_post.root_id.app_error", 400, "The message that this answers does not exist or is itself an answer.")
    static let rootElsewhere = APIError(
        "api.post.create_post.channel_root_id.app_error", 400, "The message that this answers is in another channel.")
    static let postTypeForServer = APIError(
        "api.context.invalid_param.app_error", 400, "This type of message is written by the server alone.")
    static let postTypeUnknown = APIError("model.post.is_valid.type.app_error", 400, "There is no such type of message.")
    static let postExists = APIError("app.post.save.existing.app_error", 400, "A new message cannot bring its own id.")
    static let postTooLong = APIError("model.post.is_valid.message_length.app_error", 400, "The message is too long.")
    static let postTooManyFiles = APIError("model.post.is_valid.file_ids.app_error", 400, "The message has too many files.")
    static let postPropsTooLong = APIError("model.post.is_valid.props.app_error", 400, "The props of the message are too long.")
    static let systemPostIsFixed = APIError(
        "api.post.update_post.system_message.app_error", 400, "Messages of the system cannot be changed.")
    static let editTooLate = APIError(
        "api.post.update_post.permissions_time_limit.app_error", 400, "The time in which the message could be changed is over.")
    static let notAVersion = APIError(
        "app.post.restore_post_version.not_an_history_item.app_error", 400, "This is not an earlier version of the message.")
    static let channelUnknown = APIError("app.channel.get.existing.app_error", 404, "There is no such channel.")
    static let notAMember = APIError("app.channel.get_member.missing.app_error", 404, "There is no such member in the channel.")
    static let notAMemberToMark = APIError(
        "app.channel.update_last_viewed_at_post.app_error", 404, "Only members have something to read in the channel.")
    static let permanentDeletionIsOff = APIError(
        "api.post.delete_post.not_enabled.app_error", 501, "This server does not delete messages for good.")
    static let channelArchivedForUpdates = APIError(
        "api.post.update_post.can_not_update_post_in_deleted.error", 400, "The channel is archived: its messages stay as they are.")
    static let movingThreadsIsOff = APIError("api.post.move_thread.disabled.app_error", 501, "This server does not move threads.")
    static let movingIsForOthers = APIError("api.post.move_thread.no_permission", 403, "Others may move threads on this server.")
    static func threadStays(_ reason: String) -> APIError { APIError("app.post.move_thread_command.error", 400, reason) }
    static let reactionInvalid = APIError(
        "api.reaction.save_reaction.invalid.app_error", 400, "A reaction needs an account, a message and an emoji.")
    static let reactionForOther = APIError("api.reaction.save_reaction.user_id.app_error", 403, "Nobody reacts in another's name.")
    static let emojiUnknown = APIError("app.emoji.get_by_name.no_result", 404, "There is no emoji of this name.")
    static let tooManyReactions = APIError(
        "app.reaction.save.save.too_many_reactions", 400, "The message has as many kinds of reactions as it may have.")
    static let noPostsForReactions = APIError(
        "app.reaction.bulk_get_for_post_ids.app_error", 400, "Name the messages whose reactions you want.")
}

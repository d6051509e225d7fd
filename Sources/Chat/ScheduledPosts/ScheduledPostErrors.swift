internal import Wire

extension APIError {
    static let schedulingIsOff = APIError("api.scheduled_posts.feature_disabled", 400, "This server sends no messages later.")
    static let scheduledInThePast = APIError(
        "model.scheduled_post.is_valid.scheduled_at.app_error", 400, "The time at which the message is to be sent is over.")
    static let scheduledNothing = APIError(
        "model.scheduled_post.is_valid.empty_post.app_error", 400, "A message to be sent later needs a text or a file.")
    static let scheduledInArchivedChannel = APIError(
        "app.save_scheduled_post.channel_deleted.app_error", 400, "The channel is archived: nothing can be written there.")
    static let scheduledChannelUnknown = APIError(
        "app.save_scheduled_post.channel_not_found.app_error", 404, "There is no such channel.")
    static let scheduledToUpdateNotFound = APIError(
        "app.update_scheduled_post.existing_scheduled_post.not_exist", 404, "There is no such message to be sent later.")
    static let scheduledOfOther = APIError(
        "app.update_scheduled_post.update_permission.error", 403, "Only its author changes a message to be sent later.")
    static let scheduledToDeleteNotFound = APIError(
        "app.delete_scheduled_post.existing_scheduled_post.not_exist", 404, "There is no such message to be sent later.")
    static let scheduledOfOtherToDelete = APIError(
        "app.delete_scheduled_post.delete_permission.error", 403, "Only its author deletes a message to be sent later.")
}

/// Why a message could not be sent at its time. Contract: clients have a text for each.
enum SendingFailure: String, Sendable {
    case unknown
    case channelArchived = "channel_archived"
    case channelNotFound = "channel_not_found"
    case userMissing = "user_missing"
    case userDeleted = "user_deleted"
    case noChannelPermission = "no_channel_permission"
    case noChannelMember = "no_channel_member"
    case threadDeleted = "thread_deleted"
    case unableToSend = "unable_to_send"
    case invalidPost = "invalid_post"

    /// What a refusal of `CreatePost` means.
    init(_ refusal: APIError) {
        switch refusal {
        case .channelArchivedForPosts: self = .channelArchived
        case .rootUnknown, .rootElsewhere: self = .threadDeleted
        case .forbidden: self = .noChannelPermission
        default: self = refusal.status < 500 ? .invalidPost : .unknown
        }
    }
}

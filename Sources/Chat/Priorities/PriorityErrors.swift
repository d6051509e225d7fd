internal import Wire

extension APIError {
    static let priorityNotAllowed = APIError(
        "api.post.post_priority.priority_post_not_allowed_for_user.request_error", 403, "You cannot mark messages in this way.")
    static let priorityOfAnswer = APIError(
        "api.post.post_priority.priority_post_only_allowed_for_root_post.request_error", 400,
        "Only a message that begins a thread can be marked.")
    static let persistenceNeedsUrgency = APIError(
        "api.post.post_priority.urgent_persistent_notification_post.request_error", 400,
        "Only the notification of an urgent message is repeated.")
    static let persistenceNeedsSomebody = APIError(
        "api.post.post_priority.persistent_notification_validation_error.request_error", 400,
        "A message whose notification is repeated must call somebody.")
    static let persistenceForTooMany = APIError(
        "api.post.post_priority.max_recipients_persistent_notification_post.request_error", 400,
        "The message calls more people than its notification may be repeated for.")
    static let channelArchivedForAcknowledgement = APIError(
        "api.acknowledgement.save.archived_channel.app_error", 403, "The channel is archived: nothing there can be acknowledged.")
    static let channelArchivedForWithdrawal = APIError(
        "api.acknowledgement.delete.archived_channel.app_error", 403, "The channel is archived: nothing there can be taken back.")
    static let acknowledgementTooOld = APIError(
        "api.acknowledgement.delete.deadline.app_error", 403, "An acknowledgement can be taken back for five minutes.")
    static let notAcknowledged = APIError("app.acknowledgement.get.app_error", 404, "The message was not acknowledged.")
}

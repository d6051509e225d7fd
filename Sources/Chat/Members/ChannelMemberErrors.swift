internal import Wire

/// What can be wrong with a membership in a channel. Ids and statuses are contract.
extension APIError {
    static let channelMemberNotFound = APIError(
        "app.channel.get_member.missing.app_error", 404, "This person is not in this channel.")
}

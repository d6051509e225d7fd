internal import Wire

/// What can be wrong with a membership in a channel. Ids and statuses are contract.
extension APIError {
    static let channelMemberNotFound = APIError(
        "app.channel.get_member.missing.app_error", 404, "This person is not in this channel.")
    static let conversationTakesNobody = APIError(
        "api.channel.add_user_to_channel.type.app_error", 400, "Nobody can be added to a direct or group message.")
    static let conversationLosesNobody = APIError(
        "api.channel.remove_channel_member.type.app_error", 400, "Nobody can be removed from a direct or group message.")
    static let defaultChannelKeepsMembers = APIError(
        "api.channel.remove.default.app_error", 400, "Everybody in a team is in its first channel.")
    static let roleBelongsToScheme = APIError(
        "api.channel.update_channel_member_roles.scheme_role.app_error", 400, "This role is given by a scheme, not by name.")
    static let guestRoleStays = APIError(
        "api.channel.update_channel_member_roles.changing_guest_role.app_error", 400,
        "Guests stay guests in a channel, and members members.")
    static let guestHasNoSchemeRoles = APIError(
        "api.channel.update_channel_member_roles.guest.app_error", 400, "A guest's roles in a channel cannot be changed.")
    static let memberIsNoGuest = APIError(
        "api.channel.update_channel_member_roles.user_and_guest.app_error", 400, "A member cannot become a guest here.")
    static let memberStaysUser = APIError(
        "api.channel.update_channel_member_roles.unset_user_scheme.app_error", 400, "Every member has at least the roles of a member.")
    static let autotranslationMissing = APIError(
        "api.channel.update_channel_member_autotranslation.feature_not_available.app_error", 403,
        "Messages are not translated on this server.")
}

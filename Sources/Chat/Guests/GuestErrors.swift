internal import Wire

/// What can stand against making or inviting a guest. Ids and statuses are contract.
extension APIError {
    static let guestsAreOff = APIError(
        "api.team.demote_user_to_guest.disabled.error", 501, "Guests are switched off on this server.")
    static let alreadyGuest = APIError(
        "api.user.demote_user_to_guest.already_guest.app_error", 501, "This account is a guest's already.")
    static let guestInvitationsOff = APIError(
        "api.team.invite_guests_to_channels.disabled.error", 501, "Guests are switched off on this server.")
    static let guestInvitationUnreadable = APIError(
        "api.team.invite_guests_to_channels.invalid_body.app_error", 400, "The request does not say whom to invite and where.")
    static let guestChannelElsewhere = APIError(
        "api.team.invite_guests.channel_in_invalid_team.app_error", 400, "A channel is not one of this team.")
    static let guestSignUpOff = APIError(
        "api.user.create_user.guest_accounts.disabled.app_error", 400, "Guests are switched off, so this invitation leads nowhere.")

    /// A part of an invitation that breaks its rule.
    static func invalidGuestInvitation(_ rule: String) -> APIError {
        APIError("model.guest.is_valid.\(rule).app_error", 400, "The invitation's \(rule) is not valid.")
    }
}

internal import Wire

/// What can be wrong with teams and memberships. Ids and statuses are contract.
extension APIError {
    static let teamNotFound = APIError("app.team.get.find.app_error", 404, "There is no such team.")
    static let teamNameNotFound = APIError("app.team.get_by_name.missing.app_error", 404, "There is no team of this name.")
    static let teamInviteNotFound = APIError("app.team.get_by_invite_id.finding.app_error", 404, "This invitation leads to no team.")
    static let teamInviteNotOpen = APIError(
        "api.team.get_invite_info.not_open_team", 403, "This invitation is not valid, because the team is not open.")
    static let teamExists = APIError("app.team.save.existing.app_error", 400, "A team of this name exists already.")
    static let teamCreationForbidden = APIError(
        "api.team.is_team_creation_allowed.disabled.app_error", 403, "You may not create teams on this server.")
    static let teamCreationDomain = APIError(
        "api.team.is_team_creation_allowed.domain.app_error", 400, "People of your mail domain may not create teams here.")
    static let teamDeletionOff = APIError(
        "api.user.delete_team.not_enabled.app_error", 401, "Deleting teams for good is switched off on this server.")
    static let teamListForbidden = APIError(
        "api.team.get_all_teams.insufficient_permissions", 403, "You do not have the permission to list teams.")
    static let publicTeamPages = APIError(
        "api.team.search_teams.pagination_not_implemented.public_team_search", 501, "A search of open teams only has no pages.")
    static let privateTeamPages = APIError(
        "api.team.search_teams.pagination_not_implemented.private_team_search", 501, "A search of closed teams only has no pages.")

    static let teamMemberNotFound = APIError("app.team.get_member.missing.app_error", 404, "This person is not in the team.")
    static let notInTeam = APIError("api.team.remove_user_from_team.missing.app_error", 400, "This person does not seem to be in the team.")
    static let newMemberNotFound = APIError("api.team.user.missing_account", 404, "There is no such account.")
    static let teamDomain = APIError(
        "api.team.join_user_to_team.allowed_domains.app_error", 400, "The team takes only people of certain mail domains.")
    static let teamFull = APIError("app.team.join_user_to_team.max_accounts.app_error", 400, "The team has no room for another member.")

    static let roleUnknownHere = APIError("app.role.get_by_name.app_error", 400, "There is no such role.")
    static let teamRoleOfScheme = APIError(
        "api.channel.update_team_member_roles.scheme_role.app_error", 400,
        "This role comes with a scheme and cannot be given to one member.")
    static let teamMemberNeedsUser = APIError(
        "api.team.update_team_member_roles.unset_user_scheme.app_error", 400, "A member of a team always has the role of a user.")
    static let teamMemberUserAndGuest = APIError(
        "api.team.update_team_member_roles.user_and_guest.app_error", 400,
        "Nobody becomes a guest in one team only; an administrator changes the account.")
    static let teamMemberIsGuest = APIError(
        "api.team.update_team_member_roles.guest.app_error", 400, "The roles of a guest cannot be changed in one team only.")
    static let teamMemberChangesGuest = APIError(
        "api.channel.update_team_member_roles.changing_guest_role.app_error", 400,
        "Whether somebody is a guest cannot be changed in one team only.")

    static let inviteParameterMissing = APIError(
        "api.team.add_user_to_team.missing_parameter.app_error", 400, "An invitation's id or token is needed.")
    static let inviteTokenInvalid = APIError(
        "api.user.create_user.signup_link_invalid.app_error", 400, "This link is not valid, or not any more.")
    static let inviteForGuest = APIError(
        "api.team.add_user_to_team_from_invite.guest.app_error", 403, "Guests cannot join a team by an invitation's link.")

    static let inviteTokenExpired = APIError("api.user.create_user.signup_link_expired.app_error", 400, "This link has expired.")
    static let inviteAddressRefused = APIError(
        "api.team.invite_members.invalid_email.app_error", 400, "The team takes only addresses of certain mail domains.")
    static let mailInvitationsOff = APIError(
        "api.team.invite_members.disabled.app_error", 501, "Invitations by mail are switched off on this server.")
    static let tooManyInvitations = APIError(
        "app.email.rate_limit_exceeded.app_error", 413, "These are too many invitations at once. Please send the rest later.")
    static let invitationUnreadable = APIError(
        "api.team.invite_members_to_team_and_channels.invalid_body.app_error", 400, "The request does not say whom to invite.")
    static let invitationUnsent = APIError(
        "api.team.invite_members.unable_to_send_email.app_error", 500, "The invitation could not be sent.")

    /// The model's own refusals: `model.team.is_valid.<what>.app_error`.
    static func invalidTeam(_ what: String, _ message: String) -> APIError {
        APIError("model.team.is_valid.\(what).app_error", 400, message)
    }
}

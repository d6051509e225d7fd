internal import Wire

/// What can be wrong with an account. Ids and statuses are contract (facts: limits.md).
extension APIError {
    static let signUpDisabled = APIError(
        "api.user.create_user.signup_email_disabled.app_error", 501, "Signing up is switched off on this server.")
    static let serverNotOpen = APIError("api.user.create_user.no_open_server", 403, "This server only takes people who were invited.")
    static let domainNotAllowed = APIError(
        "api.user.create_user.accepted_domain.app_error", 400, "The e-mail address is not of a domain that this server accepts.")
    static let userExists = APIError("app.user.save.existing.app_error", 400, "A new account must not bring an id.")
    static let usernameTaken = APIError("app.user.save.username_exists.app_error", 400, "Somebody has this username already.")
    static let emailTaken = APIError("app.user.save.email_exists.app_error", 400, "Somebody has this e-mail address already.")
    static let invitationInvalid = APIError(
        "api.user.create_user.signup_link_invalid.app_error", 404, "The invitation does not exist or was used.")
    static let invitationExpired = APIError("api.user.create_user.signup_link_expired.app_error", 400, "The invitation has expired.")
    static let inviteIDUnknown = APIError("app.team.get_by_invite_id.finding.app_error", 404, "No team has this invite link.")
    static let teamTakesGroupsOnly = APIError(
        "app.team.invite_id.group_constrained.error", 403, "Membership of this team is managed by groups; it has no invite link.")
    static let inviteDomainNotAllowed = APIError(
        "api.team.invite_members.invalid_email.app_error", 403, "The team does not accept e-mail addresses of this domain.")
    static let usernameUnknown = APIError("app.user.get_by_username.app_error", 404, "Nobody has this username.")
    static let emailHidden = APIError(
        "api.user.get_user_by_email.permissions.app_error", 403, "Looking people up by their address is not allowed here.")
    static let payloadUnreadable = APIError("api.payload.parse.error", 400, "The body is not what this call takes.")

    static let groupNotFound = APIError("app.group.no_rows", 404, "There is no such group.")
    static let openServerHasNoStrangers = APIError(
        "<untranslated>", 400, "Anybody may sign up here, so no address is one that could not.")
    static let userDomainNotAllowed = APIError(
        "api.user.update_user.accepted_domain.app_error", 400, "The e-mail address is not of a domain that this server accepts.")
    static let activationForbidden = APIError(
        "api.user.update_active.permissions.app_error", 403, "You may not activate or deactivate this account.")
    static let selfDeactivationDisabled = APIError(
        "api.user.update_active.not_enable.app_error", 401, "People cannot deactivate their own account on this server.")
    static let guestsDisabled = APIError(
        "api.user.update_active.cannot_enable_guest_when_guest_feature_is_disabled.app_error", 401,
        "Guests are switched off, so a guest cannot be activated.")
    static let deletionDisabled = APIError(
        "api.user.delete_user.not_enabled.for_admin.app_error", 401, "Deleting accounts for good is switched off on this server.")
    static let authenticationIncomplete = APIError(
        "api.user.update_user_auth.invalid_request", 400, "Both auth_data and auth_service are needed.")
    static let userRoleNotFound = APIError("app.role.check_roles_exist.role_not_found", 400, "There is no role of this name.")
    static let noGuest = APIError("api.user.promote_guest_to_user.no_guest.app_error", 501, "This account is no guest.")
    static let pictureMissing = APIError(
        "api.user.upload_profile_user.no_file.app_error", 400, "The form has no picture in its field `image`.")
    static let pictureUnreadable = APIError("api.user.upload_profile_user.parse.app_error", 400, "The body is no form with a picture.")
    static let pictureRefused = APIError(
        "api.user.upload_profile_user.check_image_limits.app_error", 400, "The file is no picture that the server can read, or too large.")
    static let pictureTooLarge = APIError("api.user.upload_profile_user.too_large.app_error", 413, "The picture's file is too large.")

    /// A field of an account that breaks its rule; `rule` is the part of the id that names it.
    static func invalidUser(_ rule: String) -> APIError {
        APIError("model.user.is_valid.\(rule).app_error", 400, "The account's \(rule) is not valid.")
    }
}

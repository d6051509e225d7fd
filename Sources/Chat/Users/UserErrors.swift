internal import Wire

/// What can be wrong with an account. Ids and statuses are contract (facts: limits.md).
extension APIError {
    static let signUpDisabled = APIError("api.user.create_user.signup_email_disabled.app_error", 501, "Signing up is switched off on this server.")
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

    /// A field of an account that breaks its rule; `rule` is the part of the id that names it.
    static func invalidUser(_ rule: String) -> APIError {
        APIError("model.user.is_valid.\(rule).app_error", 400, "The account's \(rule) is not valid.")
    }
}

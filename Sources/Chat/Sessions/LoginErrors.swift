internal import Wire

/// Why somebody is not let in. Ids and statuses are contract: clients switch on them (facts: limits.md).
extension APIError {
    static let passwordBlank = APIError("api.user.login.blank_pwd.app_error", 400, "Please enter your password.")
    static let accountInactive = APIError("api.user.login.inactive.app_error", 401, "This account has been deactivated.")
    static let botsDoNotLogIn = APIError("api.user.login.bot_login_forbidden.app_error", 401, "Bots cannot log in; they use access tokens.")
    static let tooManyAttempts = APIError(
        "api.user.check_user_login_attempts.too_many.app_error", 401,
        "The account is locked after too many failed attempts. Reset the password, or ask an administrator.")
    static let emailNotVerified = APIError("api.user.login.not_verified.app_error", 401, "Please confirm your e-mail address first.")
    static let codeNeeded = APIError("mfa.validate_token.authenticate.app_error", 401, "The code of your authenticator app is needed.")
    static let codeWrong = APIError("api.user.check_user_mfa.bad_code.app_error", 401, "The code is wrong, or was used already.")
    static let passwordWrong = APIError("api.user.check_user_password.invalid.app_error", 401, "The password is wrong.")
    static let tokenInAddress = APIError(
        "api.context.token_provided.app_error", 401, "A session's token must not be part of an address; send it in a header.")
    static let serverBusy = APIError("api.context.server_busy.app_error", 503, "The server is busy. Please try again in a moment.")

    /// One text for a wrong name and a wrong password, so that nobody learns which accounts exist.
    static func credentialsInvalid(_ settings: Settings) -> APIError {
        let kind =
            switch (settings[EmailSettings.enableSignInWithEmail], settings[EmailSettings.enableSignInWithUsername]) {
            case (true, true): "email_username"
            case (true, false): "email"
            case (false, true): "username"
            case (false, false): "sso"
            }
        return APIError("api.user.login.invalid_credentials_\(kind)", 401, "The name or the password is wrong.")
    }

    // MARK: Sessions and tokens

    static let sessionUnknown = APIError("app.session.get.app_error", 400, "There is no such session.")
    static let accessTokenUnknown = APIError("app.user_access_token.get_by_user.app_error", 404, "There is no such access token.")
    static let accessTokensDisabled = APIError(
        "app.user_access_token.disabled", 501, "Personal access tokens are switched off on this server.")
    static let accessTokenDescriptionTooLong = APIError(
        "model.user_access_token.is_valid.description.app_error", 400, "The description may have 255 characters at most.")
    static let failuresNotYours = APIError(
        "api.user.reset_password_failed_attempts.permissions.app_error", 403, "Only administrators may unlock accounts.")
    static let failuresOfOtherLogin = APIError(
        "api.user.reset_password_failed_attempts.ldap_and_email_only.app_error", 400,
        "The account does not log in with a password of this server.")

    // MARK: Second factor

    static let mfaDisabled = APIError("mfa.mfa_disabled.app_error", 501, "Multi-factor authentication is switched off on this server.")
    static let mfaCodeRefused = APIError("mfa.activate.bad_token.app_error", 401, "The code is wrong.")
    static let mfaNotForThisLogin = APIError(
        "api.user.activate_mfa.email_and_ldap_only.app_error", 400, "The account does not log in with a password of this server.")

    // MARK: Passwords and addresses

    static let passwordNotYours = APIError("api.user.update_password.context.app_error", 403, "You may not change this account's password.")
    static let passwordIncorrect = APIError("api.user.update_password.incorrect.app_error", 400, "The current password is wrong.")
    static let passwordElsewhere = APIError(
        "api.user.update_password.oauth.app_error", 400, "The account logs in through another service, which keeps its password.")
    static let resetLinkInvalid = APIError(
        "api.user.reset_password.invalid_link.app_error", 400, "The link is not valid or was used already.")
    static let resetLinkExpired = APIError("api.user.reset_password.link_expired.app_error", 400, "The link has expired.")
    static let resetElsewhere = APIError(
        "api.user.reset_password.sso.app_error", 400, "The account logs in through another service, which keeps its password.")
    static let resetSendElsewhere = APIError(
        "api.user.send_password_reset.sso.app_error", 400, "The account logs in through another service, which keeps its password.")
    static let resetUnsent = APIError("api.user.send_password_reset.send.app_error", 500, "The mail could not be sent.")
    static let verificationUnsent = APIError("api.user.send_verify_email_and_forget.failed.error", 500, "The mail could not be sent.")
    static let verifyLinkInvalid = APIError("api.user.verify_email.bad_link.app_error", 400, "The link is not valid or was used already.")
    static let verifyLinkExpired = APIError("api.user.verify_email.link_expired.app_error", 400, "The link has expired.")

    // MARK: Other ways to log in

    static let serviceNotOffered = APIError(
        "api.user.authorize_oauth_user.unsupported.app_error", 501, "This server does not log in through that service.")
    static let ldapNotOffered = APIError(
        "api.user.email_to_ldap.not_available.app_error", 501, "This server has no directory to log in through.")
    static let fromLDAPNotOffered = APIError(
        "api.user.ldap_to_email.not_available.app_error", 501, "This server has no directory to log in through.")
    static let switchNotYours = APIError("api.user.oauth_to_email.context.app_error", 403, "Only the account's owner may do this.")
    static let desktopTokenInvalid = APIError("app.desktop_token.validate.invalid", 401, "The token is not valid.")
    static let codeExchangeGone = APIError(
        "api.user.login_sso_code_exchange.deprecated.app_error", 410, "This way to log in is no longer offered.")
    static let cloudLoginNotOffered = APIError("api.user.login_cws.license.error", 401, "This is not a cloud installation.")
    static let ldapMigrationNotOffered = APIError(
        "api.admin.ldap.not_available.app_error", 501, "This server has no directory to log in through.")
    static let samlMigrationNotOffered = APIError(
        "api.admin.saml.not_available.app_error", 501, "This server does not log in through SAML.")
}

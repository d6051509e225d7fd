internal import Wire

extension APIError {
    static let siteURLCleared = APIError(
        "api.config.update_config.clear_siteurl.app_error", 400, "ServiceSettings.SiteURL must not be emptied once it is set.")
    static let settingIsProtected = APIError(
        "api.config.update_config.not_allowed_security.app_error", 403, "PluginSettings.EnableUploads cannot be changed through the API.")
}

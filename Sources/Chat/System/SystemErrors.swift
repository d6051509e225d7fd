internal import Wire

extension APIError {
    static let onboardingIsForAdministrators = APIError(
        "app.system.complete_onboarding_request.no_first_user", 403, "Only a system administrator can finish setting the server up.")
    static let organizationMissing = APIError(
        "api.error_no_organization_name_provided_for_self_hosted_onboarding", 400, "The name of the organisation is missing.")
    static let licenseFormatMissing = APIError(
        "api.license.client.old_format.app_error", 400, "Only format=old is known: say so in the address.")
    static let trialsAreNotOffered = APIError("api.license.upgrade_needed.app_error", 403, "There are no trials: everything is included.")
    static let noHostedService = APIError("api.server.cws.needs_enterprise_edition", 400, "There is no hosted service behind this server.")
    static let pluginsAreOff = APIError("app.plugin.disabled.app_error", 501, "Plugins are switched off.")
    static let logFilterUnreadable = APIError("api.system.logs.invalidFilter", 400, "The filter cannot be read.")
    static let jobNotFound = APIError("app.job.get.app_error", 404, "There is no such job.")
}

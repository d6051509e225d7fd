internal import Wire

extension APIError {
    static let schemeNotFound = APIError("app.scheme.get.app_error", 404, "There is no such scheme.")
    static let schemeInvalid = APIError(
        "app.scheme.save.invalid_scheme.app_error", 400, "A scheme needs a name of its own, a display name and a scope.")
    static let channelSchemeScopeWrong = APIError(
        "api.channel.update_channel_scheme.scheme_scope.error", 400, "This scheme is not made for channels.")
    static let schemeScopeWrong = APIError(
        "api.team.update_team_scheme.scheme_scope.error", 400, "This scheme is not made for teams.")
}

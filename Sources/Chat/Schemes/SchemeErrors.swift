internal import Wire

extension APIError {
    static let schemeNotFound = APIError("app.scheme.get.app_error", 404, "There is no such scheme.")
    static let schemeScopeWrong = APIError(
        "api.team.update_team_scheme.scheme_scope.error", 400, "This scheme is not made for teams.")
}

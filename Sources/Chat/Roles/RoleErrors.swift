internal import Wire

extension APIError {
    static let roleNotFound = APIError("app.role.get.app_error", 404, "There is no such role.")
    static let roleNameNotFound = APIError("app.role.get_by_name.app_error", 404, "There is no role of this name.")
    static let tooManyRoleNames = APIError(
        "api.roles.get_multiple_by_name_too_many.request_error", 400, "Not more than 100 roles can be asked for at once.")
    static let roleInvalid = APIError(
        "app.role.save.invalid_role.app_error", 400, "The role is not valid: check the names of its permissions.")
}

internal import Wire

/// What can be wrong with preferences. Ids and statuses are contract.
extension APIError {
    static let preferenceOfAnother = APIError(
        "api.preference.update_preferences.set.app_error", 403, "A preference names another person than the one it is set for.")
    static let removedPreferenceOfAnother = APIError(
        "api.preference.delete_preferences.delete.app_error", 403, "A preference names another person than the one it is taken from.")
    static let noPreferencesInCategory = APIError(
        "api.preference.preferences_category.get.app_error", 404, "There are no preferences in this category.")
    static let preferenceNotFound = APIError("app.preference.get.app_error", 400, "There is no such preference.")

    static func invalidPreference(_ rule: String) -> APIError {
        APIError("model.preference.is_valid.\(rule).app_error", 400, "The preference's \(rule) is not valid.")
    }
}

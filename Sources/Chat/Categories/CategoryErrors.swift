internal import Wire

/// What can be wrong with categories. Ids and statuses are contract.
extension APIError {
    static let categoriesInvalid = APIError(
        "app.channel.sidebar_categories.app_error", 400,
        "A category's name has at most 64 characters, an order names every category once, and the default ones stay.")
    static let categoryInvalid = APIError.invalidParameter("category")
}

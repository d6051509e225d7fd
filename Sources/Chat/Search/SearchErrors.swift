internal import Wire

extension APIError {
    static let postSearchUnreadable = APIError("api.post.search_posts.invalid_body.app_error", 400, "The search cannot be read.")
    static let fileSearchUnreadable = APIError("api.post.search_files.invalid_body.app_error", 400, "The search cannot be read.")
    static let postSearchIsOff = APIError("store.sql_post.search.disabled", 501, "Searching for messages is switched off on this server.")
    static let fileSearchIsOff = APIError("store.sql_file_info.search.disabled", 501, "Searching for files is switched off on this server.")
}

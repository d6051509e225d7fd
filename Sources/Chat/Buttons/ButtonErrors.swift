internal import Wire

extension APIError {
    static let buttonUnknown = APIError("api.post.do_action.action_id.app_error", 404, "The message has no such button.")
    static let buttonFailed = APIError(
        "api.post.do_action.action_integration.app_error", 400, "What is behind the button gave no answer that can be used.")
}

internal import Network
internal import Wire

/// Errors that every feature answers with. Ids and statuses are contract (facts: limits.md).
extension APIError {
    static let forbidden = APIError("api.context.permissions.app_error", 403, "You do not have the permission to do this.")
    static let sessionExpired = APIError(
        "api.context.session_expired.app_error", 401, "Your session is missing or has ended. Please log in again.")
    static let mfaRequired = APIError("api.context.mfa_required.app_error", 403, "Multi-factor authentication must be set up first.")
    static let unknownPath = APIError("api.context.404.app_error", 404, "There is nothing at this address.")
    static let postNotFound = APIError("app.post.get.app_error", 404, "The message does not exist or was deleted.")
    static let userNotFound = APIError("app.user.missing_account.const", 404, "There is no such account.")
    static let internalFailure = APIError(
        "api.internal.app_error", 500, "The server could not do this. The log has more, under this request id.")
    static let bodyTooLarge = APIError(
        "api.context.request_body_too_large.app_error", 413, "The request is larger than the server accepts.")

    static let noHandshake = APIError("api.web_socket.connect.upgrade.app_error", 400, "This address is for WebSockets only.")

    static func invalidParameter(_ name: String) -> APIError {
        APIError("api.context.invalid_body_param.app_error", 400, "Invalid or missing \(name) in the request.")
    }
    static func invalidURLParameter(_ name: String) -> APIError {
        APIError("api.context.invalid_url_param.app_error", 400, "Invalid or missing \(name) in the address.")
    }
}

extension APIError {
    /// What cannot be read as a request, in the contract's shape.
    init(_ refusal: Refusal) {
        switch refusal {
        case .bodyTooLarge: self = .bodyTooLarge
        case .targetTooLong:
            self.init("basic_security_check.url.too_long_error", 414, "The address is longer than the server accepts.")
        case .headTooLarge: self.init("api.web.head_too_large.app_error", 431, "The head of the request is larger than the server accepts.")
        case .tooSlow: self.init("api.web.too_slow.app_error", 408, "The request did not arrive in time.")
        case .badHandshake: self = .noHandshake
        case .unsupportedCoding: self.init("api.web.coding.app_error", 501, "The server reads no such transfer coding.")
        case .unsupportedVersion: self.init("api.web.version.app_error", 505, "The server speaks HTTP/1.0 and HTTP/1.1 here.")
        case .unmetExpectation: self.init("api.web.expectation.app_error", 417, "The server cannot meet what the request expects.")
        case .malformed: self.init("api.web.malformed.app_error", 400, "This is no correct HTTP request.")
        }
    }
}

internal import Network
internal import Outside
internal import Wire

/// Requests that another site made a browser send carry the cookie, but neither the session's second secret nor the header
/// that only pages of ours can send.
enum Forgery {
    /// Throws when the request changes something and may come from another site's page.
    static func ruleOut(_ request: HTTPRequest, _ visitor: Visitor) throws {
        guard visitor.tokenSource == .cookie, let session = visitor.session, !["GET", "HEAD", "OPTIONS"].contains(request.method) else {
            return
        }
        let wanted = session.props.texts["csrf"] ?? "", given = request.field("x-csrf-token") ?? ""
        // The session of an access token has no second secret: such a cookie was put there by a program, not by a login.
        if wanted.isEmpty ? given.isEmpty : Digest.isSame(wanted.utf8, given.utf8) { return }
        if !visitor.isForgeryCheckStrict, request.field("x-requested-with") == "XMLHttpRequest" { return }
        throw APIError.sessionExpired
    }
}

internal import Wire

/// A button or menu that an integration attached to a message, with what only the server knows of it.
struct PostButton: Sendable {
    /// `button` or `select`.
    let kind: String
    /// Where a menu's choices come from: `users`, `channels`, or empty for its own.
    let source: String
    let address: String
    /// What the integration wants to be told again.
    let context: JSONObject?

    /// The one of that id.
    init?(_ id: String, of post: Post) {
        guard post.props.raw.contains("\"integration\""), let attachments = post.props.object["attachments"]?.array else { return nil }
        let actions = attachments.flatMap { $0["actions"]?.array ?? [] }
        guard let action = actions.first(where: { $0["id"]?.string == id }), let address = action["integration"]?["url"]?.string else {
            return nil
        }
        self.address = address
        kind = action["type"]?.string ?? "button"
        source = action["data_source"]?.string ?? ""
        context = action["integration"]?["context"]?.object
    }
}

internal import Wire

/// What a message carries beside its text: as clients give it, and as it is stored and sent.
enum PostProps {
    /// Kept by the server alone.
    private static let reserved = ["add_channel_member", "channel_mentions", "previewed_post"]

    static func stored(_ given: JSONObject, _ links: PostLinks, newID: @Sendable () -> String) -> JSONObject {
        var props = given
        for key in reserved { props[key] = nil }
        if let attachments = props["attachments"]?.array { props["attachments"] = .array(attachments.compactMap { whole($0, newID) }) }
        for (key, value) in links.props.members { props[key] = value }
        return props
    }

    /// Every field of an attachment is there, empty when it was not given; what is no object is left out.
    private static func whole(_ attachment: JSONValue, _ newID: @Sendable () -> String) -> JSONValue? {
        guard let given = attachment.object else { return nil }
        var whole = JSONObject()
        whole["id"] = given["id"] ?? 0
        for key in attachmentTexts { whole[key] = given[key] ?? "" }
        whole["fields"] = given["fields"].map(withoutNulls) ?? .null
        whole["ts"] = given["ts"] ?? .null
        if let actions = given["actions"]?.array, !actions.isEmpty { whole["actions"] = .array(actions.map { named($0, newID) }) }
        return .object(whole)
    }

    /// Clients name a button by its id when it is pressed.
    private static func named(_ action: JSONValue, _ newID: @Sendable () -> String) -> JSONValue {
        guard var action = action.object, action["id"]?.string?.isEmpty != false else { return action }
        action["id"] = .string(newID())
        return .object(action)
    }

    private static let attachmentTexts = [
        "fallback", "color", "pretext", "author_name", "author_link", "author_icon", "title", "title_link", "text", "image_url",
        "thumb_url",
        "footer", "footer_icon",
    ]

    private static func withoutNulls(_ fields: JSONValue) -> JSONValue {
        guard let list = fields.array else { return fields }
        return .array(list.filter { !$0.isNull })
    }

    /// Without the addresses and contexts of buttons, which only the server needs.
    static func shown(_ props: JSONText) -> JSONText {
        guard !props.isEmpty, props.raw.contains("\"integration\"") else { return props }
        var object = props.object
        object["attachments"] = object["attachments"].map { list in
            .array(
                (list.array ?? []).map { attachment in
                    guard var attachment = attachment.object, let actions = attachment["actions"]?.array else { return attachment }
                    attachment["actions"] = .array(
                        actions.map { action in
                            guard var action = action.object else { return action }
                            action["integration"] = nil
                            return .object(action)
                        })
                    return .object(attachment)
                })
        }
        return JSONText(object)
    }
}

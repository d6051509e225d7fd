internal import Wire

/// What a message may hold (facts: limits.md).
enum PostRules {
    static let messageLength = 16_383
    static let fileCount = 10
    static let propsLength = 800_000
    static let pendingIDLength = 128

    /// Characters as Mattermost counts them: Unicode scalars.
    static func checkMessage(_ text: String) throws {
        if text.utf8.count > messageLength, text.unicodeScalars.count > messageLength { throw APIError.postTooLong }
        if text.utf8.contains(0) { throw APIError.invalidParameter("message") }
    }

    static func checkType(_ type: String) throws {
        if type.isEmpty || type == "me" || type == "slack_attachment" || type == "reminder" || type.hasPrefix("custom_") { return }
        if type.hasPrefix("system_") { throw APIError.postTypeForServer }
        throw APIError.postTypeUnknown
    }

    static func check(_ draft: PostDraft) throws {
        guard draft.id.isEmpty else { throw APIError.postExists }
        try checkType(draft.type)
        guard draft.type.utf8.count <= 26 else { throw APIError.postTypeUnknown }
        try checkMessage(draft.message)
        guard draft.fileIDs.count <= fileCount else { throw APIError.postTooManyFiles }
        guard draft.pendingID.utf8.count <= pendingIDLength, !draft.pendingID.utf8.contains(0) else {
            throw APIError.invalidParameter("pending_post_id")
        }
        guard draft.createAt >= 0, draft.editAt >= 0 else { throw APIError.invalidParameter("post") }
    }

    static func check(props: JSONText) throws {
        if props.raw.utf8.count > propsLength { throw APIError.postPropsTooLong }
    }

    /// Messages about coming and going are nothing that somebody missed: they do not count as unread.
    static func isCounted(_ type: String) -> Bool { type.isEmpty || !uncounted.contains(type) }

    static let uncounted = [
        "system_join_leave", "system_add_remove", "system_join_channel", "system_leave_channel", "system_join_team", "system_leave_team",
        "system_add_to_channel", "system_remove_from_channel", "system_add_to_team", "system_remove_from_team",
        "system_guest_join_channel", "system_add_guest_to_chan",
    ]
}

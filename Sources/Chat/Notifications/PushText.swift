internal import Wire

/// The words of a push, by how much of a message the server lets out of the house.
struct PushText {
    let notice: PostNotice
    /// As the reader wants to see it.
    let sender: String
    let concern: Concern
    let reader: ID<User>
    /// `full`, or one of the generic kinds; what is neither counts as generic.
    let contents: String

    var isFull: Bool { contents == "full" }
    private var isDirect: Bool { notice.channel.type == .direct }

    var words: String {
        if isFull { return full }
        if isDirect { return "You have a new message." }
        if notice.byCrowd.contains(reader) { return sender + " called everybody in the channel." }
        switch notice.byAnswer[reader] {
        case .toOwnMessages: return sender + " answered your message."
        case .wherePresent: return sender + " answered in a thread that you wrote in."
        case nil: break
        }
        if notice.channel.type != .group, concern.isCalled { return sender + " mentioned you." }
        return concern.isFollowed ? sender + " answered in a thread that you follow." : sender + " posted a message."
    }

    private var full: String {
        var text = MarkdownDocument(notice.post.message, hasTables: false).plainText
        for attachment in notice.post.props.object["attachments"]?.array ?? [] {
            if let fallback = attachment["fallback"]?.string, !fallback.isEmpty { text += "\n" + fallback }
        }
        if text.isEmpty, !(notice.post.fileIDs ?? []).isEmpty { return isDirect ? "Sent you a file." : sender + " attached a file." }
        return isDirect ? text : "\(sender): \(text)"
    }
}

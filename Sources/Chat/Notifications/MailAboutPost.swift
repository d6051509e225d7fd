internal import Database
internal import Outside
internal import Wire

/// The mail that tells one reader of a message that they missed.
struct MailAboutPost: Sendable {
    let notice: PostNotice
    let reader: Reader
    let concern: Concern
    /// Who said it, as the reader wants to see names.
    let sender: String
    let clock: MailClock
    let team: Team?
    /// For links: a conversation is in no team, and clients want one.
    let teamName: String
    let files: [String]
    let author: User?

    /// The page with what was said, or only with the word that something was.
    func page(isFull: Bool, linkPath: String, site: String) -> MailPage {
        var page = MailPage(
            title: title, link: ("Answer", "\(site)\(linkPath)/\(teamName)/pl/\(notice.post.id)"),
            look: .page(pictures: [], linksHome: true))
        if isFull { page.quote = quote }
        return page
    }

    func subject(_ settings: Settings) -> String {
        let date = clock.date(notice.post.createAt), site = settings[TeamSettings.siteName]
        let about =
            switch notice.channel.type {
            case .direct: "New direct message from \(plainSender)"
            case .group: "New message in \(notice.channel.displayName)"
            case .open, .private:
                settings[EmailSettings.useChannelInEmailNotifications]
                    ? "News for you from \(notice.channel.displayName), \(team?.displayName ?? "")"
                    : "News for you from \(team?.displayName ?? "")"
            }
        return "[\(site)] \(about) on \(date)"
    }

    private var plainSender: String { sender.hasPrefix("@") ? String(sender.dropFirst()) : sender }

    private var title: String {
        let place = notice.channel.displayName
        if notice.post.isSystemMessage { return "There is news for you in \(place)" }
        switch notice.channel.type {
        case .direct: return concern.isInCollapsedThread ? "\(plainSender) answered you" : "\(plainSender) sent you a message"
        case .group: return "\(plainSender) wrote in your conversation"
        case .open, .private:
            return concern.isCalled ? "\(plainSender) mentioned you in \(place)" : "\(plainSender) answered in a thread in \(place)"
        }
    }

    /// Nothing to quote when there are no words and no files.
    private var quote: MailPage.Quote? {
        let post = notice.post
        guard !post.message.isEmpty || !files.isEmpty else { return nil }
        let document = MarkdownDocument(post.message), attachments = post.props.object["attachments"]?.array ?? []
        let listed = files.map { "<p>\(HTMLText.encoded($0))</p>" }.joined()
        return MailPage.Quote(
            author: post.isSystemMessage ? "" : plainSender, time: clock.time(post.createAt),
            text: ([post.message] + files).filter { !$0.isEmpty }.joined(separator: "\n"),
            html: document.html + listed + attachments.map(Self.html).joined())
    }

    private static func html(_ attachment: JSONValue) -> String {
        func text(_ key: String) -> String { attachment[key]?.string ?? "" }
        func line(_ key: String) -> String { text(key).isEmpty ? "" : "<p>\(HTMLText.encoded(text(key)))</p>" }
        func marked(_ text: String) -> String { text.isEmpty ? "" : MarkdownDocument(text).html }
        let fields = (attachment["fields"]?.array ?? []).map { field in
            "<p><b>\(HTMLText.encoded(field["title"]?.string ?? ""))</b></p>\(marked(field["value"]?.string ?? ""))"
        }.joined()
        let body = line("author_name") + line("title") + marked(text("text")) + fields + line("footer")
        return marked(text("pretext")) + (body.isEmpty ? "" : "<div style=\"border-left:3px solid #ccc;padding-left:8px\">\(body)</div>")
    }

    /// As it is sent.
    func message(_ settings: Settings, site: String, face: [UInt8]?) -> MailMessage {
        var page = page(
            isFull: settings[EmailSettings.emailNotificationContentsType] == "full", linkPath: "/landing#", site: site)
        page.hasFace = face != nil && page.quote != nil
        var message = MailMessage(page, to: reader.email, subject: subject(settings), settings)
        message.id = notice.post.id.raw
        message.follows = notice.post.root.raw
        if let face, page.hasFace { message.pictures = [.init(MailPage.face, type: "image/png", bytes: face)] }
        return message
    }
}

extension Services {
    /// Sends a mail about messages, and counts those that went out.
    func deliverCounted(_ message: MailMessage) async {
        if await deliver(message) { figures.posts.add(.mails) }
    }
}

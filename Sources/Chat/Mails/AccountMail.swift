public import Outside
internal import Wire

/// Mail to one person about their account: a few sentences and perhaps a link.
struct AccountMail: Sendable {
    let to: User
    let subject: String
    let sentences: [String]
    var link: (label: String, address: String)?
    var look = MailPage.Look.notice
    /// Says something of somebody's, with their picture.
    var quote: MailPage.Quote?
    var face: [UInt8]?

    func message(_ settings: Settings) -> MailMessage {
        var page = MailPage(sentences: sentences, link: link, look: look)
        (page.quote, page.hasFace) = (quote, face != nil)
        let isBare = if case .bare = look { true } else { false }
        let subject = isBare ? subject : "[\(settings[TeamSettings.siteName])] \(subject)"
        var message = MailMessage(page, to: to.email, subject: subject, settings)
        if let face { message.pictures = [.init(MailPage.face, type: "image/png", bytes: face)] }
        return message
    }
}

extension MailMessage {
    /// A page as a mail of this server's.
    init(_ page: MailPage, to address: String, subject: String, _ settings: Settings) {
        let name = settings[EmailSettings.feedbackName], reply = settings[EmailSettings.replyToAddress]
        let site = settings.site
        let organisation = settings[EmailSettings.feedbackOrganization], sender = settings[EmailSettings.feedbackEmail]
        self.init(
            from: .init(sender, name: name), to: .init(address), subject: subject, text: page.text(organisation: organisation),
            html: page.html(site: site, contact: reply.isEmpty ? sender : reply, organisation: organisation),
            replyTo: reply.isEmpty ? nil : .init(reply, name: name), headers: ["Precedence": "bulk"])
        host = FetchURL.host(site) ?? ""
    }
}

extension MailServer {
    /// The configured server; `nil` when none is.
    init?(_ settings: Settings) {
        let host = settings[EmailSettings.smtpServer]
        guard !host.isEmpty, let port = Int(settings[EmailSettings.smtpPort]) else { return nil }
        let logsIn = settings[EmailSettings.enableSMTPAuth]
        self.init(
            host: host, port: port, security: Security(setting: settings[EmailSettings.connectionSecurity]),
            username: logsIn ? settings[EmailSettings.smtpUsername] : "",
            password: logsIn ? settings[EmailSettings.smtpPassword] : "",
            skipsCertificateCheck: settings[EmailSettings.skipServerCertificateVerification],
            timeout: .seconds(settings[EmailSettings.smtpServerTimeout]))
    }
}

extension MailServer.Security {
    /// As `EmailSettings.ConnectionSecurity` names it.
    init(setting: String) {
        switch setting {
        case "TLS": self = .tls
        case "STARTTLS": self = .startTLS
        default: self = .none
        }
    }
}

/// Sends mail as the settings say. One closure, so that tests see what would be sent.
public struct Postman: Sendable {
    let deliver: @Sendable (MailMessage, MailServer) async throws -> Void
    /// How long until a mail that nobody waits for is tried again; five times as long each time.
    let patience: Duration

    public init(patience: Duration = .seconds(1), deliver: @escaping @Sendable (MailMessage, MailServer) async throws -> Void) {
        (self.patience, self.deliver) = (patience, deliver)
    }

    /// Over SMTP.
    public init(_ mail: Mail) { self.init { try await mail.send($0, through: $1) } }
}

extension Services {
    /// Sends and waits until the mail server has taken it. Throws `unsent` when none is configured or it refuses.
    func send(_ mail: AccountMail, orThrow unsent: APIError) async throws {
        let settings = settings.current
        guard let server = MailServer(settings) else { throw unsent.detailed("No mail server is configured (EmailSettings.SMTPServer).") }
        do {
            try await postman.deliver(mail.message(settings), server)
        } catch {
            log.warn("mail was not sent", ["error": "\(error)"])
            throw unsent
        }
    }

    /// A notice that is good to have: it goes out behind the answer, and nothing fails when it cannot be sent.
    func notify(_ mail: AccountMail) {
        let settings = settings.current
        guard MailServer(settings) != nil else { return }
        let message = mail.message(settings)
        notifier.enqueue(for: mail.to.id, self) { [self] in _ = await deliver(message) }
    }

    /// Sends on one of the notifier's lanes: tried again when the mail server cannot be reached, given up after half a minute. Says
    /// whether it went out.
    func deliver(_ message: MailMessage) async -> Bool {
        guard let server = MailServer(settings.current) else { return false }
        var pause = postman.patience
        for attempt in 1...4 {
            do {
                try await postman.deliver(message, server)
                return true
            } catch {
                guard attempt < 4, case OutsideError.failed = error else {
                    log.warn("a mail could not be sent", ["error": "\(error)"])
                    return false
                }
                try? await Task.sleep(for: pause)  // only cancelled when the process ends
                pause *= 5
            }
        }
        return false
    }

    var siteName: String { settings.current[TeamSettings.siteName] }

    /// Where links in mails lead.
    var siteURL: String { settings.current.site }
}

extension Settings {
    /// Where this server is, as links begin: without a slash at its end.
    var site: String {
        let url = self[ServiceSettings.siteURL]
        return url.hasSuffix("/") ? String(url.dropLast()) : url
    }
}

public import Outside
internal import Wire

/// Mail to one person about their account: a few sentences and perhaps a link.
struct AccountMail: Sendable {
    let to: User
    let subject: String
    let sentences: [String]
    var link: (label: String, address: String)?

    func message(_ settings: Settings) -> MailMessage {
        let site = settings[TeamSettings.siteName]
        var text = sentences.joined(separator: "\n\n")
        if let link { text += "\n\n\(link.label):\n\(link.address)" }
        text += "\n\n\(site)"
        let organisation = settings[EmailSettings.feedbackOrganization]
        if !organisation.isEmpty { text += "\n\(organisation)" }
        let reply = settings[EmailSettings.replyToAddress]
        return MailMessage(
            from: .init(settings[EmailSettings.feedbackEmail], name: settings[EmailSettings.feedbackName]), to: .init(to.email),
            subject: "[\(site)] \(subject)", text: text, html: html(site, organisation), replyTo: reply.isEmpty ? nil : .init(reply))
    }

    private func html(_ site: String, _ organisation: String) -> String {
        var body = sentences.map { "<p>\(Self.escaped($0))</p>" }.joined()
        if let link { body += "<p><a href=\"\(Self.escaped(link.address))\">\(Self.escaped(link.label))</a></p>" }
        let foot = organisation.isEmpty ? Self.escaped(site) : "\(Self.escaped(site))<br>\(Self.escaped(organisation))"
        return "<!DOCTYPE html><html><body style=\"font-family:sans-serif\">\(body)<p style=\"color:#666\">\(foot)</p></body></html>"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}

extension MailServer {
    /// The configured server; `nil` when none is.
    init?(_ settings: Settings) {
        let host = settings[EmailSettings.smtpServer]
        guard !host.isEmpty, let port = Int(settings[EmailSettings.smtpPort]) else { return nil }
        let security: Security =
            switch settings[EmailSettings.connectionSecurity] {
            case "TLS": .tls
            case "STARTTLS": .startTLS
            default: .none
            }
        let logsIn = settings[EmailSettings.enableSMTPAuth]
        self.init(
            host: host, port: port, security: security, username: logsIn ? settings[EmailSettings.smtpUsername] : "",
            password: logsIn ? settings[EmailSettings.smtpPassword] : "",
            skipsCertificateCheck: settings[EmailSettings.skipServerCertificateVerification],
            timeout: .seconds(settings[EmailSettings.smtpServerTimeout]))
    }
}

/// Sends mail as the settings say. One closure, so that tests see what would be sent.
public struct Postman: Sendable {
    let deliver: @Sendable (MailMessage, MailServer) async throws -> Void

    public init(deliver: @escaping @Sendable (MailMessage, MailServer) async throws -> Void) { self.deliver = deliver }

    /// Over SMTP.
    public init(_ mail: Mail) { deliver = { try await mail.send($0, through: $1) } }
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

    /// A notice that is good to have: nothing fails when it cannot be sent.
    func notify(_ mail: AccountMail) async {
        let settings = settings.current
        guard let server = MailServer(settings) else { return }
        do {
            try await postman.deliver(mail.message(settings), server)
        } catch {
            log.warn("mail was not sent", ["error": "\(error)"])
        }
    }

    /// Where links in mails lead.
    var siteURL: String {
        let url = settings.current[ServiceSettings.siteURL]
        return url.hasSuffix("/") ? String(url.dropLast()) : url
    }
}

internal import Database
internal import Network
internal import Outside
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/email/test | sends the caller a mail | test_email | |
struct MailRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/email/test", test)
    }

    /// With settings that an administrator is about to save; what they see masked is meant as it is.
    @Sendable func test(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        guard context.access.may(.testEmail) else { throw APIError.forbidden }
        let fields = try request.json()
        guard let email = try fields.fields("EmailSettings"), try email.string("SMTPServer") != nil else {
            throw APIError.mailSettingsMissing
        }
        guard var server = try MailServer(asked: email, services.settings.current) else { throw APIError.mailSettingsMissing }
        server.timeout = .seconds(10)
        guard let user = try await services.db.readOne({ try $0.users.find(context.user) }) else { throw APIError.userNotFound }
        do {
            try await services.postman.deliver(AccountMail.test(user).message(services.settings.current), server)
        } catch {
            throw APIError.mailNotTaken.detailed("\(error)")
        }
        return .ok
    }
}

extension MailServer {
    /// A server as a form names it.
    fileprivate init?(asked: JSONFields, _ current: Settings) throws {
        let port = Int(try asked.string("SMTPPort") ?? "") ?? 25, host = try asked.string("SMTPServer") ?? ""
        guard !host.isEmpty else { return nil }
        self.init(host: host, port: port)
        security = Security(setting: try asked.string("ConnectionSecurity") ?? "")
        skipsCertificateCheck = try asked.bool("SkipServerCertificateVerification") ?? false
        guard try asked.bool("EnableSMTPAuth") ?? false else { return }
        username = try asked.string("SMTPUsername") ?? ""
        let word = try asked.string("SMTPPassword") ?? ""
        password = !word.isEmpty && word.allSatisfy { $0 == "*" } ? current[EmailSettings.smtpPassword] : word
    }
}

extension APIError {
    static let mailSettingsMissing = APIError(
        "api.file.test_connection_email_settings_nil.app_error", 400, "Settings of a mail server are missing.")
    static let mailNotTaken = APIError("api.admin.test_email.body", 500, "The mail could not be sent with these settings.")
}

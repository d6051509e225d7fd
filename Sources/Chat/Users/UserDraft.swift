internal import Wire

/// What somebody asks a new account to be. What a client may not decide (roles, times, counters) is not read at all.
struct UserDraft: Sendable {
    /// Only there to be refused: a new account's id is the server's to give.
    var id = ""
    var username: String
    var email: String
    var password = ""
    var nickname = ""
    var firstName = ""
    var lastName = ""
    var position = ""
    var locale = ""
    var props = JSONText.empty
    var notifyProps: JSONText?
    var timezone: JSONText?
    var authService = ""
    var authData: String?
    var emailVerified = false
    var isBot = false
    /// No mail says that the account is there.
    var skipsWelcome = false

    init(username: String, email: String) {
        self.username = username
        self.email = email
    }

    /// Only administrators may say that an address is verified or that somebody else vouches for the account.
    init(_ fields: JSONFields, byAdministrator: Bool) throws {
        self.init(username: try fields.string("username") ?? "", email: try fields.string("email") ?? "")
        id = try fields.string("id") ?? ""
        password = try fields.string("password") ?? ""
        nickname = try fields.string("nickname") ?? ""
        firstName = try fields.string("first_name") ?? ""
        lastName = try fields.string("last_name") ?? ""
        position = try fields.string("position") ?? ""
        locale = try fields.string("locale") ?? ""
        props = try fields.texts("props").map(JSONText.init) ?? .empty
        notifyProps = try fields.texts("notify_props").flatMap { $0.isEmpty ? nil : JSONText($0) }
        timezone = try fields.texts("timezone").flatMap { $0.isEmpty ? nil : JSONText($0) }
        isBot = try fields.bool("is_bot") ?? false
        skipsWelcome = try fields.bool("disable_welcome_email") ?? false
        let service = try fields.string("auth_service") ?? "", data = try fields.string("auth_data")
        let verified = try fields.bool("email_verified") ?? false
        guard byAdministrator else { return }
        (authService, authData, emailVerified) = (service, data, verified)
    }
}

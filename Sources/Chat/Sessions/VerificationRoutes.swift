internal import Database
internal import Network
internal import Outside
internal import Wire

/// Doors to the proof that a mail address is somebody's.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /users/email/verify | | the token of a mail | |
/// | POST | /users/email/verify/send | ProveAddress | none | |
struct VerificationRoutes {
    let services: Services
    private static let lifetime: Int64 = 24 * 3_600_000

    func register(on routes: inout Routes) {
        routes.open("POST", "/api/v4/users/email/verify", verify)
        routes.open("POST", "/api/v4/users/email/verify/send", send)
    }

    @Sendable func verify(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        let secret = request.looseTexts["token"] ?? ""
        guard secret.utf8.count == MailToken.length else { throw APIError.invalidParameter("token") }
        let now = services.now(), source = AuditSource(request)
        try await services.db.write { [services] tx in
            guard let token = try tx.mailTokens.find(secret), token.kind == .emailVerification else { throw APIError.verifyLinkInvalid }
            guard now - token.createAt < Self.lifetime else { throw APIError.verifyLinkExpired }
            guard let user = try tx.users.find(token.user), user.deleteAt == 0 else { throw APIError.verifyLinkInvalid }
            guard try tx.mailTokens.remove(secret) else { throw APIError.verifyLinkInvalid }
            // An address that waited for its proof takes the old one's place now, unless somebody else has it by now.
            if user.email != token.email {
                guard try !tx.users.isTaken(email: token.email) else { throw APIError.verifyLinkInvalid }
                var changed = user
                (changed.email, changed.updateAt) = (token.email, max(now, user.updateAt + 1))
                try tx.users.update(changed)
                tx.tellUpdated(changed, services: services)
            }
            try tx.credentials.verifyEmail(user.id, at: now)
            try services.audit(source, "Email Verified", in: tx)
            tx.signal(.userChanged(user.id))
        }
        return .ok
    }

    /// Says the same whether there is an account or not, and does not mind one whose address was verified before.
    @Sendable func send(_ request: HTTPRequest, _ visitor: Visitor) async throws -> HTTPResponse {
        let email = (request.looseTexts["email"] ?? "").lowercased()
        if email.isEmpty { throw APIError.invalidParameter("email") }
        guard let user = try await services.db.readOne({ try $0.users.find(email: email) }), user.deleteAt == 0 else { return .ok }
        try await services.send(ProveAddress(user: user, services: services).mail(), orThrow: .verificationUnsent)
        return .ok
    }
}

/// Tells somebody that they have an account, with the link that proves their address where that is wanted.
struct Welcome: Sendable {
    let user: User
    let services: Services

    func run() async {
        let settings = services.settings.current
        guard settings[EmailSettings.sendEmailNotifications] else { return }
        var secret: String?
        if settings[EmailSettings.requireEmailVerification], !user.emailVerified {
            do { secret = try await ProveAddress(user: user, services: services).secret() } catch {
                // the account is made and stands; the link can be asked for again
                return services.log.warn("a link to prove an address could not be made", ["user": user.id.raw, "error": "\(error)"])
            }
        }
        services.notify(.welcome(user, site: services.siteURL, token: secret))
    }
}

/// Keeps a secret that only whoever reads an address's mails will know.
struct ProveAddress: Sendable {
    let user: User
    let services: Services

    func secret() async throws -> String {
        let secret = Token.secret(MailToken.length), now = services.now()
        try await services.db.write { [user] tx in
            try tx.mailTokens.insert(MailToken(kind: .emailVerification, user: user, createAt: now), secret: secret)
        }
        return secret
    }

    /// The mail with the link.
    func mail() async throws -> AccountMail {
        .verification(user, site: services.siteURL, token: try await secret())
    }
}

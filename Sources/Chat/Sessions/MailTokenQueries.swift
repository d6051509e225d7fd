internal import Database
internal import Wire

/// What the link in a mail proves: that somebody reads the mail of an account's address.
struct MailToken: Sendable {
    enum Kind: String, Sendable {
        case passwordReset = "password_recovery"
        case emailVerification = "verify_email"
    }

    static let length = 64
    let kind: Kind
    let user: ID<User>
    /// The address that the mail went to: the token is worth nothing for another one.
    let email: String
    let createAt: Int64

    init(kind: Kind, user: User, createAt: Int64) {
        (self.kind, self.user, self.email, self.createAt) = (kind, user.id, user.email, createAt)
    }

    fileprivate init?(_ row: inout Row) {
        let created: Int64 = row.next(), type: String = row.next(), extra: String = row.next()
        guard let kind = Kind(rawValue: type) else { return nil }
        let texts = JSONText(raw: extra).texts
        (self.kind, user, email, createAt) = (kind, ID(texts["UserId"] ?? ""), texts["Email"] ?? "", created)
    }

    fileprivate var extra: String { JSONText(["UserId": user.raw, "Email": email]).raw }
}

/// Every statement about the tokens of mails.
struct MailTokenQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var mailTokens: MailTokenQueries<Access> { .init(tx: self) } }

extension MailTokenQueries {
    func find(_ secret: String) throws -> MailToken? {
        try tx.first("SELECT createat, type, extra FROM tokens WHERE token = \(secret)") { MailToken(&$0) } ?? nil
    }
}

extension MailTokenQueries where Access == ReadWrite {
    func insert(_ token: MailToken, secret: String) throws {
        try tx.execute(
            """
            INSERT INTO tokens (token, createat, type, extra) VALUES (\(secret), \(token.createAt), \(token.kind.rawValue), \(token.extra))
            """)
    }

    /// Says whether it was there: of two that use it at once only one does.
    func remove(_ secret: String) throws -> Bool { try tx.execute("DELETE FROM tokens WHERE token = \(secret)") > 0 }
}

internal import Database
internal import Wire

/// Every statement about terms of service and who accepted them.
struct TermsQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var terms: TermsQueries<Access> { .init(tx: self) } }

extension TermsQueries {
    /// Those that hold now.
    func newest() throws -> TermsOfService? {
        try tx.first("SELECT id, createat, userid, text FROM termsofservice ORDER BY createat DESC, id DESC LIMIT 1") { row in
            TermsOfService(id: row.next(), createAt: row.next(), user: row.next(), text: row.next())
        }
    }

    func exists(_ id: ID<TermsOfService>) throws -> Bool { try tx.exists("SELECT 1 FROM termsofservice WHERE id = \(id)") }

    func accepted(by user: ID<User>) throws -> AcceptedTerms? {
        try tx.first("SELECT userid, termsofserviceid, createat FROM usertermsofservice WHERE userid = \(user)") { row in
            AcceptedTerms(user: row.next(), terms: row.next(), createAt: row.next())
        }
    }
}

extension TermsQueries where Access == ReadWrite {
    func insert(_ terms: TermsOfService) throws {
        try tx.execute(
            """
            INSERT INTO termsofservice (id, createat, userid, text) VALUES (\(terms.id), \(terms.createAt), \(terms.user), \(terms.text))
            """)
    }

    func accept(_ accepted: AcceptedTerms) throws {
        try tx.execute(
            """
            INSERT INTO usertermsofservice (userid, termsofserviceid, createat)
            VALUES (\(accepted.user), \(accepted.terms), \(accepted.createAt))
            ON CONFLICT (userid) DO UPDATE SET termsofserviceid = excluded.termsofserviceid, createat = excluded.createat
            """)
    }

    func forget(_ user: ID<User>) throws { try tx.execute("DELETE FROM usertermsofservice WHERE userid = \(user)") }
}

extension Transaction {
    /// The account with the terms that it accepted: its owner's clients ask again when newer ones hold.
    func withTerms(_ user: User) throws -> User {
        guard let accepted = try terms.accepted(by: user.id) else { return user }
        var user = user
        user.termsOfServiceID = accepted.terms.raw
        user.termsOfServiceCreateAt = accepted.createAt
        return user
    }
}

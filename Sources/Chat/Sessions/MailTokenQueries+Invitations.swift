internal import Database
internal import Wire

extension MailTokenQueries {
    /// A mailed invitation by its secret, and when it was sent.
    func invitation(_ secret: String) throws -> (invitation: TeamInvitation, createAt: Int64)? {
        try tx.first("SELECT createat, extra FROM tokens WHERE token = \(secret) AND type IN ('team_invitation', 'guest_invitation')") {
            row in
            let createAt: Int64 = row.next()
            return (TeamInvitation(extra: row.next()), createAt)
        }
    }
}

extension MailTokenQueries where Access == ReadWrite {
    func insert(_ invitation: TeamInvitation, secret: String, at time: Int64) throws {
        try tx.execute(
            """
            INSERT INTO tokens (token, createat, type, extra) VALUES (\(secret), \(time), \(invitation.kind), \(invitation.extra))
            """)
    }

    /// Makes every invitation that waits in a mailbox worthless.
    func removeInvitations() throws {
        try tx.execute("DELETE FROM tokens WHERE type = 'team_invitation' OR type = 'guest_invitation'")
    }
}

internal import Database
internal import Wire

extension TeamMemberQueries where Access == ReadWrite {
    /// Somebody who was a guest in their teams is a member.
    func endGuesthood(of user: ID<User>) throws {
        try tx.execute("UPDATE teammembers SET schemeguest = FALSE, schemeuser = TRUE WHERE userid = \(user) AND schemeguest")
    }
}

internal import Database
internal import Wire

extension TeamMemberQueries where Access == ReadWrite {
    /// A member is a guest in their teams, and administers none of them.
    func beginGuesthood(of user: ID<User>) throws {
        try tx.execute(
            "UPDATE teammembers SET schemeguest = TRUE, schemeuser = FALSE, schemeadmin = FALSE WHERE userid = \(user) AND schemeuser")
    }

    /// Somebody who was a guest in their teams is a member.
    func endGuesthood(of user: ID<User>) throws {
        try tx.execute("UPDATE teammembers SET schemeguest = FALSE, schemeuser = TRUE WHERE userid = \(user) AND schemeguest")
    }
}

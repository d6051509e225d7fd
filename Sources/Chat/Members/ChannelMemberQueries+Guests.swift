internal import Database
internal import Wire

extension ChannelMemberQueries where Access == ReadWrite {
    /// A member is a guest in their channels, and administers none of them.
    func beginGuesthood(of user: ID<User>) throws {
        try tx.execute(
            "UPDATE channelmembers SET schemeguest = TRUE, schemeuser = FALSE, schemeadmin = FALSE WHERE userid = \(user) AND schemeuser")
    }

    /// Somebody who was a guest in their channels is a member.
    func endGuesthood(of user: ID<User>) throws {
        try tx.execute("UPDATE channelmembers SET schemeguest = FALSE, schemeuser = TRUE WHERE userid = \(user) AND schemeguest")
    }
}

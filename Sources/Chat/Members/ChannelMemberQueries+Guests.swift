internal import Database
internal import Wire

extension ChannelMemberQueries where Access == ReadWrite {
    /// Somebody who was a guest in their channels is a member.
    func endGuesthood(of user: ID<User>) throws {
        try tx.execute("UPDATE channelmembers SET schemeguest = FALSE, schemeuser = TRUE WHERE userid = \(user) AND schemeguest")
    }
}

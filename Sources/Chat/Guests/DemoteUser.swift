internal import Database
internal import Wire

/// Makes a member a guest: of the server, of the teams and of the channels that they are in. They keep these places and find
/// no others.
struct DemoteUser {
    let user: User
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard !user.isGuest else { throw APIError.alreadyGuest }
        let guest = try ChangeRoles(user: user, roles: "system_guest", services: services).run(in: tx)
        try tx.teamMembers.beginGuesthood(of: user.id)
        try tx.channelMembers.beginGuesthood(of: user.id)
        tx.tellUpdated(guest, services: services)
        try tx.tellMemberships(of: guest.id, services.roles)
    }
}

extension Transaction where Access == ReadWrite {
    /// Tells somebody's clients what they are now in each team and channel: what may be shown follows it.
    func tellMemberships(of user: ID<User>, _ book: RoleBook) throws {
        for member in try teamMembers.all(of: user, book) {
            tell(.teamRolesUpdated(member))
            for channel in try channelMembers.all(of: user, in: member.team, book) where channel.channel.raw != "" {
                tell(.channelMemberUpdated(channel))
            }
        }
    }
}

/// Closes every guest's account: guests were switched off. What they wrote stays, and administrators can open the accounts again
/// once guests are wanted.
struct DeactivateGuests {
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        var filter = UserFilter()
        filter.role = "system_guest"
        filter.isActive = true
        let guests = try tx.users.page(filter, limit: .max)
        guard !guests.isEmpty else { return }
        for guest in guests { try SetActive(user: guest, isActive: false, services: services).run(in: tx) }
        tx.tell(Event("guests_deactivated", to: .everybody))
    }
}

internal import Database
internal import Wire

/// Makes a guest a member: of the server, of the teams and of the channels that they are in already.
struct PromoteGuest {
    let user: User
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard user.isGuest else { throw APIError.noGuest }
        let roles = user.roleNames.map { $0 == "system_guest" ? "system_user" : String($0) }
        var member = try ChangeRoles(user: user, roles: roles.joined(separator: " "), services: services).run(in: tx)
        try tx.teamMembers.endGuesthood(of: user.id)
        try tx.channelMembers.endGuesthood(of: user.id)
        member.updateAt = services.now()
        for team in try tx.teamMembers.all(of: user.id, services.roles) where team.deleteAt == 0 {
            try JoinDefaultChannels(team: team.team, user: member, actor: nil, services: services).run(in: tx)
        }
        tx.tellUpdated(member, services: services)
        try tx.tellMemberships(of: member.id, services.roles)
    }
}

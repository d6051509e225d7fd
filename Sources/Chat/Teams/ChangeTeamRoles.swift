internal import Database
internal import Wire

/// Gives a member of a team other roles.
struct ChangeTeamRoles {
    let team: ID<Team>
    let user: ID<User>
    let services: Services

    /// By names: those that a scheme's flags stand for become flags, the others stay names.
    func run(names: [String], in tx: Transaction<ReadWrite>) throws {
        guard let member = try tx.teamMembers.find(user, in: team, services.roles) else { throw APIError.teamMemberNotFound }
        let scheme = services.roles.schemeRoles(try tx.teams.find(team)?.ownScheme)
        var flags = RoleFlags(explicit: "", isGuest: false, isUser: false, isAdmin: false), explicit: [String] = []
        for name in names {
            guard let role = try tx.roles.find(name: name) else { throw APIError.roleUnknownHere }
            switch name {
            case _ where !role.isSchemeManaged: explicit.append(name)
            case scheme.teamGuest: flags.isGuest = true
            case scheme.teamUser: flags.isUser = true
            case scheme.teamAdmin: flags.isAdmin = true
            default: throw APIError.teamRoleOfScheme
            }
        }
        flags.explicit = explicit.joined(separator: " ")
        if flags.isUser && flags.isGuest { throw APIError.teamMemberUserAndGuest }
        guard flags.isUser || flags.isGuest else { throw APIError.teamMemberNeedsUser }
        guard flags.isGuest == member.isGuest else { throw APIError.teamMemberChangesGuest }
        try store(flags, in: tx)
    }

    /// By the flags themselves.
    func run(isUser: Bool, isAdmin: Bool, isGuest: Bool, in tx: Transaction<ReadWrite>) throws {
        guard let member = try tx.teamMembers.find(user, in: team, services.roles) else { throw APIError.teamMemberNotFound }
        if member.isGuest { throw APIError.teamMemberIsGuest }
        if isGuest { throw APIError.teamMemberUserAndGuest }
        guard isUser else { throw APIError.teamMemberNeedsUser }
        try store(RoleFlags(explicit: member.explicitRoles, isGuest: false, isUser: true, isAdmin: isAdmin), in: tx)
    }

    private func store(_ flags: RoleFlags, in tx: Transaction<ReadWrite>) throws {
        try tx.teamMembers.setRoles(flags, of: user, in: team)
        guard let member = try tx.teamMembers.find(user, in: team, services.roles) else { throw APIError.teamMemberNotFound }
        tx.signal(.userChanged(user))
        tx.tell(.teamRolesUpdated(member))
    }
}

internal import Database
internal import Wire

/// Brings somebody into a team and its default channels. Who is in already stays as they are and nobody is told anything.
struct JoinTeam {
    let team: Team
    let user: User
    /// Who is named as having added them; `nil` or themselves when they came on their own.
    let actor: ID<User>?
    let services: Services

    @discardableResult
    func run(in tx: Transaction<ReadWrite>) throws -> TeamMember {
        if let member = try tx.teamMembers.find(user.id, in: team.id, services.roles), member.deleteAt == 0 { return member }
        try check(tx)
        // Whoever made the team administers it, also when they come back.
        let isAdmin = !user.isGuest && !team.email.isEmpty && team.email == user.email
        let flags = RoleFlags(explicit: "", isGuest: user.isGuest, isUser: !user.isGuest, isAdmin: isAdmin)
        try tx.teamMembers.upsert(user.id, in: team.id, flags, at: services.now())
        tx.signal(.joinedTeam(team.id, [user.id]))
        tx.signal(.userChanged(user.id))
        tx.tell(.addedToTeam(user.id, team.id))
        try CreateCategories(user: user.id, team: team.id, services: services).run(in: tx)
        try JoinDefaultChannels(team: team.id, user: user, actor: actor, isAdmin: isAdmin, services: services).run(in: tx)
        guard let member = try tx.teamMembers.find(user.id, in: team.id, services.roles) else { throw APIError.teamMemberNotFound }
        return member
    }

    private func check(_ tx: Transaction<ReadWrite>) throws {
        // Guests come from elsewhere; which domains they may come from has a setting of its own.
        let domains = user.isGuest ? services.settings.current[GuestAccountsSettings.restrictCreationToDomains] : team.allowedDomains
        if !user.isBot, !TeamRules.admits(user.email, domains: domains) { throw APIError.teamDomain }
        let most = services.settings.current[TeamSettings.maxUsersPerTeam]
        guard try tx.teamMembers.stats(of: team.id).active < Int64(most) else { throw APIError.teamFull }
    }
}

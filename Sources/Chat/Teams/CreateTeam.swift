internal import Database
internal import Wire

/// Makes a team with its default channels; whoever makes it administers it.
struct CreateTeam {
    let draft: TeamDraft
    let context: SignedIn
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Team {
        guard context.access.may(.createTeam) else { throw APIError.teamCreationForbidden }
        if let scheme = draft.schemeID, !scheme.isEmpty {
            try context.access.system(to: .sysconsoleWriteUserManagementPermissions)
            guard try tx.schemes.find(ID(scheme))?.scope == .team else { throw APIError.schemeNotFound }
        }
        guard let creator = try tx.users.find(context.user) else { throw APIError.userNotFound }
        guard TeamRules.admits(creator.email, domains: services.settings.current[TeamSettings.restrictCreationToDomains]) else {
            throw APIError.teamCreationDomain
        }
        guard (draft.id ?? "").isEmpty else { throw APIError.teamExists }
        let team = try team(by: creator)
        guard try tx.teams.insert(team) else { throw APIError.teamExists }
        try CreateDefaultChannels(team: team, creator: creator, services: services).run(in: tx)
        try JoinTeam(team: team, user: creator, actor: nil, services: services).run(in: tx)
        return team
    }

    private func team(by creator: User) throws -> Team {
        var team = Team(id: services.newID(), name: draft.name ?? "", displayName: draft.displayName ?? "")
        team = draft.applied(to: team)
        team.email = creator.email
        team.inviteID = services.newToken()
        team.schemeID = draft.schemeID
        team.groupConstrained = draft.groupConstrained
        team.createAt = services.now()
        team.updateAt = team.createAt
        try TeamRules.check(team)
        guard let type = Team.Kind(rawValue: draft.type ?? "") else {
            throw APIError.invalidTeam("type", "A team is open (O) or by invitation (I).")
        }
        team.type = type
        return team
    }
}

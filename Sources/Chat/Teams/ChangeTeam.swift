internal import Database
internal import Wire

/// Changes what a team is called and who may come in, and tells its members.
struct ChangeTeam {
    let place: AccessibleTeam
    let services: Services

    /// Stores what `change` made of the team.
    func run(in tx: Transaction<ReadWrite>, _ change: (Team) -> Team) throws -> Team {
        var team = change(place.team)
        try TeamRules.check(team)
        team.updateAt = services.now()
        try tx.teams.update(team)
        tx.tell(.teamUpdated(team))
        return team
    }

    /// Opens the team to everybody or closes it. Whoever kept the invitation of a team that was open is locked out.
    func setPrivacy(_ type: Team.Kind, in tx: Transaction<ReadWrite>) throws -> Team {
        try run(in: tx) { team in
            var team = team
            let isOpen = type == .open
            if !isOpen && (team.allowOpenInvite || team.type == .open) { team.inviteID = services.newToken() }
            team.type = type
            team.allowOpenInvite = isOpen
            return team
        }
    }

    /// Makes every link given out until now worthless.
    func renewInvitation(in tx: Transaction<ReadWrite>) throws -> Team {
        try run(in: tx) { team in
            var team = team
            team.inviteID = services.newToken()
            return team
        }
    }

    /// Archives the team: it is in nobody's list any more, its name stays taken.
    func archive(in tx: Transaction<ReadWrite>) throws {
        var team = place.team
        team.updateAt = services.now()
        team.deleteAt = team.updateAt
        try tx.teams.update(team)
        tx.tell(.teamDeleted(team))
    }

    /// Brings an archived team back.
    func restore(in tx: Transaction<ReadWrite>) throws -> Team {
        var team = place.team
        team.updateAt = services.now()
        team.deleteAt = 0
        try tx.teams.update(team)
        tx.tell(.teamRestored(team))
        return team
    }
}

internal import Database
internal import Wire

/// Deletes a team for good, with its channels and everything in them. Only with a setting that is off by default.
struct EraseTeam {
    let team: Team
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        var gone = team
        gone.deleteAt = services.now()
        // Before its members are forgotten: they are told.
        tx.tell(.teamDeleted(gone))
        for channel in try tx.channels.everything(in: team.id) {
            try EraseChannel(channel: channel, services: services, isWithTeam: true).run(in: tx)
        }
        try tx.groups.forget(team: team.id)
        try tx.categories.eraseAll(in: team.id)
        let members = try tx.teamMembers.eraseAll(in: team.id)
        try tx.teams.erase(team.id)
        tx.signal(.leftTeam(team.id, members))
        for member in members { tx.signal(.userChanged(member)) }
    }
}

extension TeamQueries where Access == ReadWrite {
    func erase(_ team: ID<Team>) throws { try tx.execute("DELETE FROM teams WHERE id = \(team)") }
}

internal import Database
internal import Wire

/// Takes somebody out of a team and all of its channels. The row stays, with the time of leaving.
struct LeaveTeam {
    let team: Team
    let user: User
    /// Who removed them; `nil` or themselves when they left.
    let actor: ID<User>?
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard try tx.teamMembers.leave(user.id, team: team.id, at: services.now()) else { throw APIError.notInTeam }
        for event in Event.leftTeam(user.id, team.id) { tx.tell(event) }
        tx.signal(.leftTeam(team.id, [user.id]))
        try LeaveTeamChannels(team: team.id, user: user, actor: actor, services: services).run(in: tx)
        tx.signal(.userChanged(user.id))
    }
}

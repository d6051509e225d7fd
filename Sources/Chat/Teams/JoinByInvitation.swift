internal import Database
internal import Wire

/// Brings somebody with an account into the team that an invitation leads to.
struct JoinByInvitation {
    static let life: Int64 = 48 * 3_600_000
    let context: SignedIn
    let services: Services

    /// By the id that the team hands out to everybody.
    func run(id: String, in tx: Transaction<ReadWrite>) throws -> TeamMember {
        guard let team = try tx.teams.find(invite: id) else { throw APIError.teamInviteNotFound }
        guard team.groupConstrained != true else { throw APIError.teamTakesGroupsOnly }
        return try JoinTeam(team: team, user: me(tx), actor: nil, services: services).run(in: tx)
    }

    /// By the secret of a mail, which works once.
    func run(token: String, in tx: Transaction<ReadWrite>) throws -> TeamMember {
        guard let (invitation, createAt) = try tx.mailTokens.invitation(token) else { throw APIError.inviteTokenInvalid }
        guard services.now() - createAt <= Self.life else { throw APIError.inviteTokenExpired }
        guard let team = try tx.teams.find(invitation.team) else { throw APIError.teamNotFound }
        guard try tx.mailTokens.remove(token) else { throw APIError.inviteTokenInvalid }
        let user = try me(tx)
        let member = try JoinTeam(team: team, user: user, actor: nil, services: services).run(in: tx)
        for id in invitation.channels {
            guard let channel = try tx.channels.find(id), channel.team == team.id, channel.deleteAt == 0 else { continue }
            try JoinChannel(channel: channel, user: user, actor: invitation.sender, services: services).run(in: tx)
        }
        return member
    }

    private func me(_ tx: Transaction<ReadWrite>) throws -> User {
        guard let user = try tx.users.find(context.user) else { throw APIError.userNotFound }
        return user
    }
}

internal import Database
internal import Wire

/// Takes somebody who left a team out of all of its channels, silently but for one message in the first of them.
struct LeaveTeamChannels {
    let team: ID<Team>
    let user: User
    /// Who removed them; `nil` or themselves when they left.
    let actor: ID<User>?
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        for channel in try tx.channelMembers.channels(of: user.id, in: team) {
            guard try tx.channelMembers.remove(user.id, from: channel, at: services.now()) else { continue }
            try tx.threads.forget(channel, of: user.id)
            tx.signal(.leftChannel(channel, [user.id]))
        }
        try tx.categories.forgetAll(of: user.id, in: team)
        guard let first = try tx.channels.find(name: ChannelRules.defaultName, in: team) else { return }
        let message = MembershipMessage(channel: first, services: services)
        if let actor, actor != user.id { try message.removedFromTeam(user, in: tx) } else { try message.leftTeam(user, in: tx) }
    }
}

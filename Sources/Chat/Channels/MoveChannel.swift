internal import Database
internal import Wire

/// Gives a channel to another team. Its members must be in that team; by force, those who are not are removed.
struct MoveChannel {
    let channel: Channel
    let team: Team
    let isForced: Bool
    let actor: User
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Channel {
        guard !channel.type.isConversation else { throw APIError.conversationCannotMove }
        guard channel.name != ChannelRules.defaultName else { throw APIError.defaultChannelKeepsMembers }
        let strangers = try tx.channelMembers.membersOutside(team.id, of: channel.id)
        guard isForced || strangers.isEmpty else { throw APIError.membersAreNotInTeam }
        for stranger in strangers {
            guard let user = try tx.users.find(stranger) else { continue }
            try LeaveChannel(channel: channel, user: user, actor: actor.id, isSilent: true, services: services).run(in: tx)
        }
        guard let origin = try tx.teams.find(channel.team) else { throw APIError.channelNotFound }
        if let other = try tx.channels.find(name: channel.name, in: team.id), other.id != channel.id { throw APIError.channelExists }
        var moved = channel
        moved.team = team.id
        moved.updateAt = services.now()
        try tx.channels.update(moved)
        try tx.threads.move(channel.id, to: team.id)
        try tx.categories.forget(channel.id)
        try ChannelMessage(channel: moved, author: actor, services: services).moved(from: origin, in: tx)
        return moved
    }
}

internal import Database
internal import Wire

/// Brings a new member of a team into the channels that everybody in it begins with, and says in the first of them that
/// they joined the team. Guests are in no channel by themselves.
struct JoinDefaultChannels {
    let team: ID<Team>
    let user: User
    /// Who is named as having added them; `nil` when the message should say that they joined.
    let actor: ID<User>?
    /// Whoever made the team administers its first channels.
    var isAdmin = false
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard !user.isGuest else { return }
        let adder = try actor.flatMap { $0 == user.id ? nil : try tx.users.find($0) }
        let named = services.settings.current[TeamSettings.experimentalDefaultChannels].filter { $0 != ChannelRules.defaultName }
        for name in [ChannelRules.defaultName] + (named.isEmpty ? ["off-topic"] : named) {
            guard let channel = try tx.channels.find(name: name, in: team), channel.type == .open, channel.deleteAt == 0 else { continue }
            try join(channel, adder: adder, in: tx)
        }
    }

    /// The channel hears before the newcomer does: their clients load the channels of a new team as a whole.
    private func join(_ channel: Channel, adder: User?, in tx: Transaction<ReadWrite>) throws {
        let membership = ChannelMembership(of: user, in: channel.id, isAdmin: isAdmin, at: services.now())
        guard try tx.channelMembers.insert(membership) else { return }
        let isFirst = channel.name == ChannelRules.defaultName
        if isFirst && isAdmin { tx.signal(.joinedChannel(channel.id, [user.id])) }
        let message = MembershipMessage(channel: channel, services: services)
        switch (isFirst, adder) {
        case (true, let adder?): try message.addedToTeam(user, by: adder, in: tx)
        case (true, nil): try message.joinedTeam(user, in: tx)
        case (false, let adder?): try message.added(user, by: adder, in: tx)
        case (false, nil): try message.joined(user, in: tx)
        }
        tx.tell(.userAdded(user.id, to: channel, isHeardByThem: true))
        if !(isFirst && isAdmin) { tx.signal(.joinedChannel(channel.id, [user.id])) }
    }
}

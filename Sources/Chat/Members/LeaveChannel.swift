internal import Database
internal import Wire

/// Takes somebody out of an open or private channel: they left, or somebody removed them.
struct LeaveChannel {
    let channel: Channel
    let user: User
    /// Who removed them; `nil` or themselves when they left.
    let actor: ID<User>?
    /// Without a message in the channel: it goes away from all of them.
    var isSilent = false
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard try tx.channelMembers.remove(user.id, from: channel.id, at: services.now()) else { return }
        try tx.categories.forget(channel.id, of: user.id)
        try tx.threads.forget(channel.id, of: user.id)
        tx.signal(.leftChannel(channel.id, [user.id]))
        let remover = actor ?? user.id
        tx.tell(.removedFromChannel(user.id, channel, by: remover))
        if !isSilent { try say(remover, in: tx) }
        tx.tell(.userRemoved(user.id, from: channel, by: remover))
    }

    private func say(_ remover: ID<User>, in tx: Transaction<ReadWrite>) throws {
        let message = MembershipMessage(channel: channel, services: services)
        if remover == user.id { try message.left(user, in: tx) } else { try message.removed(user, by: remover, in: tx) }
    }
}

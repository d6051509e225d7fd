internal import Database
internal import Wire

/// Brings somebody into an open or private channel. Who is in already stays as they are and nobody is told anything.
struct JoinChannel {
    let channel: Channel
    let user: User
    /// Who added them; `nil` or themselves when they came on their own.
    let actor: ID<User>?
    let services: Services

    @discardableResult
    func run(in tx: Transaction<ReadWrite>) throws -> ChannelMember {
        if try tx.channelMembers.insert(ChannelMembership(of: user, in: channel.id, at: services.now())) {
            tx.signal(.joinedChannel(channel.id, [user.id]))
            let message = MembershipMessage(channel: channel, services: services)
            if let actor, actor != user.id, let adder = try tx.users.find(actor) {
                try message.added(user, by: adder, in: tx)
            } else {
                try message.joined(user, in: tx)
            }
            tx.tell(.addedToChannel(user.id, channel))
            tx.tell(.userAdded(user.id, to: channel))
        }
        guard let member = try tx.channelMembers.find(user.id, in: channel.id, services.roles) else { throw APIError.channelMemberNotFound }
        return member
    }
}

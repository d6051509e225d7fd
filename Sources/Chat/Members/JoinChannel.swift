internal import Database
internal import Wire

/// Brings somebody into an open or private channel. Who is in already stays as they are and nobody is told anything.
struct JoinChannel {
    let channel: Channel
    let user: User
    /// Who added them; `nil` or themselves when they came on their own.
    let actor: ID<User>?
    let services: Services

    /// The membership as it began: that the message about it mentions them does not show in it.
    @discardableResult
    func run(in tx: Transaction<ReadWrite>) throws -> ChannelMember {
        let isNew = try tx.channelMembers.insert(ChannelMembership(of: user, in: channel.id, at: services.now()))
        guard let member = try tx.channelMembers.find(user.id, in: channel.id, services.roles) else { throw APIError.channelMemberNotFound }
        if isNew { try tell(in: tx) }
        return member
    }

    private func tell(in tx: Transaction<ReadWrite>) throws {
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
}

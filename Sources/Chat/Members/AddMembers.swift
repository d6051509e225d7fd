internal import Database
internal import Wire

/// Brings people into a channel, as its members or they themselves ask. Of several the ones that can be added are.
struct AddMembers {
    let place: AccessibleChannel
    let users: [ID<User>]
    let actor: ID<User>
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> [ChannelMember] {
        var added: [ChannelMember] = [], refusal: APIError?
        for user in users {
            do { added.append(try add(user, in: tx)) } catch let error as APIError { refusal = error }
        }
        if let refusal, added.isEmpty { throw refusal }
        return added
    }

    /// Refuses before it writes, so that one refusal does not touch the others.
    private func add(_ id: ID<User>, in tx: Transaction<ReadWrite>) throws -> ChannelMember {
        let channel = place.channel
        if id == actor, let member = try tx.channelMembers.find(id, in: channel.id, services.roles) { return member }
        guard mayAdd(id) else { throw APIError.forbidden }
        guard let user = try tx.users.find(id) else { throw APIError.userNotFound }
        guard let membership = try tx.teamMembers.find(id, in: channel.team, services.roles), membership.deleteAt == 0 else {
            throw APIError.teamMemberNotFound
        }
        return try JoinChannel(channel: channel, user: user, actor: actor, services: services).run(in: tx)
    }

    private func mayAdd(_ id: ID<User>) -> Bool {
        if place.channel.type == .private { return place.may(.managePrivateChannelMembers) }
        return place.may(.managePublicChannelMembers) || (id == actor && place.may(.joinPublicChannels))
    }
}

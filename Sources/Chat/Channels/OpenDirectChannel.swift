internal import Database
internal import Wire

/// Finds the direct message of two people (or of one with themselves), or makes it.
struct OpenDirectChannel {
    let creator: User
    let teammate: User
    let services: Services

    init(between creator: User, and teammate: User, services: Services) {
        self.creator = creator
        self.teammate = teammate
        self.services = services
    }

    func run(in tx: Transaction<ReadWrite>) throws -> Channel {
        let name = ChannelRules.directName(creator.id, teammate.id)
        if let existing = try tx.channels.find(name: name, in: ID("")) { return existing }
        var channel = Channel(id: services.newID(), team: ID(""), type: .direct, name: name, displayName: "")
        channel.createAt = services.now()
        channel.updateAt = channel.createAt
        channel.isShared = false
        channel.creatorID = creator.id.raw
        guard try tx.channels.insert(channel) else { throw APIError.channelExists }
        for user in creator.id == teammate.id ? [creator] : [creator, teammate] {
            try tx.channelMembers.insert(ChannelMembership(of: user, in: channel.id, at: channel.createAt))
            tx.signal(.joinedChannel(channel.id, [user.id]))
        }
        tx.tell(.directAdded(channel, creator: creator.id, teammate: teammate.id))
        return channel
    }
}

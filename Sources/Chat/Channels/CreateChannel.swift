internal import Database
internal import Wire

/// Makes an open or private channel; whoever makes it is its first member and its administrator.
struct CreateChannel {
    /// Team, kind, name, display name, header and purpose as wanted; the rest is set here.
    let draft: Channel
    let creator: User
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Channel {
        var channel = draft
        channel.createAt = services.now()
        channel.updateAt = channel.createAt
        channel.creatorID = creator.id.raw
        try ChannelRules.check(channel)
        let most = Int64(services.settings.current[TeamSettings.maxChannelsPerTeam])
        guard try tx.channels.count(in: channel.team) < most else { throw APIError.tooManyChannels }
        guard try tx.channels.insert(channel) else { throw APIError.channelExists }
        let membership = ChannelMembership(of: creator, in: channel.id, isAdmin: true, at: channel.createAt)
        try tx.channelMembers.insert(membership)
        tx.signal(.joinedChannel(channel.id, [creator.id]))
        tx.tell(.channelCreated(channel, by: creator.id))
        try MembershipMessage(channel: channel, services: services).joined(creator, in: tx)
        return channel
    }
}

internal import Database
internal import Wire

/// Makes the channels that every team begins with. Nobody is in them yet: joining the team brings people there.
struct CreateDefaultChannels {
    let team: Team
    let creator: User
    let services: Services

    @discardableResult
    func run(in tx: Transaction<ReadWrite>) throws -> [Channel] {
        try [(ChannelRules.defaultName, "Town Square"), ("off-topic", "Off-Topic")].map { name, displayName in
            var channel = Channel(id: services.newID(), team: team.id, type: .open, name: name, displayName: displayName)
            channel.createAt = services.now()
            channel.updateAt = channel.createAt
            guard try tx.channels.insert(channel) else { throw APIError.channelExists }
            return channel
        }
    }
}

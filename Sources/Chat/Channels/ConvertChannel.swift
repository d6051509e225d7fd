internal import Database
internal import Wire

/// Opens a private channel to the whole team, or closes an open one.
struct ConvertChannel {
    let channel: Channel
    let kind: Channel.Kind
    let actor: User
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Channel {
        if channel.type.isConversation { throw APIError.channelNameReserved }
        if channel.name == ChannelRules.defaultName, kind == .private { throw APIError.defaultChannelStaysOpen }
        guard channel.deleteAt == 0 else { throw APIError.archivedChannelKeepsAll }
        var changed = channel
        changed.type = kind
        changed.updateAt = services.now()
        try tx.channels.update(changed)
        tx.tell(.channelConverted(changed))
        tx.tell(.channelUpdated(changed))
        try ChannelMessage(channel: changed, author: actor, services: services).privacyChanged(in: tx)
        return changed
    }
}

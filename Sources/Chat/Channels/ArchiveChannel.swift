internal import Database
internal import Wire

/// Puts a channel away: it can still be read, its name stays taken.
struct ArchiveChannel {
    let channel: Channel
    let actor: User
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard channel.deleteAt == 0 else { throw APIError.channelAlreadyArchived }
        guard channel.name != ChannelRules.defaultName else { throw APIError.defaultChannelStays }
        try ChannelMessage(channel: channel, author: actor, services: services).archived(in: tx)
        var archived = channel
        archived.deleteAt = services.now()
        archived.updateAt = archived.deleteAt
        try tx.channels.update(archived)
        tx.tell(.channelDeleted(archived))
    }
}

/// Brings a channel back from the archive.
struct RestoreChannel {
    let channel: Channel
    let actor: User
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Channel {
        guard channel.deleteAt != 0 else { throw APIError.channelNotArchived }
        var restored = channel
        restored.deleteAt = 0
        restored.updateAt = services.now()
        try tx.channels.update(restored)
        tx.tell(.channelRestored(restored))
        try ChannelMessage(channel: restored, author: actor, services: services).restored(in: tx)
        return restored
    }
}

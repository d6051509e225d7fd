internal import Database
internal import Wire

/// Deletes a channel for good, with everything in it. Only with a setting that is off by default.
struct EraseChannel {
    let channel: Channel
    let services: Services
    /// Its team goes too: then the default channel does, and clients hear of the team only.
    var isWithTeam = false

    func run(in tx: Transaction<ReadWrite>) throws {
        guard isWithTeam || channel.name != ChannelRules.defaultName else { throw APIError.defaultChannelStays }
        let members = try tx.channelMembers.members(of: channel.id)
        try tx.posts.eraseReactions(in: channel.id)
        try tx.posts.eraseAll(in: channel.id)
        try tx.categories.forget(channel.id)
        try tx.groups.forget(channel: channel.id)
        try tx.channelMembers.eraseAll(in: channel.id)
        try tx.channels.erase(channel.id)
        var gone = channel
        gone.deleteAt = services.now()
        if !isWithTeam { tx.tell(.channelDeleted(gone)) }
        tx.signal(.leftChannel(channel.id, members))
    }
}

extension ChannelQueries where Access == ReadWrite {
    func erase(_ channel: ID<Channel>) throws {
        try tx.execute("DELETE FROM publicchannels WHERE id = \(channel)")
        try tx.execute("DELETE FROM channels WHERE id = \(channel)")
    }
}

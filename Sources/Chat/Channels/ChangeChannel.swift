internal import Database
internal import Wire

/// Changes what a channel is called and what it is about, and says so in it.
struct ChangeChannel {
    let channel: Channel
    /// The channel as it should be.
    let wanted: Channel
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Channel {
        if channel.name == ChannelRules.defaultName, wanted.name != channel.name { throw APIError.defaultChannelKeepsName }
        var changed = wanted
        changed.updateAt = services.now()
        try ChannelRules.check(changed)
        if changed.name != channel.name, try tx.channels.find(name: changed.name, in: channel.team) != nil {
            throw APIError.channelExists
        }
        try tx.channels.update(changed)
        tx.tell(.channelUpdated(changed))
        return changed
    }
}

/// Changes some of a channel's fields: a message in the channel for each that people see.
struct PatchChannel {
    let channel: Channel
    let patch: ChannelPatch
    let actor: User
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Channel {
        guard !patch.isEmpty else { throw APIError.channelPatchEmpty }
        guard channel.deleteAt == 0 else { throw APIError.archivedChannelKeepsAll }
        let wanted = patch.applied(to: channel)
        let changed = try ChangeChannel(channel: channel, wanted: wanted, services: services).run(in: tx)
        let message = ChannelMessage(channel: changed, author: actor, services: services)
        if changed.displayName != channel.displayName {
            try message.displayNameChanged(from: channel.displayName, to: changed.displayName, in: tx)
        }
        if changed.header != channel.header { try message.headerChanged(from: channel.header, in: tx) }
        if changed.purpose != channel.purpose { try message.purposeChanged(from: channel.purpose, in: tx) }
        return changed
    }
}

/// Takes over a whole channel as a client sent it: header and purpose always, names when they are given.
struct UpdateChannel {
    let channel: Channel
    let fields: JSONFields
    let actor: User
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Channel {
        guard channel.deleteAt == 0 else { throw APIError.archivedChannelKeeps }
        let type = try fields.string("type") ?? ""
        guard type.isEmpty || type == channel.type.rawValue else { throw APIError.channelTypeStays }
        var wanted = channel
        wanted.header = try fields.string("header") ?? ""
        if !channel.type.isConversation {
            wanted.purpose = try fields.string("purpose") ?? ""
            if let name = try fields.string("name"), !name.isEmpty { wanted.name = name }
            if let displayName = try fields.string("display_name"), !displayName.isEmpty { wanted.displayName = displayName }
            wanted.groupConstrained = try fields.bool("group_constrained") ?? channel.groupConstrained
        }
        let changed = try ChangeChannel(channel: channel, wanted: wanted, services: services).run(in: tx)
        // What was sent counts, not what is stored: a body without a display name is announced as well.
        let sent = try fields.string("display_name") ?? ""
        if !channel.type.isConversation, sent != channel.displayName {
            try ChannelMessage(channel: changed, author: actor, services: services)
                .displayNameChanged(from: channel.displayName, to: sent, in: tx)
        }
        return changed
    }
}

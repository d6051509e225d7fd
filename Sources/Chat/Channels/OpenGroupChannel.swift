internal import Database
internal import Outside
internal import Wire

/// Finds the group message of three to eight people, or makes it.
struct OpenGroupChannel {
    let members: [User]
    let services: Services

    static func name(of members: [ID<User>]) -> String {
        Hex.encode(Digest.sha1(members.map(\.raw).sorted().joined().utf8))
    }

    func run(in tx: Transaction<ReadWrite>) throws -> Channel {
        let name = Self.name(of: members.map(\.id))
        if let existing = try tx.channels.find(name: name, in: ID("")) { return existing }
        let names = members.map(\.username).sorted().joined(separator: ", ")
        let displayName = String(String.UnicodeScalarView(names.unicodeScalars.prefix(64)))
        var channel = Channel(id: services.newID(), team: ID(""), type: .group, name: name, displayName: displayName)
        channel.createAt = services.now()
        channel.updateAt = channel.createAt
        channel.isShared = false
        guard try tx.channels.insert(channel) else { throw APIError.channelExists }
        for member in members { try tx.channelMembers.insert(ChannelMembership(of: member, in: channel.id, at: channel.createAt)) }
        tx.signal(.joinedChannel(channel.id, members.map(\.id)))
        let ids = members.map(\.id).sorted { $0.raw > $1.raw }
        for member in members { tx.tell(.groupAdded(channel, members: ids, to: member.id)) }
        return channel
    }
}

internal import Database
internal import Wire

/// Makes a private channel of a group message, with its messages; whoever does it becomes its administrator.
struct ConvertGroup {
    let group: Channel
    let team: ID<Team>
    let names: (name: String, displayName: String)
    let actor: User
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Channel {
        let members = try tx.users.find(tx.channelMembers.members(of: group.id))
        guard try tx.channelMembers.membersOutside(team, of: group.id).isEmpty else { throw APIError.groupIsNotOfTeam }
        var channel = group
        channel.type = .private
        channel.team = team
        channel.name = names.name
        channel.displayName = names.displayName
        channel.updateAt = services.now()
        try ChannelRules.check(channel)
        guard try tx.channels.find(name: names.name, in: team) == nil else { throw APIError.channelExists }
        try tx.channels.update(channel)
        try tx.threads.move(channel.id, to: team)
        try promote(in: channel, tx)
        try resort(channel, members, in: tx)
        tx.tell(.channelUpdated(channel))
        try ChannelMessage(channel: channel, author: actor, services: services).converted(members, in: tx)
        return channel
    }

    private func promote(in channel: Channel, _ tx: Transaction<ReadWrite>) throws {
        guard var member = try tx.channelMembers.find(actor.id, in: channel.id, services.roles) else {
            throw APIError.channelMemberNotFound
        }
        member.isAdmin = true
        tx.tell(.channelMemberUpdated(try UpdateMember(member: member, services: services).run(in: tx)))
    }

    /// The channel leaves everybody's categories of direct messages; the event makes clients of the team sort it anew.
    private func resort(_ channel: Channel, _ members: [User], in tx: Transaction<ReadWrite>) throws {
        try tx.categories.forget(channel.id)
        for member in members {
            let categories = try tx.categories.all(of: member.id, in: team)
            guard let first = categories.first else { continue }
            tx.tell(.categoriesUpdated([first], of: member.id, in: team))
        }
    }
}

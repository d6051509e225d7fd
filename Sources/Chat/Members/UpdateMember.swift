internal import Database
internal import Wire

/// Stores what was changed about a membership and reads back what it means.
struct UpdateMember {
    let member: ChannelMember
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> ChannelMember {
        var changed = member
        changed.lastUpdateAt = services.now()
        try tx.channelMembers.update(changed)
        guard let stored = try tx.channelMembers.find(member.user, in: member.channel, services.roles) else {
            throw APIError.channelMemberNotFound
        }
        return stored
    }
}

/// Gives a member of a channel roles by name. The names of the three built-in (or the scheme's) roles become flags.
struct SetMemberRoles {
    let channel: Channel
    let user: ID<User>
    let names: [String]
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard var member = try tx.channelMembers.find(user, in: channel.id, services.roles) else { throw APIError.channelMemberNotFound }
        let scheme = services.roles.schemeRoles(try channel.ownScheme ?? tx.teams.find(channel.team)?.ownScheme)
        let wasGuest = member.isGuest
        (member.isGuest, member.isUser, member.isAdmin) = (false, false, false)
        var explicit: [String] = []
        for name in names {
            guard let role = try tx.roles.find(name: name) else { throw APIError.roleUnknownHere }
            switch name {
            case scheme.channelGuest: member.isGuest = true
            case scheme.channelUser: member.isUser = true
            case scheme.channelAdmin: member.isAdmin = true
            case _ where role.isSchemeManaged: throw APIError.roleBelongsToScheme
            default: explicit.append(name)
            }
        }
        guard member.isGuest == wasGuest, !(member.isGuest && member.isUser) else { throw APIError.guestRoleStays }
        member.explicitRoles = explicit.joined(separator: " ")
        tx.tell(.channelMemberUpdated(try UpdateMember(member: member, services: services).run(in: tx)))
    }
}

/// Makes a member of a channel its administrator, or an ordinary member again.
struct SetMemberFlags {
    let channel: Channel
    let user: ID<User>
    let isGuest: Bool
    let isUser: Bool
    let isAdmin: Bool
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard var member = try tx.channelMembers.find(user, in: channel.id, services.roles) else { throw APIError.channelMemberNotFound }
        if member.isGuest { throw APIError.guestHasNoSchemeRoles }
        if isGuest { throw APIError.memberIsNoGuest }
        guard isUser else { throw APIError.memberStaysUser }
        member.isUser = isUser
        member.isAdmin = isAdmin
        tx.tell(.channelMemberUpdated(try UpdateMember(member: member, services: services).run(in: tx)))
    }
}

/// Changes what a member is told about in a channel: what is named replaces what was there.
struct SetNotifyProps {
    let channel: ID<Channel>
    let user: ID<User>
    let props: [String: String]
    let services: Services

    /// What there is to set; other names are passed over, as clients of other versions send them.
    static let names: Set<String> = [
        "desktop", "desktop_sound", "desktop_notification_sound", "desktop_threads", "email", "push", "push_threads", "mark_unread",
        "ignore_channel_mentions", "channel_auto_follow_threads",
    ]

    func run(in tx: Transaction<ReadWrite>) throws {
        guard var member = try tx.channelMembers.find(user, in: channel, services.roles) else { throw APIError.channelMemberNotFound }
        var texts = member.notifyProps.texts
        for (name, value) in props where Self.names.contains(name) {
            guard value.utf8.count <= 64, !value.utf8.contains(0) else { throw APIError.invalidParameter("notify_props") }
            texts[name] = value
        }
        member.notifyProps = JSONText(texts)
        tx.tell(.channelMemberUpdated(try UpdateMember(member: member, services: services).run(in: tx)))
    }
}

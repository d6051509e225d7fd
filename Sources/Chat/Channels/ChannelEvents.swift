internal import Wire

extension Event {
    /// Somebody's other screens learn of the channel that they have made.
    static func channelCreated(_ channel: Channel, by creator: ID<User>) -> Event {
        Event("channel_created", to: Broadcast(user: creator)) { json in
            json.field("channel_id", channel.id)
            json.field("team_id", channel.team)
        }
    }

    /// Name, header, purpose or kind changed.
    static func channelUpdated(_ channel: Channel) -> Event {
        Event("channel_updated", to: Broadcast(channel: channel.id)) { $0.field("channel", JSONWriter.text(of: channel)) }
    }

    /// A channel became open or private: everybody in the team decides anew whether to show it.
    static func channelConverted(_ channel: Channel) -> Event {
        Event("channel_converted", to: Broadcast(team: channel.team)) { $0.field("channel_id", channel.id) }
    }

    /// A channel was archived. Of open ones the whole team hears.
    static func channelDeleted(_ channel: Channel) -> Event {
        Event("channel_deleted", to: audience(of: channel)) { json in
            json.field("channel_id", channel.id)
            json.field("delete_at", channel.deleteAt)
        }
    }

    /// A channel came back from the archive.
    static func channelRestored(_ channel: Channel) -> Event {
        Event("channel_restored", to: audience(of: channel)) { $0.field("channel_id", channel.id) }
    }

    private static func audience(of channel: Channel) -> Broadcast {
        channel.type == .open ? Broadcast(team: channel.team) : Broadcast(channel: channel.id)
    }

    /// Two people can write to each other.
    static func directAdded(_ channel: Channel, creator: ID<User>, teammate: ID<User>) -> Event {
        Event("direct_added", to: Broadcast(channel: channel.id)) { json in
            json.field("creator_id", creator)
            json.field("teammate_id", teammate)
        }
    }

    /// A few people can write to each other; each of them hears for themselves.
    static func groupAdded(_ channel: Channel, members: [ID<User>], to user: ID<User>) -> Event {
        Event("group_added", to: Broadcast(user: user, channel: channel.id)) { json in
            json.field("teammate_ids", JSONWriter.text(of: members.map(\.raw)))
        }
    }
}

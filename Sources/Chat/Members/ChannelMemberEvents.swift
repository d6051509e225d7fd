internal import Wire

extension Event {
    /// Somebody came into a channel, told to the others in it.
    static func userAdded(_ user: ID<User>, to channel: Channel, isHeardByThem: Bool = false) -> Event {
        Event("user_added", to: Broadcast(channel: channel.id, omitUsers: isHeardByThem ? [] : [user])) { json in
            json.field("team_id", channel.team)
            json.field("user_id", user)
        }
    }

    /// The same, told to whoever came.
    static func addedToChannel(_ user: ID<User>, _ channel: Channel) -> Event {
        Event("user_added", to: Broadcast(user: user, channel: channel.id)) { json in
            json.field("team_id", channel.team)
            json.field("user_id", user)
        }
    }

    /// Somebody left a channel or was removed, told to those who stay.
    static func userRemoved(_ user: ID<User>, from channel: Channel, by remover: ID<User>) -> Event {
        Event("user_removed", to: Broadcast(channel: channel.id)) { json in
            json.field("remover_id", remover)
            json.field("user_id", user)
        }
    }

    /// The same, told to whoever left.
    static func removedFromChannel(_ user: ID<User>, _ channel: Channel, by remover: ID<User>) -> Event {
        Event("user_removed", to: Broadcast(user: user)) { json in
            json.field("channel_id", channel.id)
            json.field("remover_id", remover)
        }
    }

    /// Somebody's roles, settings or counters in a channel changed: for their own screens.
    static func channelMemberUpdated(_ member: ChannelMember) -> Event {
        Event("channel_member_updated", to: Broadcast(user: member.user)) { $0.field("channelMember", JSONWriter.text(of: member)) }
    }
}

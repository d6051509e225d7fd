internal import Wire

/// A membership as it is stored when somebody joins.
struct ChannelMembership {
    let channel: ID<Channel>
    let user: ID<User>
    let isGuest: Bool
    let isAdmin: Bool
    let joinedAt: Int64

    init(of user: User, in channel: ID<Channel>, isAdmin: Bool = false, at time: Int64) {
        self.channel = channel
        self.user = user.id
        isGuest = user.isGuest
        self.isAdmin = isAdmin && !user.isGuest
        joinedAt = time
    }

    /// What a member is told about, until they say otherwise.
    static let notifyProps = JSONText([
        "channel_auto_follow_threads": "off", "desktop": "default", "email": "default", "ignore_channel_mentions": "default",
        "mark_unread": "all", "push": "default",
    ])
}

internal import Wire

extension Event {
    /// Something is new in a thread that somebody follows. `previous`: what was unread before, where clients are to count on.
    static func threadUpdated(
        _ thread: ThreadView, in team: ID<Team>, to user: ID<User>, previous: (mentions: Int64, replies: Int64)?
    ) -> Event {
        Event("thread_updated", to: Broadcast(user: user, team: team.raw.isEmpty ? nil : team)) { json in
            json.field("thread", JSONWriter.text(of: thread))
            if let previous {
                json.field("previous_unread_mentions", previous.mentions)
                json.field("previous_unread_replies", previous.replies)
            }
        }
    }

    /// Somebody follows a thread from now on, or no more.
    static func threadFollowChanged(_ thread: ID<Post>, isFollowing: Bool, replyCount: Int64, of user: ID<User>, in team: ID<Team>) -> Event
    {
        Event("thread_follow_changed", to: Broadcast(user: user, team: team)) { json in
            json.field("thread_id", thread)
            json.field("state", isFollowing)
            json.field("reply_count", replyCount)
        }
    }

    /// Somebody has read a thread up to a time.
    static func threadRead(_ thread: ThreadRow, before: ThreadRow, until time: Int64, by user: ID<User>, in team: ID<Team>) -> Event {
        Event("thread_read_changed", to: Broadcast(user: user, team: team)) { json in
            json.field("thread_id", thread.root.id)
            json.field("timestamp", time)
            json.field("unread_mentions", thread.unreadMentions)
            json.field("unread_replies", thread.unreadReplies)
            json.field("previous_unread_mentions", before.unreadMentions)
            json.field("previous_unread_replies", before.unreadReplies)
            json.field("channel_id", thread.root.channel)
        }
    }

    /// Somebody has read every thread of a team.
    static func threadsRead(in team: ID<Team>, by user: ID<User>) -> Event {
        Event("thread_read_changed", to: Broadcast(user: user, team: team))
    }

    /// Somebody has read every thread of a channel.
    static func threadsRead(in channel: ID<Channel>, at time: Int64, by user: ID<User>) -> Event {
        Event("thread_read_changed", to: Broadcast(user: user, channel: channel)) { $0.field("timestamp", time) }
    }
}

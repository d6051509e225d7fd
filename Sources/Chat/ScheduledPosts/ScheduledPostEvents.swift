internal import Wire

extension Event {
    static func scheduledPostCreated(_ post: ScheduledPost, omitting connection: String) -> Event {
        Event("scheduled_post_created", to: .author(of: post, omitting: connection)) {
            $0.field("scheduledPost", JSONWriter.text(of: post))
        }
    }

    static func scheduledPostUpdated(_ post: ScheduledPost, omitting connection: String) -> Event {
        Event("scheduled_post_updated", to: .author(of: post, omitting: connection)) {
            $0.field("scheduledPost", JSONWriter.text(of: post))
        }
    }

    /// Deleted by its author, or sent.
    static func scheduledPostDeleted(_ post: ScheduledPost, omitting connection: String) -> Event {
        Event("scheduled_post_deleted", to: .author(of: post, omitting: connection)) {
            $0.field("scheduledPost", JSONWriter.text(of: post))
        }
    }
}

extension Event.Broadcast {
    /// Their other clients.
    fileprivate static func author(of post: ScheduledPost, omitting connection: String) -> Event.Broadcast {
        var broadcast = Event.Broadcast(user: post.draft.user)
        broadcast.omitConnection = connection
        return broadcast
    }
}

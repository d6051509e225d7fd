internal import Database
internal import Wire

/// Somebody has read a thread up to a time; what came later is unread, also when they had read it before.
struct ReadThread {
    let thread: AccessiblePost
    let user: ID<User>
    /// The team whose list the client shows.
    let team: ID<Team>
    /// Whose screen it is read on.
    var session: ID<Session>?
    let services: Services

    func run(until time: Int64, in tx: Transaction<ReadWrite>) throws -> ThreadView {
        guard try tx.threads.isFollowing(thread.post.id, user) != nil else { throw APIError.threadMembershipMissing }
        guard let before = try tx.threads.find(thread.post.id, of: user) else { throw APIError.threadNotFollowed }
        let after = try set(time, tx)
        tx.tell(.threadRead(after, before: before, until: time, by: user, in: team))
        if after.unreadReplies == 0 {
            Notice.readThread(thread.post.id, in: thread.place.channel.id, by: user, on: session).leave(in: tx, services)
        }
        return try view(of: after, tx)
    }

    /// Makes the thread unread from one of its messages on. Whoever does that follows it.
    func unread(from id: ID<Post>, in tx: Transaction<ReadWrite>) throws -> ThreadView {
        guard let post = try tx.posts.find(id), post.deleteAt == 0 else { throw APIError.postNotFound }
        guard post.id == thread.post.id || post.root == thread.post.id else { throw APIError.postOfAnotherThread }
        let time = post.createAt - 1, after = try set(time, tx)
        var before = after  // by following it again, as the recorded server does first, they have read everything
        (before.unreadMentions, before.unreadReplies) = (0, 0)
        tx.tell(.threadRead(after, before: before, until: time, by: user, in: team))
        try FollowThread(thread: thread.post.id, user: user, team: team, services: services).tell(in: tx)
        return try view(of: after, tx)
    }

    private func set(_ time: Int64, _ tx: Transaction<ReadWrite>) throws -> ThreadRow {
        let mentions = try ThreadCalls(root: thread.post, channel: thread.place.channel, services: services).count(
            for: user, after: time, in: tx)
        try tx.threads.setRead(thread.post.id, by: user, until: time, mentions: mentions, at: services.now())
        guard let row = try tx.threads.find(thread.post.id, of: user) else { throw APIError.threadNotFollowed }
        return row
    }

    private func view(of row: ThreadRow, _ tx: Transaction<ReadWrite>) throws -> ThreadView {
        guard let view = try CompleteThreads(services: services).run([row], in: tx).first else { throw APIError.threadNotFollowed }
        return view
    }
}

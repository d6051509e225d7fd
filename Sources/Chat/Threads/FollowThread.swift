internal import Database
internal import Wire

/// Somebody follows a thread, or follows it no more. Whoever follows begins with nothing unread.
struct FollowThread {
    let thread: ID<Post>
    let user: ID<User>
    /// The team whose list the client shows.
    let team: ID<Team>
    var isFollowing = true
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        try tx.threads.follow(thread, user, isFollowing, at: services.now())
        try tell(in: tx)
    }

    /// Tells the person's clients without a change of the row.
    func tell(in tx: Transaction<ReadWrite>) throws {
        let count = try tx.threads.count(of: thread)
        tx.tell(.threadFollowChanged(thread, isFollowing: isFollowing, replyCount: count, of: user, in: team))
    }
}

internal import Database
internal import Wire

/// Takes a message away, and with a root its whole thread. The rows stay, marked, until they are removed for good.
///
/// Runs under READ COMMITTED: an answer that is written at the same time holds the root's row until it is there, and the
/// second statement must see it.
struct DeletePost: Sendable {
    let id: ID<Post>
    /// Nothing stays. For administrators, where the server allows it.
    var isPermanent = false
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        if isPermanent {
            guard services.settings.current[ServiceSettings.enableAPIPostDeletion] else { throw APIError.permanentDeletionIsOff }
            try access.system(to: .manageSystem)
        }
        guard let post = try tx.posts.root(id), post.deleteAt == 0 || isPermanent else { throw APIError.postNotFound }
        let permission: Permission = post.user == access.user ? .deletePost : .deleteOthersPosts
        guard let place = try access.standing(in: post.channel, tx), place.may(permission) else { throw APIError.forbidden }
        var view = PostView(post)
        view.replyCount = try tx.threads.replyCount(of: view.threadID)
        let now = max(services.now(), post.updateAt + 1)
        try remove(post, at: now, tx)
        if post.isReply, post.deleteAt == 0 {
            try ShrinkThread(reply: post, channel: place.channel, services: services).run(at: now, in: tx)
        }
        for event in [Event].init(Event.postDeleted(view, by: access.user)) { tx.tell(event) }
    }

    private func remove(_ post: Post, at now: Int64, _ tx: Transaction<ReadWrite>) throws {
        if isPermanent {
            try tx.posts.erase(post.id)
        } else {
            try tx.posts.markDeleted(post.id, by: access.user, at: now)
            try tx.files.removeAll(of: post.id, at: now)
        }
        if post.isReply { try tx.threads.recount(post.root) } else { try tx.threads.close(post.id, at: now) }
        try FlagQueries(tx: tx).forget(post.id)
    }
}

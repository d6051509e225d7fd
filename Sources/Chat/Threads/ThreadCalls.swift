internal import Database
internal import Wire

/// Counts how often somebody is called in a thread from a time on: when they go back in it, that is unread again.
struct ThreadCalls {
    let root: Post
    let channel: Channel
    let services: Services

    func count<A>(for user: ID<User>, after time: Int64, in tx: Transaction<A>) throws -> Int64 {
        let later = try tx.posts.replies(to: root.id, mark: (id: ID(""), createAt: time + 1), isDownward: true, limit: -1)
        return Int64(
            try later.count { reply in
                guard reply.user != user else { return false }
                return try ResolveMentions(post: reply, place: nil, channel: channel, services: services).run(in: tx).users.contains(user)
            })
    }
}

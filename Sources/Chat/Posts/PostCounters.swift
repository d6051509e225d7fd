internal import Database
internal import Wire

/// What the channels and members of one transaction's posts have to count. Collected first and written at the end, so that
/// a channel's row, which everybody who writes there needs, is locked for the shortest time and once for many posts.
struct PostCounters {
    /// One channel's new posts, in order.
    private struct Tally {
        var posts: Int64 = 0
        var roots: Int64 = 0
        var lastAt: Int64 = 0
        var lastRootAt: Int64 = 0
        /// How far the authors have read with their own last post: of this tally's posts, and roots.
        var views: [(user: ID<User>, posts: Int64, roots: Int64)] = []
        var mentions: [Mention] = []
    }

    private struct Mention { let users: [ID<User>]; let isRoot: Bool; let order: Int64 }

    private var tallies: [ID<Channel>: Tally] = [:]

    /// Counts a post. `isViewed`: its author has read the channel with it.
    mutating func add(_ post: Post, isViewed: Bool, mentioned: [ID<User>]) {
        var tally = tallies[post.channel] ?? Tally()
        let counts = PostRules.isCounted(post.type)
        if counts { tally.posts += 1 }
        tally.lastAt = max(tally.lastAt, post.createAt)
        if !post.isReply {
            if counts { tally.roots += 1 }
            tally.lastRootAt = max(tally.lastRootAt, post.createAt)
        }
        if !mentioned.isEmpty { tally.mentions.append(Mention(users: mentioned, isRoot: !post.isReply, order: tally.posts)) }
        if isViewed {
            tally.views.removeAll { $0.user == post.user }
            tally.views.append((post.user, tally.posts, tally.roots))
        }
        tallies[post.channel] = tally
    }

    /// Writes everything: channels in the order of their ids, so that two such transactions wait for each other instead of
    /// locking each other out.
    func write(in tx: Transaction<ReadWrite>) throws {
        for (channel, tally) in tallies.sorted(by: { $0.key.raw < $1.key.raw }) { try write(tally, channel, tx) }
    }

    private func write(_ tally: Tally, _ channel: ID<Channel>, _ tx: Transaction<ReadWrite>) throws {
        guard let totals = try tx.channels.count(
            posts: tally.posts, roots: tally.roots, lastAt: tally.lastAt, lastRootAt: tally.lastRootAt, in: channel)
        else { return }
        for view in tally.views.sorted(by: { $0.user.raw < $1.user.raw }) {
            try tx.channelMembers.markRead(
                view.user, in: channel, posts: totals.posts - tally.posts + view.posts, roots: totals.roots - tally.roots + view.roots,
                at: totals.lastAt)
        }
        for mention in tally.mentions {
            // Who wrote later in this same transaction has read the mention with that.
            let unread = mention.users.filter { user in !tally.views.contains { $0.user == user && $0.posts > mention.order } }
            if !unread.isEmpty { try tx.channelMembers.countMention(of: unread, isRoot: mention.isRoot, in: channel) }
        }
    }
}

internal import Database
internal import Wire

/// What the channels and members of one transaction's posts have to count. Collected first and written at the end, so that
/// a channel's row, which everybody who writes there needs, is locked for the shortest time and once for many posts.
struct PostCounters {
    /// One channel's new posts, in order.
    fileprivate struct Tally {
        var posts: Int64 = 0
        var roots: Int64 = 0
        var lastAt: Int64 = 0
        var lastRootAt: Int64 = 0
        /// How far the authors have read with their own last post: of this tally's posts, and roots.
        var views: [(user: ID<User>, posts: Int64, roots: Int64)] = []
        var mentions: [Mention] = []
    }

    fileprivate struct Mention { let users: [ID<User>]; let isRoot: Bool; let isUrgent: Bool; let order: Int64 }

    private var tallies: [ID<Channel>: Tally] = [:]

    /// Counts a post. `isViewed`: its author has read the channel with it.
    mutating func add(_ post: Post, isViewed: Bool, mentioned: [ID<User>], isUrgent: Bool = false) {
        var tally = tallies[post.channel] ?? Tally()
        let counts = PostRules.isCounted(post.type)
        if counts { tally.posts += 1 }
        tally.lastAt = max(tally.lastAt, post.createAt)
        if !post.isReply {
            if counts { tally.roots += 1 }
            tally.lastRootAt = max(tally.lastRootAt, post.createAt)
        }
        if !mentioned.isEmpty {
            tally.mentions.append(Mention(users: mentioned, isRoot: !post.isReply, isUrgent: isUrgent, order: tally.posts))
        }
        if isViewed {
            tally.views.removeAll { $0.user == post.user }
            tally.views.append((post.user, tally.posts, tally.roots))
        }
        tallies[post.channel] = tally
    }

    /// Writes everything. PostgreSQL pays for each statement with a round trip, so there many rows share one; SQLite takes
    /// row after row, in the order of ids.
    func write(in tx: Transaction<ReadWrite>) throws {
        let order = tallies.sorted { $0.key.raw < $1.key.raw }
        let changes = order.map {
            ChannelCounts(channel: $0, posts: $1.posts, roots: $1.roots, lastAt: $1.lastAt, lastRootAt: $1.lastRootAt)
        }
        let totals =
            tx.dialect == .postgres && changes.count > 1
            ? try tx.channels.count(changes) : try changes.compactMap { try tx.channels.count($0) }
        let byChannel = Dictionary(uniqueKeysWithValues: totals.map { ($0.channel, $0) })
        let views = order.flatMap { channel, tally in byChannel[channel].map { tally.reads(in: $0) } ?? [] }
        if tx.dialect == .postgres && views.count > 1 {
            try tx.channelMembers.markRead(views)
        } else {
            for view in views { try tx.channelMembers.markRead(view) }
        }
        for (channel, tally) in order { try tally.countMentions(in: channel, tx) }
    }
}

extension PostCounters.Tally {
    /// How far each author has read, in the channel's own numbers.
    fileprivate func reads(in totals: ChannelCounts) -> [ChannelRead] {
        views.sorted { $0.user.raw < $1.user.raw }.map { view in
            ChannelRead(
                channel: totals.channel, user: view.user, posts: totals.posts - posts + view.posts,
                roots: totals.roots - roots + view.roots, at: totals.lastAt)
        }
    }

    /// Who wrote later in this same transaction has read the mention with that.
    fileprivate func countMentions(in channel: ID<Channel>, _ tx: Transaction<ReadWrite>) throws {
        for mention in mentions {
            let unread = mention.users.filter { user in !views.contains { $0.user == user && $0.posts > mention.order } }
            if !unread.isEmpty {
                try tx.channelMembers.countMention(of: unread, isRoot: mention.isRoot, isUrgent: mention.isUrgent, in: channel)
            }
        }
    }
}

/// What a channel's totals grow by, or what they are.
struct ChannelCounts: JSONWritable {
    let channel: ID<Channel>
    let posts: Int64
    let roots: Int64
    let lastAt: Int64
    var lastRootAt: Int64 = 0

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", channel)
            json.field("posts", posts)
            json.field("roots", roots)
            json.field("lastat", lastAt)
            json.field("lastrootat", lastRootAt)
        }
    }
}

/// How far somebody has read a channel.
struct ChannelRead: JSONWritable {
    let channel: ID<Channel>
    let user: ID<User>
    let posts: Int64
    let roots: Int64
    let at: Int64

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("channelid", channel)
            json.field("userid", user)
            json.field("posts", posts)
            json.field("roots", roots)
            json.field("at", at)
        }
    }
}

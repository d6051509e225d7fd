internal import Database
internal import Wire

/// An answer came: the thread counts it, and whoever takes part follows, the author, the root's author, those who are called,
/// and those who follow everything in the channel. `CreatePost` runs this in its own transaction and holds the root's row, so
/// that the answers of one thread come one after another.
struct ContinueThread {
    let root: Post
    let place: AccessibleChannel
    let services: Services

    /// Counts an answer.
    func count(_ reply: Post, in tx: Transaction<ReadWrite>) throws -> ThreadTally {
        let tally = try tx.threads.count(reply, in: place.channel.team)
        try tx.posts.touch(root.id, at: reply.createAt)
        return tally
    }

    /// Writes who follows after an answer and tells each of them.
    func tell(_ reply: Post, _ tally: ThreadTally, called: [ID<User>], in tx: Transaction<ReadWrite>) throws -> ThreadAudience {
        let followsByItself = services.settings.current[ServiceSettings.threadAutoFollow]
        let taking = try followsByItself ? [reply.user] + called + rootPeople(tx) : []
        let known = try tx.threads.followers(of: root.id, in: place.channel.id, or: taking)
        let followers = known.filter {
            $0.isFollowing || followsByItself && (!$0.isKnown || $0.user == reply.user || called.contains($0.user))
        }
        try write(followers, reply, called: called, tx)
        let collapsed = CollapsedThreads(services), seeing = try collapsed.of(followers.map(\.user) + [reply.user], in: tx)
        let audience = followers.filter { seeing.contains($0.user) }
        if !audience.isEmpty { try tellEach(audience, reply, tally, called: Set(called), tx) }
        let others = audience.filter { $0.user != reply.user }
        return ThreadAudience(
            followers: others.map(\.user),
            notified: others.filter { wants(reply, $0, isCalled: called.contains($0.user)) }.map(\.user),
            isCollapsedForAuthor: seeing.contains(reply.user))
    }

    /// Newcomers are left in peace for a while, unless they are called or have said what they want.
    private func wants(_ reply: Post, _ follower: ThreadFollower, isCalled: Bool) -> Bool {
        guard follower.wishes.level != .none, !isCalled else { return follower.wishes.level != .none }
        let quiet = Int64(services.settings.current[ThreadSettings.newcomerQuietMinutes]) * 60_000
        let isNew = follower.joinedAt > reply.createAt - quiet && follower.user.raw != place.channel.creatorID && !follower.wishes.isChosen
        return follower.wishes.level == .all && !isNew
    }

    /// Those whom the root concerns: its author, and whom it calls by name.
    private func rootPeople(_ tx: Transaction<ReadWrite>) throws -> [ID<User>] {
        guard !place.channel.type.isConversation else { return root.props.raw.contains("\"from_webhook\"") ? [] : [root.user] }
        let named = try ResolveMentions(post: root, place: place, channel: place.channel, services: services).byName(in: tx)
        return root.props.raw.contains("\"from_webhook\"") ? named : named + [root.user]
    }

    private func write(_ followers: [ThreadFollower], _ reply: Post, called: [ID<User>], _ tx: Transaction<ReadWrite>) throws {
        let now = services.now(), called = Set(called)
        if followers.contains(where: { $0.user == reply.user }) {
            try tx.threads.answered(root.id, by: reply.user, at: reply.createAt, now: now)
        }
        let others = followers.filter { $0.user != reply.user }
        let mentioned = others.filter { called.contains($0.user) }.map(\.user)
        if !mentioned.isEmpty { try tx.threads.called(mentioned, in: root.id, now: now) }
        let joining = others.filter { !$0.isKnown && !called.contains($0.user) }.map(\.user)
        if !joining.isEmpty { try tx.threads.joined(joining, root.id, now: now) }
    }

    private func tellEach(
        _ audience: [ThreadFollower], _ reply: Post, _ tally: ThreadTally, called: Set<ID<User>>, _ tx: Transaction<ReadWrite>
    ) throws {
        let marks = audience.lazy.map(\.lastViewedAt).filter { $0 > 0 }, earliest = marks.min()
        let times = try earliest.map { try tx.threads.replyTimes(in: root.id, after: $0) } ?? []
        var shown = root
        shown.updateAt = max(root.updateAt, reply.createAt)
        let rows = audience.map { follower in
            let unread = follower.lastViewedAt == 0 ? tally.replyCount : Int64(times.count { $0 > follower.lastViewedAt })
            return ThreadRow(
                root: shown, replyCount: tally.replyCount, lastReplyAt: tally.lastReplyAt, participants: tally.participants, deleteAt: 0,
                lastViewedAt: follower.lastViewedAt, unreadMentions: follower.unreadMentions + (called.contains(follower.user) ? 1 : 0),
                unreadReplies: unread, isUrgent: tally.isUrgent)
        }
        for (follower, view) in zip(audience, try CompleteThreads(services: services, extends: true).run(rows, in: tx)) {
            tx.tell(news(of: view, to: follower, isAuthor: follower.user == reply.user))
        }
    }

    /// Clients count on from what was unread before. To somebody who begins to follow now, nothing was.
    private func news(of view: ThreadView, to follower: ThreadFollower, isAuthor: Bool) -> Event {
        var row = view.row, previous = (mentions: follower.unreadMentions, replies: max(row.unreadReplies - 1, 0))
        if isAuthor { (row.unreadMentions, row.unreadReplies) = (0, 0) } else if !follower.isFollowing { previous = (0, 0) }
        return .threadUpdated(
            ThreadView(row: row, participants: view.participants), in: place.channel.team, to: follower.user, previous: previous)
    }
}

/// Who hears of an answer as a follower of its thread; the author is none of them.
struct ThreadAudience {
    /// Everybody who follows, for whom threads are collapsed.
    var followers: [ID<User>] = []
    /// Those of them who want to be told of this answer.
    var notified: [ID<User>] = []
    var isCollapsedForAuthor = false
}

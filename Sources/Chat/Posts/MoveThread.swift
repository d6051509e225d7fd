internal import Database
internal import Wire

/// Moves a message with its answers to another channel. There they are new messages with ids of their own, so that whoever has
/// the old ones on a device forgets those and learns these; files, reactions, marks, acknowledgements and followers go with them.
///
/// Runs under READ COMMITTED, as `DeletePost` does: an answer that is written at the same time holds the root's row until it is
/// there, and must be seen.
struct MoveThread: Sendable {
    let id: ID<Post>
    let target: ID<Channel>
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        let rules = ThreadMoveRules(access: access, services: services)
        let asked = try access.readable(id, in: tx)
        try rules.checkPerson(at: asked.place, in: tx)
        guard let goal = try access.standing(in: target, tx), goal.isMember, goal.may(.createPost) else { throw APIError.forbidden }
        guard let root = try tx.posts.root(asked.post.isReply ? asked.post.root : asked.post.id), root.deleteAt == 0 else {
            throw APIError.postNotFound
        }
        try rules.check(root, count: tx.threads.replyCount(of: root.id) + 1, from: asked.place, to: goal)
        let thread = try [root] + tx.posts.lockedAnswers(of: root.id)
        let moved = try write(thread, in: goal.channel, carriesMarks: asked.place.mayHavePriorities, tx)
        try tell(moved, thread.count, in: goal.channel, tx)
        try remove(thread, tx)
        let carry = CarryThread(
            from: root.id, to: moved[0].post.id, channel: goal.channel, times: zip(thread, moved).map { ($0.createAt, $1.post.createAt) },
            mover: access.user, services: services)
        try carry.run(in: tx)
        try tellMover(moved[0].post, goal.channel, from: root.channel, tx)
    }

    /// A message in its new place.
    private struct Moved {
        let post: Post
        let author: String
    }

    /// The messages in their order, one millisecond after another, and a last one that says where they come from.
    private func write(
        _ thread: [Post], in channel: Channel, carriesMarks: Bool, _ tx: Transaction<ReadWrite>
    ) throws -> [Moved] {
        let start = services.now(), root: ID<Post> = services.newID()
        var moved: [Moved] = []
        for old in thread {
            var post = old
            post.id = old.isReply ? services.newID() : root
            post.root = old.isReply ? root : ID("")
            post.channel = channel.id
            post.createAt = start + Int64(moved.count)
            post.updateAt = post.createAt
            post.editAt = 0
            moved.append(Moved(post: post, author: try tx.posts.insert(post)))
            if !(old.fileIDs ?? []).isEmpty { try tx.files.move(from: old.id, to: post) }
            if old.hasReactions { try tx.reactions.move(from: old.id, to: post) }
            if carriesMarks { try tx.priorities.move(from: old.id, to: post) }
        }
        var note = Post(id: services.newID(), channel: channel.id, user: access.user, message: "This thread came from another channel.")
        note.root = root
        note.type = "system_wrangler"
        note.props = JSONText(["TranslationID": "app.post.move_thread.from_another_channel"])
        note.createAt = start + Int64(moved.count)
        note.updateAt = note.createAt
        return moved + [Moved(post: note, author: try tx.posts.insert(note))]
    }

    /// The channel hears and counts them as it does any message. What they link to is not shown in passing: not everybody there may
    /// read what the mover may.
    private func tell(_ moved: [Moved], _ count: Int, in channel: Channel, _ tx: Transaction<ReadWrite>) throws {
        var views = moved.map { PostView($0.post) }, counters = PostCounters()
        try CompletePosts(access: access, services: services, followsLinks: false).run(on: &views, in: tx)
        let isCollapsed = try CollapsedThreads(services).areOn(for: access.user, in: tx)
        for (index, author) in moved.map(\.author).enumerated() {
            views[index].replyCount = Int64(index)
            let view = views[index].withoutLinked
            let called = try ResolveMentions(post: view.post, place: nil, channel: channel, services: services).run(in: tx).users
            // Whoever moves the thread has read it, and with it the channel, unless threads are beside the channel for them.
            counters.add(
                view.post, isViewed: index == count && !isCollapsed, mentioned: called, isUrgent: view.priority?.isUrgent == true)
            tx.tell(.posted(SaidPost(view: view, channel: channel, sender: "@" + author, mentioned: called, setsOnline: false)))
        }
        if !isCollapsed { tx.tell(.channelViewed(channel.id, at: moved[count].post.createAt, by: access.user)) }
        try counters.write(in: tx)
    }

    private func remove(_ thread: [Post], _ tx: Transaction<ReadWrite>) throws {
        var view = PostView(thread[0])
        view.replyCount = Int64(thread.count - 1)
        try tx.posts.markDeleted(thread[0].id, by: access.user, at: max(services.now(), thread[0].updateAt + 1))
        for old in thread {
            if !(old.fileIDs ?? []).isEmpty { try tx.posts.setFiles([], of: old.id) }
            try FlagQueries(tx: tx).forget(old.id)
        }
        for event in Event.postDeleted(view, by: access.user) { tx.tell(event) }
    }

    private func tellMover(_ root: Post, _ channel: Channel, from source: ID<Channel>, _ tx: Transaction<ReadWrite>) throws {
        let team = channel.team.raw.isEmpty ? nil : try tx.teams.find(channel.team)?.name
        let address = PostAddress.of(root.id, team: team, services.settings.current)
        let note = Post.ephemeral("The thread was moved: \(address)", in: source, by: access.user, services)
        tx.tell(.ephemeralMessage(PostView(note), to: access.user))
    }
}

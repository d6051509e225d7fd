internal import Database
internal import Wire

/// Says something in a channel.
struct CreatePost: Sendable {
    let draft: PostDraft
    let access: Access
    let services: Services
    /// Whether the author is to appear online.
    var setsOnline = true
    /// Addresses in it that did not answer just now.
    var unanswered: Set<String> = []

    func run(in tx: Transaction<ReadWrite>) throws -> CreatedPost {
        var counters = PostCounters()
        let created = try write(&counters, tx)
        try counters.write(in: tx)
        return created
    }

    /// Looks at what the message links to, before it takes its turn: for those only who may write there, because it makes the
    /// server ask elsewhere.
    func prepared() async throws -> CreatePost {
        guard PreparePreviews.mayConcern(draft.message, draft.props) else { return self }
        _ = try await services.db.read { [access, draft] tx in try access.channel(draft.channel, to: .createPost, in: tx) }
        try PostRules.check(draft)
        var post = self
        post.unanswered = await PreparePreviews(
            message: draft.message, props: draft.props, time: draft.createAt > 0 ? draft.createAt : services.now(), services: services
        ).run()
        return post
    }

    /// Several posts of different people in one transaction. One that is refused has written nothing and stops no other.
    static func run(_ posts: [CreatePost], in tx: Transaction<ReadWrite>) throws -> [Result<CreatedPost, any Error>] {
        var counters = PostCounters()
        let results = try posts.map { post -> Result<CreatedPost, any Error> in
            do { return .success(try post.write(&counters, tx)) } catch let refusal as APIError { return .failure(refusal) }
        }
        try counters.write(in: tx)
        return results
    }

    /// Everything but the counters. Refusals come before the first change.
    private func write(_ counters: inout PostCounters, _ tx: Transaction<ReadWrite>) throws -> CreatedPost {
        let place = try access.channel(draft.channel, to: .createPost, in: tx)
        guard place.channel.deleteAt == 0 else { throw APIError.channelArchivedForPosts }
        try PostRules.check(draft)
        try Priorities.check(draft, access: access, services.settings.current)
        let root = try root(in: place.channel, tx)
        if let earlier = try foreignPending(tx) { return try viewed(earlier, place, tx) }
        let links = try PostLinks(message: draft.message, place: place, services: services, tx)
        var post = try post(in: place.channel, links)
        if draft.priority?.isPersistent == true { try checkRecipients(of: post, place, tx) }
        guard let author = try tx.posts.insert(post, pending: draft.pendingID) else { return try viewed(earlier(tx), place, tx) }
        var view = PostView(post)
        view.pendingID = draft.pendingID
        view.embeds += links.embeds
        try showPreviews(in: &view, tx)
        if !draft.fileIDs.isEmpty { try attachFiles(to: &post, &view, tx) }
        let thread = root.map { ContinueThread(root: $0, place: place, services: services) }, tally = try thread?.count(post, in: tx)
        view.replyCount = tally?.replyCount ?? 0
        if let priority = draft.priority {
            try tx.priorities.insert(priority, of: post)
            view.priority = priority
        }
        try addEmoji(to: &view, tx)
        if let root { try Priorities.settle(root, by: access.user, services: services, in: tx) }
        if setsOnline { try tx.noteActivity(of: post.user, services) }
        try tell(NewPost(view: view, author: author, links: links, place: place, thread: thread, tally: tally), &counters, tx)
        return CreatedPost(view: view)
    }

    /// A post that was just written, and where.
    private struct NewPost {
        let view: PostView
        let author: String
        let links: PostLinks
        let place: AccessibleChannel
        /// Of an answer: what it continues.
        let thread: ContinueThread?
        let tally: ThreadTally?
    }

    private func tell(_ new: NewPost, _ counters: inout PostCounters, _ tx: Transaction<ReadWrite>) throws {
        let view = new.view, place = new.place
        let called = try ResolveMentions(post: view.post, place: place, channel: place.channel, services: services).run(in: tx)
        var audience = ThreadAudience()
        if let thread = new.thread, let tally = new.tally { audience = try thread.tell(view.post, tally, called: called.users, in: tx) }
        // Whoever answers in a collapsed thread has not read the channel with it.
        let isViewed = place.isMember && !draft.isAutomatic && !audience.isCollapsedForAuthor
        counters.add(view.post, isViewed: isViewed, mentioned: called.users, isUrgent: draft.priority?.isUrgent == true)
        if isViewed { tx.tell(.channelViewed(place.channel.id, at: view.post.createAt, by: view.post.user)) }
        let said = SaidPost(
            view: view, channel: place.channel, sender: "@" + new.author, mentioned: called.users, followers: audience.notified,
            setsOnline: setsOnline)
        tx.tell(.posted(said, try new.links.variants(of: view, tx)))
        if draft.isWebhooks { tx.afterCommit(PostFigures.Written(kind: .webhooks, count: 1)) }
        AnswerAutomatically.leave(view.post, in: place.channel, tx, services)
        let notice = PostNotice(
            view, in: place.channel, by: new.author, called, followers: audience.followers, isViewed: isViewed, access.session.id)
        notice.leave(in: tx, services)
        if !called.absent.isEmpty || !called.silentGroups.isEmpty {
            let notice = AbsenceNotice(
                names: called.absent, groups: called.silentGroups, post: view.post, place: place, services: services)
            for event in try notice.run(in: tx) { tx.tell(event) }
        }
    }

    /// Before the first change, as every refusal.
    private func checkRecipients(of post: Post, _ place: AccessibleChannel, _ tx: Transaction<ReadWrite>) throws {
        let called = try ResolveMentions(post: post, place: place, channel: place.channel, services: services).run(in: tx)
        try Priorities.checkRecipients(called.users, of: draft, services.settings.current)
    }

    /// What `PreparePreviews` learned is remembered, so this asks nobody.
    private func showPreviews(in view: inout PostView, _ tx: Transaction<ReadWrite>) throws {
        guard ShowPreviews.concerns(view) else { return }
        var views = [view]
        try ShowPreviews(
            rules: PreviewRules(services.settings.current), book: services.previews, failed: unanswered, rewrites: false
        ).run(on: &views, in: tx)
        view = views[0]
    }

    /// What the draft answers.
    private func root(in channel: Channel, _ tx: Transaction<ReadWrite>) throws -> Post? {
        guard !draft.root.raw.isEmpty else { return nil }
        guard draft.root.isWellFormed, let root = try tx.posts.root(draft.root), root.deleteAt == 0, !root.isReply else {
            throw APIError.rootUnknown
        }
        guard root.channel == channel.id else { throw APIError.rootElsewhere }
        return root
    }

    private func post(in channel: Channel, _ links: PostLinks) throws -> Post {
        var post = Post(id: services.newID(), channel: channel.id, user: access.user, message: draft.message)
        post.createAt = draft.createAt > 0 && access.may(.manageSystem) ? draft.createAt : services.now()
        post.updateAt = post.createAt
        post.editAt = draft.editAt
        post.isPinned = draft.isPinned
        post.root = draft.root
        post.type = draft.type
        let isPlain = draft.props.isEmpty && links.isEmpty
        post.props = isPlain ? .empty : JSONText(PostProps.stored(draft.props, links, newID: services.newToken))
        try PostRules.check(props: post.props)
        post.hashtags = Hashtags.found(in: draft.message)
        post.fileIDs = Array(Set(draft.fileIDs)).sorted()
        post.remoteID = ""
        return post
    }

    private func addEmoji(to view: inout PostView, _ tx: Transaction<ReadWrite>) throws {
        var views = [view]
        try CompletePosts(access: access, services: services).addEmoji(to: &views, tx)
        view = views[0]
    }

    /// Only the author's own uploads that are in no post yet; when none is, the list is `null`.
    private func attachFiles(to post: inout Post, _ view: inout PostView, _ tx: Transaction<ReadWrite>) throws {
        let wanted = post.fileIDs ?? []
        let files = try tx.files.attach(wanted, to: post).sorted { ($0.createAt, $0.id) < ($1.createAt, $1.id) }
        if files.count < wanted.count {
            post.fileIDs = files.isEmpty ? nil : files.map(\.id).sorted()
            try tx.posts.setFiles(post.fileIDs, of: post.id)
        }
        view.post = post
        view.files = files
        if !files.isEmpty { tx.afterCommit(PostFigures.Written(kind: .files, count: files.count)) }
    }
}

extension CreatePost {
    /// Somebody sends again under a name that begins with another's id, in the same channel: they get the other's message.
    private func foreignPending(_ tx: Transaction<ReadWrite>) throws -> Post? {
        guard !draft.pendingID.isEmpty, !draft.pendingID.hasPrefix(access.user.raw) else { return nil }
        return try tx.posts.pending(draft.pendingID, by: access.user, in: draft.channel)
    }

    private func earlier(_ tx: Transaction<ReadWrite>) throws -> Post {
        guard let post = try tx.posts.pending(draft.pendingID, by: access.user, in: draft.channel) else { throw APIError.postNotFound }
        return post
    }

    /// What was there already. Whoever sends it again has the channel before their eyes.
    private func viewed(_ post: Post, _ place: AccessibleChannel, _ tx: Transaction<ReadWrite>) throws -> CreatedPost {
        if place.isMember, let time = try tx.channelMembers.markAllRead(access.user, in: place.channel.id) {
            tx.tell(.channelViewed(place.channel.id, at: time, by: access.user))
        }
        var view = PostView(post)
        view.hasMetadata = false
        return CreatedPost(view: view)
    }
}

/// What became of a draft.
struct CreatedPost: Sendable {
    let view: PostView
}

extension PostDraft {
    /// Says of itself that no person wrote it: then its author has read nothing by it.
    var isAutomatic: Bool { isWebhooks || props["from_bot"]?.string == "true" }

    /// Says that a webhook brought it.
    var isWebhooks: Bool { props["from_webhook"]?.string == "true" }
}

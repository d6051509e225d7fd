internal import Database
internal import Wire

/// Keeps a message until its time.
struct SchedulePost: Sendable {
    let draft: Draft
    let scheduledAt: Int64
    let access: Access
    let connectionID: String
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> ScheduledPost {
        var post = ScheduledPost(id: services.newID(), draft: draft, scheduledAt: scheduledAt)
        (post.draft.createAt, post.draft.updateAt) = (services.now(), services.now())
        try ScheduledPostRules(access: access, services: services).check(post, in: tx)
        try tx.scheduledPosts.insert(post)
        try post.draft.addFiles(tx)
        tx.tell(.scheduledPostCreated(post, omitting: connectionID))
        return post
    }
}

/// Changes a message that was not sent yet. One that could not be sent is tried again at its new time.
struct ReschedulePost: Sendable {
    let id: ID<ScheduledPost>
    let draft: Draft
    let scheduledAt: Int64
    let access: Access
    let connectionID: String
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> ScheduledPost {
        guard var post = try tx.scheduledPosts.find(id) else { throw APIError.scheduledToUpdateNotFound }
        guard post.draft.user == access.user else { throw APIError.scheduledOfOther }
        post.draft.message = draft.message
        post.draft.props = draft.props
        post.draft.fileIDs = draft.fileIDs
        post.draft.priority = draft.priority
        post.draft.updateAt = max(services.now(), post.draft.updateAt + 1)
        post.scheduledAt = scheduledAt
        (post.processedAt, post.errorCode) = (0, "")
        try ScheduledPostRules(access: access, services: services).check(post, in: tx)
        try tx.scheduledPosts.update(post)
        try post.draft.addFiles(tx)
        tx.tell(.scheduledPostUpdated(post, omitting: connectionID))
        return post
    }
}

/// A message is not to be sent after all.
struct UnschedulePost: Sendable {
    let id: ID<ScheduledPost>
    let access: Access
    let connectionID: String

    func run(in tx: Transaction<ReadWrite>) throws -> ScheduledPost {
        guard let post = try tx.scheduledPosts.find(id) else { throw APIError.scheduledToDeleteNotFound }
        guard post.draft.user == access.user else { throw APIError.scheduledOfOtherToDelete }
        try tx.scheduledPosts.remove(id)
        tx.tell(.scheduledPostDeleted(post, omitting: connectionID))
        return post
    }
}

/// What a message to be sent later may hold: what it could be sent with now, and a time that is to come.
struct ScheduledPostRules {
    let access: Access
    let services: Services

    func check(_ post: ScheduledPost, in tx: Transaction<ReadWrite>) throws {
        let draft = post.draft
        let place = try access.channel(draft.channel, to: .createPost, in: tx)
        guard place.channel.deleteAt == 0 else { throw APIError.scheduledInArchivedChannel }
        guard !draft.message.isEmpty || !draft.fileIDs.isEmpty else { throw APIError.scheduledNothing }
        guard post.scheduledAt > services.now() else { throw APIError.scheduledInThePast }
        try Draft.check(draft)
        let wanted = try PostDraft(draft)
        try PostRules.check(wanted)
        try Priorities.check(wanted, access: access, services.settings.current)
        guard !draft.root.raw.isEmpty else { return }
        guard let root = try tx.posts.find(draft.root), root.deleteAt == 0, !root.isReply else { throw APIError.rootUnknown }
        guard root.channel == draft.channel else { throw APIError.rootElsewhere }
    }
}

extension PostDraft {
    /// What is to be sent when the time of a draft has come.
    init(_ draft: Draft) throws {
        self.init(channel: draft.channel, message: draft.message)
        root = draft.root
        type = draft.type
        props = draft.props.object
        fileIDs = draft.fileIDs
        guard !draft.priority.isEmpty else { return }
        do { priority = try PostPriority(JSONFields(draft.priority.object)) } catch { throw APIError.invalidParameter("priority") }
    }
}

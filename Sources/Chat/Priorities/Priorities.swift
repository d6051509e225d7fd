internal import Database
internal import Wire

/// How messages are marked: what an author may ask for, and what is shown of it.
enum Priorities {
    private static let names = ["", "important", "urgent"]

    /// Refuses what the author may not ask for. Whom the message calls is checked by `checkRecipients`.
    static func check(_ draft: PostDraft, access: Access, _ settings: Settings) throws {
        guard let priority = draft.priority else { return }
        guard draft.root.raw.isEmpty else { throw APIError.priorityOfAnswer }
        guard names.contains(priority.priority) else { throw APIError.invalidParameter("priority") }
        guard settings[ServiceSettings.postPriority] else { throw APIError.priorityNotAllowed }
        guard priority.isPersistent == true else { return }
        guard settings[ServiceSettings.allowPersistentNotifications] else { throw APIError.priorityNotAllowed }
        guard priority.isUrgent else { throw APIError.persistenceNeedsUrgency }
        if access.session.isGuest, !settings[ServiceSettings.allowPersistentNotificationsForGuests] { throw APIError.priorityNotAllowed }
    }

    /// A message whose notification is repeated calls somebody, and not too many.
    static func checkRecipients(_ users: [ID<User>], of draft: PostDraft, _ settings: Settings) throws {
        guard draft.priority?.isPersistent == true else { return }
        guard !users.isEmpty else { throw APIError.persistenceNeedsSomebody }
        guard users.count <= settings[ServiceSettings.persistentNotificationMaxRecipients] else { throw APIError.persistenceForTooMany }
    }

    /// Adds to messages that begin threads how they are marked and by whom they were acknowledged. Channels where nothing was
    /// ever marked cost one small query.
    static func add<A>(to views: inout [PostView], in tx: Transaction<A>) throws {
        let roots = views.indices.filter { !views[$0].post.isReply && views[$0].post.deleteAt == 0 }
        guard !roots.isEmpty, try tx.priorities.isUsed(inAny: Array(Set(roots.map { views[$0].post.channel }))) else { return }
        let found = try tx.priorities.all(of: roots.map { views[$0].post.id })
        guard !found.isEmpty else { return }
        let acknowledged = Dictionary(grouping: try tx.priorities.acknowledgements(of: Array(found.keys)), by: \.post)
        for index in roots {
            views[index].priority = found[views[index].post.id]
            views[index].acknowledgements = acknowledged[views[index].post.id] ?? []
        }
    }

    /// Whoever was called by an urgent message has reacted to it: its notification is not repeated any more.
    static func settle(_ post: Post, by user: ID<User>, services: Services, in tx: Transaction<ReadWrite>) throws {
        guard user != post.user, try tx.priorities.isRepeated(post.id), let channel = try tx.channels.find(post.channel),
            try ResolveMentions(post: post, place: nil, channel: channel, services: services).run(in: tx).users.contains(user)
        else { return }
        try tx.priorities.settle(post.id, at: services.now())
    }
}

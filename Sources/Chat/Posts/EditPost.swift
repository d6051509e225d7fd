internal import Database
internal import Wire

/// Changes a message and keeps what it was.
struct EditPost: Sendable {
    /// What is to be different; what is `nil` stays.
    struct Change: Sendable {
        var message: String?
        var props: JSONObject?
        var isPinned: Bool?
        var fileIDs: [String]?
    }

    let id: ID<Post>
    let change: Change
    let access: Access
    let services: Services
    var archivedError = APIError.channelArchivedForEdits

    /// Looks at what the new text links to, when the caller may change the message; then changes it.
    func run() async throws -> PostView {
        if let message = change.message, MessageLinks.mayBeIn(message) {
            let time = try await services.db.read { tx in try permitted(tx.posts.find(id), tx).0.createAt }
            try PostRules.checkMessage(message)
            _ = await PreparePreviews(message: message, props: change.props ?? JSONObject(), time: time, services: services).run()
        }
        return try await services.db.write { try run(in: $0) }
    }

    func run(in tx: Transaction<ReadWrite>) throws -> PostView {
        let (old, place) = try permitted(tx.posts.root(id), tx)
        var post = old
        let now = max(services.now(), old.updateAt + 1)
        try apply(to: &post, at: now, in: place, tx)
        try tx.posts.keepVersion(of: old, as: services.newID(), at: now)
        post.updateAt = now
        try tx.posts.update(post)
        return try TellOfEdit(access: access, services: services).run(post, in: place.channel, tx)
    }

    /// What is not there and what is not theirs look the same to whoever wants to change it.
    private func permitted<A>(_ post: Post?, _ tx: Transaction<A>) throws -> (Post, AccessibleChannel) {
        guard let post, post.deleteAt == 0, let place = try access.standing(in: post.channel, tx) else {
            throw APIError.forbidden
        }
        guard place.may(post.user == access.user ? .editPost : .editOthersPosts) else { throw APIError.forbidden }
        guard !post.isSystemMessage else { throw APIError.systemPostIsFixed }
        guard place.channel.deleteAt == 0 else { throw archivedError }
        let limit = services.settings.current[ServiceSettings.postEditTimeLimit]
        guard limit < 0 || services.now() <= post.createAt + Int64(limit) * 1_000 else { throw APIError.editTooLate }
        return (post, place)
    }

    private func apply(to post: inout Post, at now: Int64, in place: AccessibleChannel, _ tx: Transaction<ReadWrite>) throws {
        let before = (post.message, post.fileIDs)
        if let message = change.message {
            try PostRules.checkMessage(message)
            post.message = PreviewRules(services.settings.current).proxy.restored(message)
        }
        if let wanted = change.fileIDs { post.fileIDs = try files(wanted, of: post, at: now, tx) }
        if let isPinned = change.isPinned { post.isPinned = isPinned }
        try applyProps(to: &post, in: place, tx)
        if (post.message, post.fileIDs) != before {
            post.editAt = now
            post.hashtags = Hashtags.found(in: post.message)
        }
    }

    private func applyProps(to post: inout Post, in place: AccessibleChannel, _ tx: Transaction<ReadWrite>) throws {
        guard change.props != nil || change.message != nil else { return }
        let links = try PostLinks(message: post.message, place: place, services: services, tx)
        let given = change.props ?? post.props.object
        post.props = given.isEmpty && links.isEmpty ? .empty : JSONText(PostProps.stored(given, links, newID: services.newToken))
        try PostRules.check(props: post.props)
    }

    /// Files that the post has stay when they are named; the author's own uploads come in; what is neither is passed over.
    private func files(_ wanted: [String], of post: Post, at now: Int64, _ tx: Transaction<ReadWrite>) throws -> [String] {
        guard wanted.count <= PostRules.fileCount else { throw APIError.postTooManyFiles }
        let had = Set(post.fileIDs ?? []), wants = Set(wanted)
        let gone = had.subtracting(wants), new = wants.subtracting(had)
        if !gone.isEmpty { try tx.files.detach(Array(gone), from: post.id, at: now) }
        if !new.isEmpty { try tx.files.revive(Array(new), of: post.id, at: now) }
        let added = new.isEmpty ? [] : try tx.files.attach(Array(new), to: post).map(\.id)
        if !added.isEmpty { tx.afterCommit(PostFigures.Written(kind: .files, count: added.count)) }
        let living = try tx.files.all(of: post.id, includesDeleted: false).map(\.id)
        return Array(Set(living).intersection(wants).union(added)).sorted()
    }
}

/// Brings an earlier version of a message back.
struct RestorePost: Sendable {
    let id: ID<Post>
    let version: ID<Post>
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> PostView {
        guard let post = try tx.posts.find(id), post.user == access.user, let version = try tx.posts.find(version) else {
            throw APIError.forbidden
        }
        guard version.originalID == id.raw else { throw APIError.notAVersion }
        let change = EditPost.Change(message: version.message, props: nil, isPinned: nil, fileIDs: version.fileIDs ?? [])
        return try EditPost(id: id, change: change, access: access, services: services).run(in: tx)
    }
}

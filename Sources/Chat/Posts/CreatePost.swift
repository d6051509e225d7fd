internal import Database
internal import Wire

/// Says something in a channel.
struct CreatePost: Sendable {
    let draft: PostDraft
    let access: Access
    let services: Services
    /// Whether the author is to appear online; only told to the listeners here.
    var setsOnline = true

    func run(in tx: Transaction<ReadWrite>) throws -> CreatedPost {
        var counters = PostCounters()
        let created = try write(&counters, tx)
        try counters.write(in: tx)
        return created
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
        let root = try root(in: place.channel, tx)
        if let earlier = try foreignPending(tx) { return CreatedPost(post: earlier, isNew: false) }
        let post = try post(in: place.channel, root)
        guard let author = try tx.posts.insert(post, pending: draft.pendingID) else { return try earlier(tx) }
        let isViewed = place.isMember && !draft.isAutomatic
        counters.add(post, isViewed: isViewed, mentioned: [])
        if isViewed { tx.tell(.channelViewed(place.channel.id, at: post.createAt, by: post.user)) }
        tx.tell(.posted(post, pendingID: draft.pendingID, in: place.channel, senderName: "@" + author, setsOnline: setsOnline))
        return CreatedPost(post: post, pendingID: draft.pendingID, isNew: true)
    }

    private func root(in channel: Channel, _ tx: Transaction<ReadWrite>) throws -> Post? {
        guard !draft.root.raw.isEmpty else { return nil }
        guard draft.root.isWellFormed, let root = try tx.posts.root(draft.root), root.deleteAt == 0, !root.isReply else {
            throw APIError.rootUnknown
        }
        guard root.channel == channel.id else { throw APIError.rootElsewhere }
        return root
    }

    private func post(in channel: Channel, _ root: Post?) throws -> Post {
        var post = Post(id: services.newID(), channel: channel.id, user: access.user, message: draft.message)
        post.createAt = draft.createAt > 0 && access.may(.manageSystem) ? draft.createAt : services.now()
        post.updateAt = post.createAt
        post.editAt = draft.editAt
        post.isPinned = draft.isPinned
        post.root = root?.id ?? ID("")
        post.type = draft.type
        var props = draft.props
        props["add_channel_member"] = nil
        post.props = JSONText(props)
        try PostRules.check(props: post.props)
        post.hashtags = Hashtags.found(in: draft.message)
        post.remoteID = ""
        return post
    }

    /// Somebody sends again under a name that begins with another's id, in the same channel: they get the other's message.
    private func foreignPending(_ tx: Transaction<ReadWrite>) throws -> Post? {
        guard !draft.pendingID.isEmpty, !draft.pendingID.hasPrefix(access.user.raw) else { return nil }
        return try tx.posts.pending(draft.pendingID, by: access.user, in: draft.channel)
    }

    private func earlier(_ tx: Transaction<ReadWrite>) throws -> CreatedPost {
        guard let post = try tx.posts.pending(draft.pendingID, by: access.user, in: draft.channel) else { throw APIError.postNotFound }
        return CreatedPost(post: post, isNew: false)
    }
}

/// What became of a draft.
struct CreatedPost: Sendable {
    let post: Post
    var pendingID = ""
    /// Not when the client had sent it before.
    let isNew: Bool
}

extension PostDraft {
    /// Says of itself that no person wrote it: then its author has read nothing by it.
    var isAutomatic: Bool { ["from_webhook", "from_bot"].contains { props[$0]?.string == "true" } }
}

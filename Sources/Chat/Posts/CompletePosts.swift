internal import Database
internal import Wire

/// Adds to posts what lies in other tables: files and reactions of those that have some, threads where they are collapsed.
/// Posts that have none of it cost no query.
struct CompletePosts {
    /// Whoever reads them; only asked for `is_following` and links to other messages.
    var access: Access
    let services: Services
    var collapsesThreads = false
    /// Whole accounts as participants of threads.
    var extendsThreads = false
    /// Deleted posts keep their content: for those who may see it and asked.
    var keepsDeleted = false
    /// Off where it is known that nothing was ever marked in the channel.
    var looksForPriorities = true
    /// Messages that others link to are shown without what they link to themselves.
    var followsLinks = true

    func run<A>(on views: inout [PostView], in tx: Transaction<A>) throws {
        if !keepsDeleted {
            for index in views.indices where views[index].post.deleteAt > 0 { views[index].hideContent() }
        }
        try addFiles(to: &views, tx)
        try addReactions(to: &views, tx)
        try addEmoji(to: &views, tx)
        if looksForPriorities { try Priorities.add(to: &views, in: tx) }
        if collapsesThreads { try addThreads(to: &views, tx) }
        if views.contains(where: ShowPreviews.concerns) {
            try ShowPreviews(rules: PreviewRules(services.settings.current), book: services.previews).run(on: &views, in: tx)
        }
        if followsLinks { try Permalinks(access: access, services: services).add(to: &views, in: tx) }
    }

    private func addFiles<A>(to views: inout [PostView], _ tx: Transaction<A>) throws {
        let with = views.indices.filter { !(views[$0].post.fileIDs ?? []).isEmpty }
        guard !with.isEmpty else { return }
        let ids = with.flatMap { views[$0].post.fileIDs ?? [] }
        let found = Dictionary(try tx.files.find(ids).map { ($0.id, $0) }) { first, _ in first }
        for index in with {
            views[index].files = (views[index].post.fileIDs ?? []).compactMap { found[$0] }.sorted {
                ($0.createAt, $0.id) < ($1.createAt, $1.id)
            }
        }
    }

    private func addReactions<A>(to views: inout [PostView], _ tx: Transaction<A>) throws {
        let with = views.indices.filter { views[$0].post.hasReactions }
        guard !with.isEmpty else { return }
        let found = Dictionary(grouping: try tx.reactions.all(of: with.map { views[$0].post.id }), by: \.post)
        for index in with { views[index].reactions = found[views[index].post.id] ?? [] }
    }

    /// Emoji of this server; the names of everybody's cost no query.
    func addEmoji<A>(to views: inout [PostView], _ tx: Transaction<A>) throws {
        guard services.settings.current[ServiceSettings.enableCustomEmoji] else { return }
        let named = views.map(\.customEmoji), all = Set(named.joined())
        guard !all.isEmpty else { return }
        let found = try tx.emoji.find(names: Array(all))
        for index in views.indices where !named[index].isEmpty {
            views[index].emoji = found.filter { named[index].contains($0.name) }
        }
    }

    private func addThreads<A>(to views: inout [PostView], _ tx: Transaction<A>) throws {
        let roots = views.filter { !$0.post.isReply && $0.post.deleteAt == 0 }.map(\.post.id)
        guard !roots.isEmpty else { return }
        var threads = try tx.threads.summaries(of: roots, for: access.user)
        guard !threads.isEmpty else { return }
        if extendsThreads { try extend(&threads, tx) }
        for index in views.indices {
            views[index].thread = threads[views[index].post.id]
        }
    }

    private func extend<A>(_ threads: inout [ID<Post>: ThreadSummary], _ tx: Transaction<A>) throws {
        let people = Set(threads.values.lazy.flatMap { $0.participants.map(\.user) })
        let settings = services.settings.current
        let privacy = UserView.Privacy(
            showsEmail: settings[PrivacySettings.showEmailAddress], showsFullName: settings[PrivacySettings.showFullName])
        let users = Dictionary(
            uniqueKeysWithValues: try tx.users.find(Array(people)).map { ($0.id, UserView($0, for: access, privacy: privacy)) })
        threads = threads.mapValues { thread in
            var thread = thread
            thread.participants = thread.participants.map { ThreadParticipant(user: $0.user, view: users[$0.user]) }
            return thread
        }
    }
}

extension PostView {
    /// What the text, the attachments and the reactions name and nobody's keyboard has.
    fileprivate var customEmoji: Set<String> {
        var names = Set(EmojiText.customNames(in: post.message))
        if !post.props.isEmpty, post.props.raw.contains("\"attachments\"") { names.formUnion(EmojiText.customNames(in: post.props.raw)) }
        for reaction in reactions where !EmojiNames.contains(reaction.emojiName) { names.insert(reaction.emojiName) }
        return names
    }
}

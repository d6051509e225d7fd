internal import Database
internal import Wire

/// Finds out whom a message calls. A text that can call nobody costs no query.
struct ResolveMentions {
    let post: Post
    let place: AccessibleChannel?
    let channel: Channel
    let services: Services

    /// Who is called, and who was named but is not there to hear it.
    struct Called {
        var users: [ID<User>] = []
        var absent: [String] = []
        /// Groups that were called and of which nobody is here.
        var silentGroups: [String] = []
        /// Those who are called only because everybody is.
        var byCrowd: Set<ID<User>> = []
        /// Those who are called because somebody answers in a thread of theirs, or where they answered.
        var byAnswer: [ID<User>: KeywordBook.AnswerWish] = [:]
    }

    func run<A>(in tx: Transaction<A>) throws -> Called {
        var called = Called()
        switch channel.type {
        case .direct: called.users = conversationPartners
        case .group: called.users = try tx.channelMembers.everybody(in: channel.id)
        default:
            called = try named(tx)
            if post.isReply { try addAnswered(to: &called, tx) }
        }
        if post.type == "system_add_to_channel", let added = post.props.object["addedUserId"]?.string { called.users.append(ID(added)) }
        if !called.users.isEmpty, !post.props.raw.contains("\"from_webhook\"") { called.users.removeAll { $0 == post.user } }
        return called
    }

    /// A direct channel's name is made of the two who talk there.
    private var conversationPartners: [ID<User>] {
        let ids = channel.name.split(separator: "_", omittingEmptySubsequences: true).map { ID<User>(String($0)) }
        return ids.count == 2 && ids[0] != ids[1] ? ids.filter { $0 != post.user } : []
    }

    /// Those whom the text calls by name or keyword; `@channel` and the like call nobody here.
    func byName<A>(in tx: Transaction<A>) throws -> [ID<User>] {
        try services.keywords.refresh(in: tx)
        let text = PostMentions(post.message, collectsWords: !services.keywords.isEmpty)
        let keyed = services.keywords.called(by: text.words, in: post.message)
        guard !text.names.isEmpty || !keyed.isEmpty else { return [] }
        return try tx.channelMembers.named(text.names.flatMap { $0 }, or: Array(keyed), in: channel.id).map(\.user)
    }

    private func named<A>(_ tx: Transaction<A>) throws -> Called {
        try services.keywords.refresh(in: tx)
        let text = PostMentions(post.message, collectsWords: !services.keywords.isEmpty)
        let keyed = services.keywords.called(by: text.words, in: post.message)
        guard !text.names.isEmpty || !keyed.isEmpty || text.callsChannel || text.callsHere else { return Called() }
        var called = Called()
        if !text.names.isEmpty || !keyed.isEmpty {
            let members = try tx.channelMembers.named(text.names.flatMap { $0 }, or: Array(keyed), in: channel.id)
            called.users = members.map(\.user)
            let present = Set(members.map(\.username))
            called.absent = text.names.filter { $0.allSatisfy { !present.contains($0) } }.flatMap { $0 }
            if !called.absent.isEmpty { try addGroups(to: &called, tx) }
        }
        if text.callsChannel || text.callsHere {
            let everybody = try calledByChannel(onlyPresent: !text.callsChannel, tx)
            called.byCrowd = Set(everybody).subtracting(called.users)
            called.users += everybody.filter(called.byCrowd.contains)
        }
        return called
    }

    /// Costs a query only where somebody wishes it.
    private func addAnswered<A>(to called: inout Called, _ tx: Transaction<A>) throws {
        try services.keywords.refresh(in: tx)
        let wishes = services.keywords.answerWishes
        guard !wishes.isEmpty else { return }
        let people = try tx.posts.authors(inThread: post.root).filter { author in
            guard let wish = wishes[author.user], author.user != post.user, !called.users.contains(author.user) else { return false }
            return author.isRoot || wish == .wherePresent
        }
        let collapsed = try CollapsedThreads(services).of(people.map(\.user), in: tx)
        for author in try tx.channelMembers.present(people.map(\.user), in: channel.id) where !collapsed.contains(author) {
            called.users.append(author)
            let isRoot = people.contains { $0.user == author && $0.isRoot }
            called.byAnswer[author] = isRoot ? .toOwnMessages : .wherePresent
        }
    }

    /// What is nobody's name may be a group's. It calls those of its members who are here, when the author may call groups.
    private func addGroups<A>(to called: inout Called, _ tx: Transaction<A>) throws {
        let groups = try tx.groups.callable(called.absent)
        guard !groups.isEmpty else { return }
        let names = Set(groups.map(\.name))
        called.absent.removeAll(where: names.contains)
        guard let place, place.may(.useGroupMentions), services.settings.current[ServiceSettings.enableCustomGroups] else { return }
        let members = try tx.groups.members(of: groups.map(\.id), in: channel.id)
        for (_, user) in members where !called.users.contains(user) { called.users.append(user) }
        called.silentGroups = groups.filter { group in !members.contains { $0.group == group.id } }.map(\.name)
    }

    /// `@channel` and the like call nobody in a channel that is too large, and nobody when the author may not.
    private func calledByChannel<A>(onlyPresent: Bool, _ tx: Transaction<A>) throws -> [ID<User>] {
        if let place, !place.may(.useChannelMentions) { return [] }
        let limit = services.settings.current[TeamSettings.maxNotificationsPerChannel]
        guard try tx.channelMembers.count(in: channel.id) <= limit else { return [] }
        return try tx.channelMembers.callable(in: channel.id, onlyPresent: onlyPresent)
    }
}

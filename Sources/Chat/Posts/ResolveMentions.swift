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
    }

    func run<A>(in tx: Transaction<A>) throws -> Called {
        var called = Called()
        switch channel.type {
        case .direct: called.users = conversationPartners
        case .group: called.users = try tx.channelMembers.everybody(in: channel.id)
        default: called = try named(tx)
        }
        if post.type == "system_add_to_channel", let added = post.props.object["addedUserId"]?.string { called.users.append(ID(added)) }
        if post.props.raw.contains("\"from_webhook\"") == false { called.users.removeAll { $0 == post.user } }
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
        }
        if text.callsChannel || text.callsHere {
            let everybody = try calledByChannel(onlyPresent: !text.callsChannel, tx)
            called.users += everybody.filter { !called.users.contains($0) }
        }
        return called
    }

    /// `@channel` and the like call nobody in a channel that is too large, and nobody when the author may not.
    private func calledByChannel<A>(onlyPresent: Bool, _ tx: Transaction<A>) throws -> [ID<User>] {
        if let place, !place.may(.useChannelMentions) { return [] }
        let limit = services.settings.current[TeamSettings.maxNotificationsPerChannel]
        guard try tx.channelMembers.count(in: channel.id) <= limit else { return [] }
        return try tx.channelMembers.callable(in: channel.id, onlyPresent: onlyPresent)
    }
}

internal import Database
internal import Wire

/// A message that not all who hear it may see alike.
struct PostVariants {
    var common: PostView
    var personal: [ID<User>: PostView] = [:]
}

extension PostVariants {
    /// A message that was completed for one reader, as everybody in its channel may see it; `nil` when all may see it so.
    init?<A>(of view: PostView, in channel: Channel, _ tx: Transaction<A>) throws {
        let audience = try PreviewAudience(of: view.linked, in: channel, tx)
        if audience.isEverybody { return nil }
        common = audience.isMost ? view : view.withoutLinked
        for user in audience.exceptions { personal[user] = audience.sees(user) ? view : view.withoutLinked }
    }
}

/// Who of a channel may see the message that another one there links to.
struct PreviewAudience {
    /// What holds for whoever is no exception.
    private(set) var isMost = true
    private(set) var exceptions: Set<ID<User>> = []

    /// Members of a team may read its open channels, guests only those that they are in; closed ones are for their members.
    init<A>(of preview: PostPreview?, in channel: Channel, _ tx: Transaction<A>) throws {
        guard let preview, preview.channel.id != channel.id else { return }
        isMost = preview.channel.type == .open && preview.channel.team == channel.team
        exceptions =
            isMost
            ? Set(try tx.channelMembers.guests(of: channel.id, outside: preview.channel.id))
            : Set(try tx.channelMembers.insiders(of: [preview.channel.id], among: channel.id).keys)
    }

    var isEverybody: Bool { isMost && exceptions.isEmpty }

    func sees(_ user: ID<User>) -> Bool { exceptions.contains(user) != isMost }
}

extension PostView {
    /// The message that this one links to and shows.
    var linked: PostPreview? {
        embeds.lazy.compactMap { if case .permalink(let preview) = $0 { preview } else { nil } }.first
    }

    /// For those who may not read it: not even that there is one.
    var withoutLinked: PostView {
        guard !post.props.isEmpty, post.props.raw.contains("\"previewed_post\"") else { return self }
        var view = self
        view.embeds.removeAll { if case .permalink = $0 { true } else { false } }
        var props = view.post.props.object
        props["previewed_post"] = nil
        view.post.props = JSONText(props)
        return view
    }
}

internal import Database
internal import Wire

/// What a new message points at: channels by name, another message by its address. Only what the author may read counts;
/// the others who hear the message are told of what they may read themselves.
struct PostLinks {
    private var team: Team?
    /// Named with `~`, readable for the author.
    private var channels: [Channel] = []
    private var preview: PostPreview?
    private let place: AccessibleChannel
    /// What looks like a group's name is none, because the author may not call groups: clients are not to highlight it.
    private let callsNoGroups: Bool

    init<A>(message: String, place: AccessibleChannel, services: Services, _ tx: Transaction<A>) throws {
        self.place = place
        callsNoGroups = !place.may(.useGroupMentions) && PostMentions.mayCall(message)
        let names = ChannelNames.found(in: message)
        if !names.isEmpty, !place.channel.team.raw.isEmpty {
            channels = try tx.channels.named(names, in: place.channel.team).filter { channel in
                try channel.type == .open || place.access.standing(in: channel.id, tx)?.isReadable == true
            }
            if !channels.isEmpty { team = try tx.teams.find(place.channel.team) }
        }
        preview = try Permalinks(access: place.access, services: services).preview(for: message, in: tx)
    }

    var isEmpty: Bool { channels.isEmpty && preview == nil && !callsNoGroups }

    /// What is stored with the message.
    var props: JSONObject {
        var props = JSONObject()
        if !channels.isEmpty { props["channel_mentions"] = mentions(of: channels, showsIDs: false) }
        if let preview { props["previewed_post"] = .string(preview.post.id.raw) }
        if callsNoGroups { props["disable_group_highlight"] = true }
        return props
    }

    /// What the author is shown.
    var embeds: [PostEmbed] { preview.map { [.permalink($0)] } ?? [] }

    private func mentions(of channels: [Channel], showsIDs: Bool) -> JSONValue {
        .object(
            JSONObject(
                channels.map { channel in
                    var value: JSONObject = ["display_name": .string(channel.displayName), "team_name": .string(team?.name ?? "")]
                    if showsIDs { value["id"] = .string(channel.id.raw) }
                    return (key: channel.name, value: .object(value))
                }))
    }

    /// The message as different people may see it; `nil` when all see the same.
    func variants<A>(of view: PostView, _ tx: Transaction<A>) throws -> PostVariants? {
        let closed = channels.filter { $0.type != .open }
        let hidden = preview.flatMap { isForAll($0) ? nil : $0.channel.id }
        if channels.isEmpty && hidden == nil { return nil }
        let insiders = try tx.channelMembers.insiders(of: closed.map(\.id) + (hidden.map { [$0] } ?? []), among: place.channel.id)
        var variants = PostVariants(common: shown(view, in: [], seesPreview: hidden == nil))
        for (user, known) in insiders {
            variants.personal[user] = shown(view, in: known, seesPreview: hidden.map(known.contains) ?? true)
        }
        return variants
    }

    /// Everybody who hears the message may read the other one.
    private func isForAll(_ preview: PostPreview) -> Bool {
        preview.channel.id == place.channel.id || preview.channel.type == .open && preview.channel.team == place.channel.team
    }

    private func shown(_ view: PostView, in known: Set<ID<Channel>>, seesPreview: Bool) -> PostView {
        var view = view
        var props = view.post.props.object
        if !channels.isEmpty {
            props["channel_mentions"] = mentions(of: channels.filter { $0.type == .open || known.contains($0.id) }, showsIDs: true)
        }
        if !seesPreview {
            props["previewed_post"] = nil
            view.embeds.removeAll { if case .permalink = $0 { true } else { false } }
        }
        view.post.props = JSONText(props)
        return view
    }
}

/// A message that not all who hear it may see alike.
struct PostVariants {
    var common: PostView
    var personal: [ID<User>: PostView] = [:]
}

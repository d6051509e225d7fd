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
        let audience = try PreviewAudience(of: preview, in: place.channel, tx)
        if channels.isEmpty && audience.isEverybody { return nil }
        let insiders = try tx.channelMembers.insiders(of: channels.filter { $0.type != .open }.map(\.id), among: place.channel.id)
        var variants = PostVariants(common: shown(view, in: [], seesPreview: audience.isMost))
        for user in audience.exceptions.union(insiders.keys) {
            variants.personal[user] = shown(view, in: insiders[user] ?? [], seesPreview: audience.sees(user))
        }
        return variants
    }

    private func shown(_ view: PostView, in known: Set<ID<Channel>>, seesPreview: Bool) -> PostView {
        var view = seesPreview ? view : view.withoutLinked
        guard !channels.isEmpty else { return view }
        var props = view.post.props.object
        props["channel_mentions"] = mentions(of: channels.filter { $0.type == .open || known.contains($0.id) }, showsIDs: true)
        view.post.props = JSONText(props)
        return view
    }
}

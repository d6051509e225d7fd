internal import Database
internal import Wire

/// Tells an author, and nobody else, that somebody they named cannot hear it.
struct AbsenceNotice {
    let names: [String]
    /// Of whom nobody is in the channel.
    var groups: [String] = []
    let post: Post
    let place: AccessibleChannel
    let services: Services

    func run<A>(in tx: Transaction<A>) throws -> [Event] {
        guard !place.channel.team.raw.isEmpty, !post.isSystemMessage else { return [] }
        let people = names.isEmpty ? [] : try tx.teamMembers.named(names, in: place.channel.team).filter { $0.user.id != post.user }
        let inTeam = people.filter(\.isInTeam).map(\.user), outside = people.filter { !$0.isInTeam }.map(\.user)
        var events = groups.map { group in notice("Nobody of @\(group) is in this channel to be notified.") { _ in JSONObject() } }
        if !inTeam.isEmpty { events.append(notice(absence(of: inTeam)) { props(inTeam, notice: $0) }) }
        if !outside.isEmpty { events.append(notice(distance(of: outside)) { _ in JSONObject() }) }
        return events
    }

    private func absence(of users: [User]) -> String {
        "\(listed(users)) did not get notified by this mention because they are not in the channel."
    }

    private func distance(of users: [User]) -> String {
        users.count == 1
            ? "\(listed(users)) didn't get notified by this mention because they aren't a member of this team."
            : "\(listed(users)) didn't get notified by this mention because they aren't members of this team."
    }

    private func listed(_ users: [User]) -> String {
        let names = users.map { "@" + $0.username }
        return names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    }

    /// From this, clients offer to add them.
    private func props(_ users: [User], notice: ID<Post>) -> JSONObject {
        let ids = JSONValue.array(users.map { .string($0.id.raw) }), names = JSONValue.array(users.map { .string($0.username) })
        return [
            "add_channel_member": [
                "post_id": .string(notice.raw), "usernames": names, "not_in_channel_usernames": names, "user_ids": ids,
                "not_in_channel_user_ids": ids, "not_in_groups_usernames": [], "not_in_groups_user_ids": [],
            ]
        ]
    }

    private func notice(_ text: String, _ props: (ID<Post>) -> JSONObject) -> Event {
        var notice = Post.ephemeral(text, in: post.channel, by: ID(""), services)
        notice.createAt = post.createAt + 1
        notice.root = post.root
        notice.props = JSONText(props(notice.id))
        return .ephemeralMessage(PostView(notice), to: post.user)
    }
}

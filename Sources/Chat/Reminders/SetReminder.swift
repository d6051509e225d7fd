internal import Database
internal import Wire

/// Notes that somebody wants to be told of a message later, and shows them so.
struct SetReminder: Sendable {
    let reminder: Reminder
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        guard let post = try tx.posts.find(reminder.post), post.deleteAt == 0, let place = try access.standing(in: post.channel, tx),
            place.isReadable
        else { throw APIError.forbidden }
        try tx.reminders.save(reminder)
        let about = try RemindedPost(post, in: place.channel, services: services, tx)
        let time = CivilTime(seconds: reminder.time).shortText
        var notice = Post.ephemeral(
            "You will be reminded about \(about.address) by @\(about.author) at \(time)", in: post.channel, by: reminder.user, services)
        notice.root = post.id
        var props = about.props
        props["target_time"] = .integer(reminder.time)
        notice.props = JSONText(props)
        var view = PostView(notice)
        view.embeds = [.permalink(about.preview)]
        tx.tell(.ephemeralMessage(view, to: reminder.user))
    }
}

/// What a reminder says of the message that it is about.
struct RemindedPost {
    let post: Post
    let channel: Channel
    let author: String
    let team: String
    let address: String
    let replyCount: Int64

    init<A>(_ post: Post, in channel: Channel, services: Services, _ tx: Transaction<A>) throws {
        self.post = post
        self.channel = channel
        author = try tx.users.find(post.user)?.username ?? ""
        team = channel.team.raw.isEmpty ? "" : try tx.teams.find(channel.team)?.name ?? ""
        address = PostAddress.of(post.id, team: team.isEmpty ? nil : team, services.settings.current)
        replyCount = try tx.threads.replyCount(of: post.isReply ? post.root : post.id)
    }

    /// From these, clients write the reminder themselves.
    var props: JSONObject {
        [
            "team_name": .string(team), "post_id": .string(post.id.raw), "username": .string(author), "type": "reminder",
        ]
    }

    var preview: PostPreview {
        var view = PostView(post)
        view.replyCount = replyCount
        return PostPreview(view: view, teamName: team, channel: channel)
    }
}

internal import Database
internal import Wire

/// Makes a channel unread for somebody from a message on.
struct MarkUnread: Sendable {
    let id: ID<Post>
    let user: ID<User>
    /// A client that collapses threads: an answer makes its thread unread, not the channel.
    var collapsesThreads = false
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> UnreadChannel {
        guard let post = try tx.posts.find(id), post.deleteAt == 0, let place = try access.standing(in: post.channel, tx), place.isReadable
        else {
            throw APIError.forbidden
        }
        guard let member = try tx.channelMembers.find(user, in: post.channel, services.roles) else { throw APIError.notAMemberToMark }
        if post.isReply {
            let isCollapsed = try CollapsedThreads(services).areOn(for: user, in: tx)
            if collapsesThreads && isCollapsed { return told(current(member, in: place.channel), post, tx) }
            try MarkThreadUnread(reply: post, channel: place.channel, user: user, services: services).run(tells: isCollapsed, in: tx)
        }
        var unread = try counted(from: post, in: place.channel, tx)
        unread.lastViewedAt = post.createAt - 1
        try tx.channelMembers.markUnread(user, in: post.channel, unread)
        return told(unread, post, tx)
    }

    private func told(_ unread: UnreadChannel, _ post: Post, _ tx: Transaction<ReadWrite>) -> UnreadChannel {
        tx.tell(.postUnread(unread, from: post.id))
        Notice.unread(by: user, on: access.session.id).leave(in: tx, services)
        return unread
    }

    private func current(_ member: ChannelMember, in channel: Channel) -> UnreadChannel {
        var unread = UnreadChannel(user: user, channel: channel.id, team: channel.team)
        unread.msgCount = member.msgCount
        unread.msgCountRoot = member.msgCountRoot
        unread.mentionCount = member.mentionCount
        unread.mentionCountRoot = member.mentionCountRoot
        unread.urgentMentionCount = member.urgentMentionCount
        unread.lastViewedAt = member.lastViewedAt
        return unread
    }

    /// What was read is the total without what comes from the message on.
    private func counted(from post: Post, in channel: Channel, _ tx: Transaction<ReadWrite>) throws -> UnreadChannel {
        var unread = UnreadChannel(user: user, channel: channel.id, team: channel.team)
        let later = try tx.posts.countUnread(from: post.createAt, in: channel.id)
        unread.msgCount = max(0, channel.totalMsgCount - later.posts)
        // From an answer on no root is unread: its thread is.
        unread.msgCountRoot = max(0, channel.totalMsgCountRoot - (post.isReply ? 0 : later.roots))
        var roots: [ID<Post>] = []
        try tx.posts.eachUnread(from: post.createAt, in: channel.id, by: user) { later in
            let called = try ResolveMentions(post: later, place: nil, channel: channel, services: services).run(in: tx)
            guard called.users.contains(user) else { return }
            unread.mentionCount += 1
            guard !later.isReply else { return }
            unread.mentionCountRoot += 1
            roots.append(later.id)
        }
        if !roots.isEmpty, try tx.priorities.isUsed(inAny: [channel.id]) {
            unread.urgentMentionCount = Int64(try tx.priorities.all(of: roots).values.count(where: \.isUrgent))
        }
        return unread
    }
}

/// How much of a channel somebody has read, as clients are told.
struct UnreadChannel: Sendable, JSONWritable {
    let user: ID<User>
    let channel: ID<Channel>
    let team: ID<Team>
    var msgCount: Int64 = 0
    var msgCountRoot: Int64 = 0
    var mentionCount: Int64 = 0
    var mentionCountRoot: Int64 = 0
    var urgentMentionCount: Int64 = 0
    var lastViewedAt: Int64 = 0

    init(user: ID<User>, channel: ID<Channel>, team: ID<Team>) {
        self.user = user
        self.channel = channel
        self.team = team
    }

    func counts(to json: inout JSONWriter) {
        json.field("msg_count", msgCount)
        json.field("msg_count_root", msgCountRoot)
        json.field("mention_count", mentionCount)
        json.field("mention_count_root", mentionCountRoot)
        json.field("urgent_mention_count", urgentMentionCount)
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("team_id", team)
            json.field("user_id", user)
            json.field("channel_id", channel)
            counts(to: &json)
            json.field("last_viewed_at", lastViewedAt)
        }
    }
}

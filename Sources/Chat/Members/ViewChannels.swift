internal import Database
internal import Wire

/// Somebody has looked at channels: everything in them is read. Their other screens hear when something was unread.
struct ViewChannels {
    let channels: [ID<Channel>]
    let user: ID<User>
    /// Whether the client shows threads by themselves; otherwise they are read with their channel.
    var collapsesThreads = true
    /// Whose screen it is seen on: that device needs no word of it.
    var session: ID<Session>?
    let services: Services

    /// When the last message came, by channel; only those that the person is in.
    func run(in tx: Transaction<ReadWrite>) throws -> ChannelTimes {
        let looked = try tx.channelMembers.looks(at: channels, by: user)
        let unread = looked.filter(\.isUnread).map(\.channel)
        let times = ChannelTimes(looked.map { ($0.channel, $0.lastPostAt) })
        if !unread.isEmpty {
            try tx.channelMembers.view(unread, by: user, at: services.now())
            tx.tell(.channelsViewed(times, by: user))
            Notice.read(looked.filter(\.isCalled).map(\.channel), unread, by: user, on: session).leave(in: tx, services)
            if try readsThreads(in: tx) { try ReadChannelThreads(channels: unread, user: user, services: services).run(in: tx) }
        }
        return times
    }

    private func readsThreads(in tx: Transaction<ReadWrite>) throws -> Bool {
        try !collapsesThreads || !CollapsedThreads(services).areOn(for: user, in: tx)
    }
}

/// A time for each of some channels.
struct ChannelTimes: JSONWritable {
    let pairs: [(channel: ID<Channel>, time: Int64)]
    init(_ pairs: [(channel: ID<Channel>, time: Int64)]) { self.pairs = pairs }

    func write(to json: inout JSONWriter) {
        json.object { json in
            for pair in pairs { json.key(text: pair.channel.raw); json.integer(pair.time) }
        }
    }
}

/// What somebody sees who comes into a channel.
struct ChannelLook {
    let channel: ID<Channel>
    let lastPostAt: Int64
    let isUnread: Bool
    let isCalled: Bool
}

extension ChannelMemberQueries {
    func looks(at channels: [ID<Channel>], by user: ID<User>) throws -> [ChannelLook] {
        try tx.rows(
            """
            SELECT c.id, CASE WHEN c.lastpostat > cm.lastviewedat THEN c.lastpostat ELSE cm.lastviewedat END,
                c.totalmsgcount > cm.msgcount OR c.totalmsgcountroot > cm.msgcountroot OR cm.mentioncount > 0 OR cm.mentioncountroot > 0,
                cm.mentioncount > 0
            FROM channelmembers cm JOIN channels c ON c.id = cm.channelid
            WHERE cm.userid = \(user) AND cm.channelid \(in: channels) ORDER BY c.id
            """
        ) { ChannelLook(channel: $0.next(), lastPostAt: $0.next(), isUnread: $0.next(), isCalled: $0.next()) }
    }
}

extension Event {
    static func channelsViewed(_ times: ChannelTimes, by user: ID<User>) -> Event {
        Event("multiple_channels_viewed", to: Broadcast(user: user)) { $0.field("channel_times", times) }
    }
}

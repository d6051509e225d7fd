internal import Database
internal import Wire

/// Completes the beginning of a name to people, for who writes a mention: those in the channel, and those who could be
/// added to it.
struct CompleteUsers: Sendable {
    struct Found: Sendable {
        var users: [User]
        var outOfChannel: [User] = []
    }

    private let name: String
    private let team: ID<Team>?
    private let channel: ID<Channel>?
    private let limit: Int64

    init(_ query: Query) {
        name = query.text("name")
        team = query.id("in_team")
        channel = query.id("in_channel")
        // What is no number counts as 0, as on the recorded server.
        let asked = query.text("limit").isEmpty ? SearchUsers.usualLimit : query.number("limit") ?? 0
        limit = min(max(asked, 0), SearchUsers.highestLimit)
    }

    func run(for access: Access, privacy: UserView.Privacy, in tx: Transaction<ReadOnly>) throws -> Found {
        if let channel { _ = try access.channel(channel, to: .readChannel, in: tx) }
        if let team { _ = try access.team(team, to: .viewTeam, in: tx) }
        var filter = UserFilter().widened(for: access, privacy)
        filter.term = name
        filter.isActive = true
        guard let channel else {
            filter.inTeam = team
            return Found(users: try tx.users.page(filter, limit: limit))
        }
        var inside = filter, outside = filter
        inside.inChannel = channel
        outside.inTeam = team
        outside.notInChannel = channel
        return Found(users: try tx.users.page(inside, limit: limit), outOfChannel: try tx.users.page(outside, limit: limit))
    }
}

/// The answer to it.
struct CompletionView: JSONWritable {
    let users: [UserView]
    let outOfChannel: [UserView]

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("users", users)
            if !outOfChannel.isEmpty { json.field("out_of_channel", outOfChannel) }
        }
    }
}

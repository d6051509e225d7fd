internal import Database
internal import Wire

/// Finds accounts by the beginning of a name, as `POST /users/search` asks.
struct SearchUsers: Sendable {
    static let usualLimit: Int64 = 100
    static let highestLimit: Int64 = 1000

    var filter = UserFilter()
    var limit = SearchUsers.usualLimit

    init(_ fields: JSONFields) throws {
        filter.term = try fields.string("term") ?? ""
        filter.inTeam = try fields.id("team_id")
        filter.notInTeam = try fields.id("not_in_team_id")
        filter.inChannel = try fields.id("in_channel_id")
        filter.notInChannel = try fields.id("not_in_channel_id")
        filter.withoutTeam = try fields.bool("without_team") ?? false
        filter.isActive = try fields.bool("allow_inactive") ?? false ? nil : true
        filter.role = try fields.string("role") ?? ""
        filter.roles = try fields.strings("roles") ?? []
        filter.teamRoles = try fields.strings("team_roles") ?? []
        filter.channelRoles = try fields.strings("channel_roles") ?? []
        filter.inGroup = try fields.id("in_group_id")
        filter.notInGroup = try fields.id("not_in_group_id")
        let asked = try fields.integer("limit") ?? 0
        if asked != 0 { limit = asked }
        guard !filter.term.isEmpty else { throw APIError.invalidParameter("term") }
        if filter.notInChannel != nil && filter.inTeam == nil { throw APIError.invalidParameter("team_id") }
        guard (1...Self.highestLimit).contains(limit) else { throw APIError.invalidParameter("limit") }
    }

    func run(for access: Access, privacy: UserView.Privacy, in tx: Transaction<ReadOnly>) throws -> [User] {
        try check(access, tx)
        try ListUsers.checkRoles(filter, tx)
        var filter = filter.widened(for: access, privacy)
        // The narrowest place that was named decides, as on the recorded server.
        if filter.withoutTeam { (filter.inTeam, filter.inChannel) = (nil, nil) } else if filter.inChannel != nil { filter.inTeam = nil }
        return try tx.users.page(filter, limit: limit)
    }

    private func check(_ access: Access, _ tx: Transaction<ReadOnly>) throws {
        for channel in [filter.inChannel, filter.notInChannel] {
            if let channel { _ = try access.channel(channel, to: .readChannel, in: tx) }
        }
        for team in [filter.inTeam, filter.notInTeam] {
            if let team { _ = try access.team(team, to: .viewTeam, in: tx) }
        }
        for group in [filter.inGroup, filter.notInGroup] { if let group { _ = try access.visible(group, in: tx) } }
    }
}

extension UserFilter {
    /// The same, as far as the caller may look: administrators find people by what privacy settings hide from others.
    func widened(for access: Access, _ privacy: UserView.Privacy) -> UserFilter {
        var filter = self
        let seesAll = access.may(.manageSystem)
        filter.searchesEmails = seesAll || privacy.showsEmail
        filter.searchesFullNames = seesAll || privacy.showsFullName
        if !access.may(.viewMembers) { filter.seenBy = access.user }
        return filter
    }
}

extension JSONFields {
    /// An id, `nil` when there is none.
    func id<Entity>(_ name: String) throws -> ID<Entity>? { try string(name).flatMap { $0.isEmpty ? nil : ID($0) } }
}

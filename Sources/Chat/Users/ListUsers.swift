internal import Database
internal import Wire

/// One page of accounts, as `GET /users` is asked for it.
struct ListUsers: Sendable {
    var filter: UserFilter
    var order = UserOrder.username
    var page: Paging

    /// Refuses what contradicts itself.
    init(_ query: Query) throws {
        page = Paging(query)
        filter = UserFilter()
        filter.inTeam = query.id("in_team")
        filter.notInTeam = query.id("not_in_team")
        filter.inChannel = query.id("in_channel")
        filter.notInChannel = query.id("not_in_channel")
        filter.withoutTeam = query.flag("without_team")
        filter.role = query.text("role")
        filter.roles = query.list("roles")
        filter.teamRoles = query.list("team_roles")
        filter.channelRoles = query.list("channel_roles")
        filter.inGroup = query.id("in_group")
        filter.notInGroup = query.id("not_in_group")
        if filter.notInChannel != nil && filter.inTeam == nil { throw APIError.invalidURLParameter("team_id") }
        switch (query.flag("active"), query.flag("inactive")) {
        case (true, true): throw APIError.invalidURLParameter("inactive")
        case (let active, let inactive): filter.isActive = active ? true : inactive ? false : nil
        }
        order = try Self.order(query.text("sort"), filter)
    }

    private static func order(_ name: String, _ filter: UserFilter) throws -> UserOrder {
        guard !name.isEmpty else { return .username }
        guard let order = UserOrder(rawValue: name), order != .username else { throw APIError.invalidURLParameter("sort") }
        let isTeamAlone = filter.inTeam != nil && filter.notInTeam == nil && filter.inChannel == nil && filter.notInChannel == nil
        let fits =
            switch order {
            case .create_at, .last_activity_at: isTeamAlone && !filter.withoutTeam
            default: filter.inChannel != nil
            }
        guard fits else { throw APIError.invalidURLParameter("sort") }
        return order
    }

    /// The page, and what it is known by when nothing has changed. Lists of a team's people have such a name.
    func run(for access: Access, version: String, in tx: Transaction<ReadOnly>) throws -> (users: [User], etag: String?) {
        try check(access, tx)
        try Self.checkRoles(filter, tx)
        var filter = filter
        if !access.may(.viewMembers) { filter.seenBy = access.user }
        var etag: String?
        if filter.notInChannel != nil || filter.withoutTeam {
            filter.inChannel = nil
        } else if filter.notInTeam != nil {
            etag = "\(version).\(try tx.users.freshness())"
        } else if let team = filter.inTeam, order == .username, filter.inGroup == nil, filter.notInGroup == nil {
            etag = "\(version).\(try tx.users.freshness(of: team))"
        }
        return (try tx.users.page(filter, by: order, limit: page.perPage, offset: page.offset), etag)
    }

    private func check(_ access: Access, _ tx: Transaction<ReadOnly>) throws {
        if filter.withoutTeam { return try access.system(to: .listUsersWithoutTeam) }
        if let channel = filter.notInChannel {
            _ = try access.channel(channel, to: .readChannel, in: tx)
            if let team = filter.inTeam { _ = try access.team(team, to: .viewTeam, in: tx) }
            return
        }
        if let team = filter.notInTeam { _ = try access.team(team, to: .viewTeam, in: tx) }
        if let team = filter.inTeam { _ = try access.team(team, to: .viewTeam, in: tx) }
        if let channel = filter.inChannel { _ = try access.channel(channel, to: .readChannel, in: tx) }
        for group in [filter.inGroup, filter.notInGroup] { if let group { _ = try access.visible(group, in: tx) } }
    }

    /// A role that there is not is a mistake, not an empty list.
    static func checkRoles<A>(_ filter: UserFilter, _ tx: Transaction<A>) throws {
        for (names, field) in [(filter.roles, "roles"), (filter.teamRoles, "team_roles"), (filter.channelRoles, "channel_roles")]
        where !names.isEmpty {
            guard try tx.users.knownRoles(names).isSuperset(of: names) else { throw APIError.invalidParameter(field) }
        }
    }
}

extension Query {
    /// An id, `nil` when it is not asked for. A malformed one names nothing, which is for whoever looks it up to find out.
    func id<Entity>(_ name: String) -> ID<Entity>? { self[name].flatMap { $0.isEmpty ? nil : ID($0) } }

    /// Names separated by commas.
    func list(_ name: String) -> [String] { text(name).split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty } }
}

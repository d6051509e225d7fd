internal import Database
internal import Network
internal import Wire

/// Doors to lists of groups.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/groups | GroupFilter | a session: what messages may call; the rest sysconsole_read_user_management_groups | |
/// | POST | /api/v4/groups/names | | a session | |
/// | GET | /api/v4/users/{user_id}/groups | | own, or sysconsole_read_user_management_groups | |
/// | GET | /api/v4/teams/{team_id}/groups | | list_team_channels, or sysconsole_read_user_management_groups | |
/// | GET | /api/v4/teams/{team_id}/groups_by_channels | | the same | |
/// | GET | /api/v4/channels/{channel_id}/groups | | read_channel, or sysconsole_read_user_management_groups | |
struct GroupListRoutes {
    let services: Services
    private static let console = Permission.sysconsoleReadUserManagementGroups

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/groups", list)
        routes.signedIn("POST", "/api/v4/groups/names", byNames)
        routes.signedIn("GET", "/api/v4/users/{user_id:alnum}/groups", ofUser)
        routes.signedIn("GET", "/api/v4/teams/{team_id}/groups", ofTeam)
        routes.signedIn("GET", "/api/v4/teams/{team_id}/groups_by_channels", byChannels)
        routes.signedIn("GET", "/api/v4/channels/{channel_id}/groups", ofChannel)
    }

    @Sendable func list(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let asked = request.asked, paging = request.paging, wantsTotal = asked.flag("include_total_count")
        var filter = GroupFilter(asked)
        if !context.access.may(Self.console) { filter.onlyReferenceable = true }
        let (groups, count) = try await services.db.read { [filter] tx in
            try Self.check(filter, context, tx)
            return (try tx.groups.page(filter, paging), wantsTotal ? try tx.groups.count(filter) : 0)
        }
        return wantsTotal ? HTTPResponse(json: GroupPage(groups: groups, count: count, key: .list)) : HTTPResponse(json: groups)
    }

    /// Naming a place asks about the place.
    private static func check(_ filter: GroupFilter, _ context: SignedIn, _ tx: Transaction<ReadOnly>) throws {
        if let team = filter.notInTeam, !context.access.may(console) { _ = try context.access.team(team, to: .manageTeam, in: tx) }
        if let channel = filter.notInChannel, !context.access.may(console) {
            let place = try context.access.readable(channel, in: tx)
            let needed = place.channel.type == .open ? Permission.managePublicChannelMembers : .managePrivateChannelMembers
            guard place.may(needed) else { throw APIError.forbidden }
        }
        if let channel = filter.countsIn { _ = try context.access.readable(channel, in: tx) }
    }

    @Sendable func byNames(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let names = try request.strings(), paging = request.paging
        guard !names.isEmpty, names.count <= GroupRules.mostPeopleAtOnce else { throw APIError.invalidParameter("groupnames") }
        let seesAll = context.access.may(Self.console)
        let groups = try await services.db.readOne { tx in try tx.groups.find(names: names, paging) }
        return HTTPResponse(json: groups.filter { seesAll || $0.allowsReference })
    }

    @Sendable func ofUser(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context), onlyReferenceable = request.asked.flag("filter_allow_reference")
        guard id == context.user || context.access.may(Self.console) || context.access.may(.manageSystem) else { throw APIError.forbidden }
        return HTTPResponse(json: try await services.db.readOne { tx in try tx.groups.all(of: id, onlyReferenceable: onlyReferenceable) })
    }

    @Sendable func ofTeam(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id"), filter = GroupFilter(request.asked), page = Self.page(request)
        let (groups, count) = try await services.db.read { tx in
            if !context.access.may(Self.console) { _ = try context.access.team(id, to: .listTeamChannels, in: tx) }
            return (try tx.groups.linked(toTeam: id, filter, page), try tx.groups.linked(toTeam: id, filter, nil).count)
        }
        return HTTPResponse(json: GroupPage(groups: groups, count: Int64(count)))
    }

    @Sendable func ofChannel(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), filter = GroupFilter(request.asked), page = Self.page(request)
        let (groups, count) = try await services.db.read { tx in
            if !context.access.may(Self.console) { _ = try context.access.channel(id, to: .readChannel, in: tx) }
            return (try tx.groups.linked(toChannel: id, filter, page), try tx.groups.linked(toChannel: id, filter, nil).count)
        }
        return HTTPResponse(json: GroupPage(groups: groups, count: Int64(count)))
    }

    @Sendable func byChannels(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Team> = try request.id(0, "team_id"), filter = GroupFilter(request.asked)
        let pairs = try await services.db.read { tx in
            if !context.access.may(Self.console) { _ = try context.access.team(id, to: .listTeamChannels, in: tx) }
            return try tx.groups.linkedToChannels(of: id, filter)
        }
        return HTTPResponse(json: GroupsByChannel(pairs: pairs))
    }

    /// `paginate=false` asks for all of them.
    private static func page(_ request: HTTPRequest) -> Paging? { request.asked.text("paginate") == "false" ? nil : request.paging }
}

/// A page of groups and how many there are in all.
struct GroupPage: JSONWritable {
    enum Key { case list, place }
    let groups: [Group]
    let count: Int64
    var key = Key.place

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("groups", groups)
            if key == .list { json.field("total_count", count) } else { json.field("total_group_count", count) }
        }
    }
}

/// The groups of several channels.
struct GroupsByChannel: JSONWritable {
    let pairs: [(channel: ID<Channel>, group: Group)]

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.key("groups")
            json.object { json in
                for (channel, list) in Dictionary(grouping: pairs, by: \.channel).sorted(by: { $0.key.raw < $1.key.raw }) {
                    json.key(text: channel.raw)
                    json.array(list) { $1.group.write(to: &$0) }
                }
            }
        }
    }
}

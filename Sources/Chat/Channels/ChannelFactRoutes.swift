internal import Database
internal import Network
internal import Wire

/// Doors to numbers about channels.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/channels/{channel_id}/stats | ChannelMemberQueries.stats | read_channel | |
/// | GET | /api/v4/channels/{channel_id}/timezones | ChannelMemberQueries.timezones | read_channel | |
/// | GET | /api/v4/channels/{channel_id}/member_counts_by_group | ChannelMemberQueries.countsByGroup | read_channel | |
/// | POST | /api/v4/channels/stats/member_count | ChannelMemberQueries.counts | list_team_channels, read_channel | |
/// | GET | /api/v4/channels/{channel_id}/members_minus_group_members | ChannelMemberQueries.minus | sysconsole_read_user_management_channels | |
struct ChannelFactRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/channels/{channel_id}/stats", stats)
        routes.signedIn("GET", "/api/v4/channels/{channel_id}/timezones", timezones)
        routes.signedIn("GET", "/api/v4/channels/{channel_id}/member_counts_by_group", countsByGroup)
        routes.signedIn("POST", "/api/v4/channels/stats/member_count", counts)
        routes.signedIn("GET", "/api/v4/channels/{channel_id}/members_minus_group_members", minusGroups)
    }

    @Sendable func stats(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), countsFiles = !request.asked.flag("exclude_files_count")
        let stats = try await services.db.read { tx in
            _ = try context.access.channel(id, to: .readChannel, in: tx)
            return try tx.channelMembers.stats(of: id, countsFiles: countsFiles)
        }
        return HTTPResponse(json: stats)
    }

    @Sendable func timezones(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id")
        let zones = try await services.db.read { tx in
            _ = try context.access.channel(id, to: .readChannel, in: tx)
            return try tx.channelMembers.timezones(of: id)
        }
        let names = Set(zones.compactMap(Timezone.name)).sorted()
        return HTTPResponse(json: names.isEmpty ? nil : names)
    }

    @Sendable func countsByGroup(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), withTimezones = request.asked.flag("include_timezones")
        let counts = try await services.db.read { tx in
            _ = try context.access.channel(id, to: .readChannel, in: tx)
            return try tx.channelMembers.countsByGroup(in: id, withTimezones: withTimezones)
        }
        return HTTPResponse(json: counts)
    }

    @Sendable func counts(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let texts = try request.strings(else: .invalidParameter("channel_ids"))
        let ids = Set(texts).map(ID<Channel>.init)
        guard ids.allSatisfy(\.isWellFormed), ids.count <= 1000 else { throw APIError.invalidParameter("channel_id") }
        let counts = try await services.db.read { tx in
            for id in ids {
                let place = try context.access.existing(id, in: tx)
                guard place.may(.listTeamChannels) || place.may(.readChannel) else { throw APIError.forbidden }
            }
            return try tx.channelMembers.counts(of: ids)
        }
        return HTTPResponse(json: ChannelTimes(counts.map { ($0.channel, $0.count) }))
    }

    @Sendable func minusGroups(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<Channel> = try request.id(0, "channel_id"), asked = request.asked, paging = Paging(asked)
        let groups = asked.text("group_ids").split(separator: ",").map(String.init)
        guard !groups.isEmpty, groups.allSatisfy({ ID<Void>($0).isWellFormed }) else { throw APIError.invalidParameter("group_ids") }
        try context.access.system(to: .sysconsoleReadUserManagementChannels)
        let answer = try await services.db.readLong { tx in
            MembersMinusGroups(
                members: try tx.channelMembers.minus(groups, of: id, paging), total: try tx.channelMembers.countMinus(groups, of: id),
                access: context.access)
        }
        return HTTPResponse(json: answer)
    }
}

/// People of a channel who are in none of some groups: who would lose it if the groups decided.
struct MembersMinusGroups: JSONWritable {
    let members: [(user: User, flags: RoleFlags)]
    let total: Int64
    let access: Access

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.key("users")
            json.array(members) { json, member in
                var object =
                    // our own text
                    (try? JSONReader.read(JSONWriter.bytes(of: UserView(member.user, for: access, privacy: .init()))))?.object ?? [:]
                object["groups"] = []
                object["scheme_guest"] = .bool(member.flags.isGuest)
                object["scheme_user"] = .bool(member.flags.isUser)
                object["scheme_admin"] = .bool(member.flags.isAdmin)
                object.write(to: &json)
            }
            json.field("total_count", total)
        }
    }
}

extension ChannelMemberQueries {
    private func minus(_ groups: [String], of channel: ID<Channel>) -> SQL {
        """
        cm.channelid = \(channel) AND u.deleteat = 0 AND b.userid IS NULL AND NOT EXISTS (
            SELECT 1 FROM groupmembers gm WHERE gm.userid = cm.userid AND gm.deleteat = 0 AND gm.groupid \(in: groups))
        """
    }

    func minus(_ groups: [String], of channel: ID<Channel>, _ paging: Paging) throws -> [(user: User, flags: RoleFlags)] {
        try tx.rows(
            """
            SELECT \(User.columns), cm.roles, cm.schemeguest, cm.schemeuser, cm.schemeadmin
            FROM channelmembers cm JOIN users u ON u.id = cm.userid LEFT JOIN bots b ON b.userid = u.id
            WHERE \(minus(groups, of: channel)) ORDER BY u.username LIMIT \(paging.perPage) OFFSET \(paging.offset)
            """
        ) { row in
            (user: User(&row), flags: RoleFlags(explicit: row.next(), isGuest: row.next(), isUser: row.next(), isAdmin: row.next()))
        }
    }

    func countMinus(_ groups: [String], of channel: ID<Channel>) throws -> Int64 {
        try tx.value(
            """
            SELECT COUNT(*) FROM channelmembers cm JOIN users u ON u.id = cm.userid LEFT JOIN bots b ON b.userid = u.id
            WHERE \(minus(groups, of: channel))
            """) ?? 0
    }
}

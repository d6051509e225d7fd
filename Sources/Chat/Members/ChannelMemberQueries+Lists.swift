internal import Database
internal import Wire

extension ChannelMemberQueries {
    /// A page of a channel's members; `perPage` 0 is everybody.
    func page(of channel: ID<Channel>, _ paging: Paging, _ book: RoleBook) throws -> [ChannelMember] {
        let part: SQL = paging.perPage == 0 ? "" : " LIMIT \(paging.perPage) OFFSET \(paging.offset)"
        return try tx.rows(
            """
            SELECT \(ChannelMember.columns) FROM \(ChannelMember.source) WHERE cm.channelid = \(channel) ORDER BY cm.userid\(part)
            """
        ) { ChannelMember(&$0, book) }
    }

    func find(_ users: [ID<User>], in channel: ID<Channel>, _ book: RoleBook) throws -> [ChannelMember] {
        try tx.rows(
            """
            SELECT \(ChannelMember.columns) FROM \(ChannelMember.source)
            WHERE cm.channelid = \(channel) AND cm.userid \(in: users) ORDER BY cm.userid
            """
        ) { ChannelMember(&$0, book) }
    }

    func find(_ user: ID<User>, in channels: [ID<Channel>], _ book: RoleBook) throws -> [ChannelMember] {
        try tx.rows(
            """
            SELECT \(ChannelMember.columns) FROM \(ChannelMember.source)
            WHERE cm.userid = \(user) AND cm.channelid \(in: channels) ORDER BY cm.channelid
            """
        ) { ChannelMember(&$0, book) }
    }

    func members(of channel: ID<Channel>) throws -> [ID<User>] {
        try tx.rows("SELECT userid FROM channelmembers WHERE channelid = \(channel) ORDER BY userid") { $0.next() }
    }

    /// Members of a channel who are not in a team, those who came last first.
    func membersOutside(_ team: ID<Team>, of channel: ID<Channel>) throws -> [ID<User>] {
        try tx.rows(
            """
            SELECT cm.userid FROM channelmembers cm
            LEFT JOIN teammembers tm ON tm.userid = cm.userid AND tm.teamid = \(team) AND tm.deleteat = 0
            WHERE cm.channelid = \(channel) AND tm.userid IS NULL ORDER BY cm.lastupdateat DESC, cm.userid DESC
            """
        ) { $0.next() }
    }

    /// Somebody's memberships in a team's channels and in direct and group messages.
    func all(of user: ID<User>, in team: ID<Team>, _ book: RoleBook) throws -> [ChannelMember] {
        try tx.rows(
            """
            SELECT \(ChannelMember.columns) FROM \(ChannelMember.source)
            WHERE cm.userid = \(user) AND (c.teamid = \(team) OR c.teamid = '') AND c.deleteat = 0 ORDER BY cm.channelid
            """
        ) { ChannelMember(&$0, book) }
    }

    /// The same of all teams, with their names; `paging` nil is everything.
    func all(of user: ID<User>, _ paging: Paging?, _ book: RoleBook) throws -> [ChannelMemberOfTeam] {
        let part: SQL = paging.map { " LIMIT \($0.perPage) OFFSET \($0.offset)" } ?? ""
        return try tx.rows(
            """
            SELECT \(ChannelMember.columns), COALESCE(t.displayname, ''), COALESCE(t.name, ''), COALESCE(t.updateat, 0)
            FROM \(ChannelMember.source) WHERE cm.userid = \(user) ORDER BY cm.channelid\(part)
            """
        ) {
            ChannelMemberOfTeam(
                member: ChannelMember(&$0, book), teamDisplayName: $0.next(), teamName: $0.next(), teamUpdateAt: $0.next())
        }
    }

    /// The time zones that a channel's living members have set, once each.
    func timezones(of channel: ID<Channel>) throws -> [JSONText] {
        try tx.rows(
            """
            SELECT DISTINCT u.timezone FROM channelmembers cm JOIN users u ON u.id = cm.userid
            WHERE cm.channelid = \(channel) AND u.deleteat = 0
            """
        ) { $0.next() }
    }

    func shareTeam(_ one: ID<User>, _ other: ID<User>) throws -> Bool {
        try tx.exists(
            """
            SELECT 1 FROM teammembers a JOIN teammembers b ON b.teamid = a.teamid AND b.deleteat = 0
            WHERE a.userid = \(one) AND b.userid = \(other) AND a.deleteat = 0 LIMIT 1
            """)
    }

    /// The teams in which all members of a channel are.
    func commonTeams(of channel: ID<Channel>) throws -> [Team] {
        try tx.rows(
            """
            SELECT \(Team.columns) FROM teams t WHERE t.deleteat = 0 AND NOT EXISTS (
                SELECT 1 FROM channelmembers cm
                LEFT JOIN teammembers tm ON tm.userid = cm.userid AND tm.teamid = t.id AND tm.deleteat = 0
                WHERE cm.channelid = \(channel) AND tm.userid IS NULL)
                AND EXISTS (SELECT 1 FROM channelmembers cm WHERE cm.channelid = \(channel)) ORDER BY t.displayname, t.id
            """
        ) { Team(&$0) }
    }
}

/// A membership with the names of its team, which are empty for direct and group messages.
struct ChannelMemberOfTeam: JSONWritable {
    let member: ChannelMember
    let teamDisplayName: String
    let teamName: String
    let teamUpdateAt: Int64

    func write(to json: inout JSONWriter) {
        json.object { json in
            member.fields(to: &json)
            json.field("team_display_name", teamDisplayName)
            json.field("team_name", teamName)
            json.field("team_update_at", teamUpdateAt)
        }
    }
}

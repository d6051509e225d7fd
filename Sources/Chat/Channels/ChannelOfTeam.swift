internal import Database
internal import Wire

/// A channel with the names of its team, as the console and searches across teams show it.
struct ChannelOfTeam: JSONWritable {
    let channel: Channel
    let teamDisplayName: String
    let teamName: String
    let teamUpdateAt: Int64

    func write(to json: inout JSONWriter) {
        json.object { json in
            channel.fields(to: &json)
            json.field("team_display_name", teamDisplayName)
            json.field("team_name", teamName)
            json.field("team_update_at", teamUpdateAt)
        }
    }
}

/// What the console asks for when it lists the channels of the server.
struct ChannelFilter {
    var words = SearchWords("")
    var teams: [ID<Team>] = []
    /// Finds a channel by its id as well.
    var idTerm: ID<Channel>?
    var isPublic = false
    var isPrivate = false
    var excludesDefaults = false
    var onlyArchived = false
    var includesArchived = false
    var isGroupConstrained = false
    var excludesGroupConstrained = false
    var notOfGroup: String?

    var condition: SQL {
        var condition: SQL = "c.type IN ('O', 'P')"
        if isPublic != isPrivate { condition += isPublic ? " AND c.type = 'O'" : " AND c.type = 'P'" }
        if let idTerm {
            condition += " AND (c.id = \(idTerm) OR (TRUE\(words.ofChannels)))"
        } else {
            condition += words.ofChannels
        }
        if !teams.isEmpty { condition += " AND c.teamid \(in: teams)" }
        if excludesDefaults { condition += " AND c.name NOT IN ('town-square', 'off-topic')" }
        if onlyArchived { condition += " AND c.deleteat > 0" } else if !includesArchived { condition += " AND c.deleteat = 0" }
        if isGroupConstrained { condition += " AND c.groupconstrained = TRUE" }
        if excludesGroupConstrained { condition += " AND (c.groupconstrained IS NULL OR c.groupconstrained = FALSE)" }
        if let notOfGroup {
            condition += " AND c.id NOT IN (SELECT channelid FROM groupchannels WHERE groupid = \(notOfGroup) AND deleteat = 0)"
        }
        return condition
    }
}

extension ChannelQueries {
    /// The channels of all teams that pass the filter.
    func all(_ filter: ChannelFilter, _ paging: Paging) throws -> [ChannelOfTeam] {
        try tx.rows(
            """
            SELECT \(Channel.columns), t.displayname, t.name, t.updateat FROM channels c JOIN teams t ON t.id = c.teamid
            WHERE \(filter.condition)
            ORDER BY c.displayname\(sqlite: "", postgres: " COLLATE \"C\""), t.displayname\(sqlite: "", postgres: " COLLATE \"C\""), c.id
            LIMIT \(paging.perPage) OFFSET \(paging.offset)
            """
        ) { ChannelOfTeam(channel: Channel(&$0), teamDisplayName: $0.next(), teamName: $0.next(), teamUpdateAt: $0.next()) }
    }

    func count(_ filter: ChannelFilter) throws -> Int64 {
        try tx.value("SELECT COUNT(*) FROM channels c JOIN teams t ON t.id = c.teamid WHERE \(filter.condition)") ?? 0
    }

    /// What somebody may mean in all their teams: open channels there, and what they are in.
    func autocomplete(_ words: SearchWords, for user: ID<User>, isGuest: Bool) throws -> [ChannelOfTeam] {
        let open: SQL = isGuest ? "" : "c.type = 'O' OR "
        return try tx.rows(
            """
            SELECT \(Channel.columns), t.displayname, t.name, t.updateat FROM channels c JOIN teams t ON t.id = c.teamid
            JOIN teammembers tm ON tm.teamid = t.id AND tm.userid = \(user) AND tm.deleteat = 0
            WHERE t.deleteat = 0 AND c.type IN ('O', 'P')
                AND (\(open)EXISTS (SELECT 1 FROM channelmembers cm WHERE cm.channelid = c.id AND cm.userid = \(user)))\(words.ofChannels)
            ORDER BY \(Self.byDisplayName) LIMIT 50
            """
        ) { ChannelOfTeam(channel: Channel(&$0), teamDisplayName: $0.next(), teamName: $0.next(), teamUpdateAt: $0.next()) }
    }
}

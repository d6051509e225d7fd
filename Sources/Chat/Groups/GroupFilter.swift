internal import Database
internal import Wire

/// Which groups a list is of, and what it says about each. What is not set does not narrow it.
struct GroupFilter: Sendable {
    var term = ""
    var onlyReferenceable = false
    var onlyArchived = false
    var includesArchived = false
    var hasMember: ID<User>?
    /// Changed since then: deleted ones count too.
    var since: Int64 = 0
    var source = ""
    var notInTeam: ID<Team>?
    var notInChannel: ID<Channel>?
    var countsMembers = false
    var listsMembers = false
    /// Counts the members of each group in this channel, and their time zones.
    var countsIn: ID<Channel>?
    var countsTimezones = false

    init(_ query: Query) {
        term = query.text("q")
        onlyReferenceable = query.flag("filter_allow_reference")
        onlyArchived = query.flag("filter_archived")
        includesArchived = query.flag("include_archived")
        hasMember = query.id("filter_has_member")
        since = max(0, query.number("since") ?? 0)
        source = query.flag("only_syncable_sources") ? "ldap" : query.text("group_source")
        notInTeam = query.id("not_associated_to_team")
        notInChannel = query.id("not_associated_to_channel")
        countsMembers = query.flag("include_member_count")
        listsMembers = query.flag("include_member_ids")
        countsIn = query.id("include_channel_member_count")
        countsTimezones = query.flag("include_timezones")
    }

    var condition: SQL {
        var all: [SQL] = ["1 = 1"]
        if onlyArchived { all.append("g.deleteat > 0") } else if !includesArchived && since == 0 { all.append("g.deleteat = 0") }
        if since > 0 { all.append("g.updateat > \(since)") }
        if onlyReferenceable { all.append("g.allowreference") }
        if !source.isEmpty { all.append("g.source = \(source)") }
        if let hasMember {
            all.append("EXISTS (SELECT 1 FROM groupmembers m WHERE m.groupid = g.id AND m.userid = \(hasMember) AND m.deleteat = 0)")
        }
        // Groups that people make are never linked to a place, so they are no choice there.
        if let notInTeam {
            all.append("g.source <> 'custom'")
            all.append("NOT EXISTS (SELECT 1 FROM groupteams x WHERE x.groupid = g.id AND x.teamid = \(notInTeam) AND x.deleteat = 0)")
        }
        if let notInChannel {
            all.append("g.source <> 'custom'")
            all.append(
                "NOT EXISTS (SELECT 1 FROM groupchannels x WHERE x.groupid = g.id AND x.channelid = \(notInChannel) AND x.deleteat = 0)")
        }
        if !term.isEmpty {
            all.append(LikePattern.holding(term.lowercased()).fits("lower(g.name)", "lower(g.displayname)"))
        }
        return all.joined(by: " AND ")
    }
}

extension GroupQueries {
    /// A page of a list, each group with what was asked about it.
    func page(_ filter: GroupFilter, _ paging: Paging) throws -> [Group] {
        let groups = try tx.rows(
            """
            SELECT \(Group.columns) FROM usergroups g WHERE \(filter.condition)
            ORDER BY g.displayname, g.id LIMIT \(paging.perPage) OFFSET \(paging.offset)
            """
        ) { Group(&$0) }
        return try described(groups, filter)
    }

    func count(_ filter: GroupFilter) throws -> Int64 {
        try tx.value("SELECT COUNT(*) FROM usergroups g WHERE \(filter.condition)") ?? 0
    }

    /// The groups that a team follows, or those of the channels of a team by channel.
    func linked(toTeam team: ID<Team>, _ filter: GroupFilter, _ paging: Paging?) throws -> [Group] {
        try linked("groupteams", "teamid = \(team)", filter, paging)
    }

    func linked(toChannel channel: ID<Channel>, _ filter: GroupFilter, _ paging: Paging?) throws -> [Group] {
        try linked("groupchannels", "channelid = \(channel)", filter, paging)
    }

    /// Every pair of a channel of the team and a group that it follows.
    func linkedToChannels(of team: ID<Team>, _ filter: GroupFilter) throws -> [(channel: ID<Channel>, group: Group)] {
        let pairs: [(channel: ID<Channel>, group: Group)] = try tx.rows(
            """
            SELECT link.channelid, COALESCE(link.schemeadmin, FALSE), \(Group.columns) FROM groupchannels link
            JOIN channels c ON c.id = link.channelid AND c.teamid = \(team) JOIN usergroups g ON g.id = link.groupid
            WHERE link.deleteat = 0 AND \(filter.condition) ORDER BY link.channelid, g.displayname
            """
        ) { row in
            let channel: ID<Channel> = row.next(), isAdmin = row.bool()
            var group = Group(&row)
            group.isSchemeAdmin = isAdmin
            return (channel, group)
        }
        let described = try described(pairs.map(\.group), filter)
        return zip(pairs, described).map { ($0.channel, $1) }
    }

    private func linked(_ table: Columns, _ place: SQL, _ filter: GroupFilter, _ paging: Paging?) throws -> [Group] {
        let end: SQL = paging.map { " LIMIT \($0.perPage) OFFSET \($0.offset)" } ?? ""
        let groups = try tx.rows(
            """
            SELECT COALESCE(link.schemeadmin, FALSE), \(Group.columns) FROM \(table) link JOIN usergroups g ON g.id = link.groupid
            WHERE link.\(place) AND link.deleteat = 0 AND \(filter.condition) ORDER BY g.displayname, g.id\(end)
            """
        ) { row in
            let isAdmin = row.bool()
            var group = Group(&row)
            group.isSchemeAdmin = isAdmin
            return group
        }
        return try described(groups, filter)
    }

    private func described(_ groups: [Group], _ filter: GroupFilter) throws -> [Group] {
        var groups = groups
        let members = filter.countsMembers || filter.listsMembers ? try memberIDs(of: groups.map(\.id)) : [:]
        let counts = try filter.countsIn.map { try tx.channelMembers.countsByGroup(in: $0, withTimezones: filter.countsTimezones) } ?? []
        for index in groups.indices {
            let mine = members[groups[index].id] ?? []
            if filter.countsMembers { groups[index].memberCount = Int64(mine.count) }
            if filter.listsMembers { groups[index].memberIDs = mine }
            guard filter.countsIn != nil else { continue }
            let count = counts.first { $0.group == groups[index].id.raw }
            groups[index].channelMemberCount = count?.members ?? 0
            if filter.countsTimezones { groups[index].channelTimezonesCount = count?.timezones ?? 0 }
        }
        return groups
    }
}

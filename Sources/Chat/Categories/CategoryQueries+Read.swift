internal import Database
internal import Wire

extension SidebarCategory {
    static let columns: Columns = "id, userid, teamid, sortorder, sorting, type, displayname, muted, collapsed"

    init(_ row: inout Row) {
        let id: String = row.next(), user: ID<User> = row.next(), team: ID<Team> = row.next(), sortOrder: Int64 = row.next()
        let sorting: String = row.next(), type: String = row.next()
        self.init(id: id, user: user, team: team, sortOrder: sortOrder, type: Kind(rawValue: type) ?? .custom, displayName: row.next())
        self.sorting = sorting
        isMuted = row.next()
        isCollapsed = row.next()
    }
}

extension CategoryQueries {
    /// Somebody's categories in a team, in their order, each with its channels. What was sorted nowhere is in the default
    /// categories: channels in one, direct and group messages in the other.
    func all(of user: ID<User>, in team: ID<Team>) throws -> [SidebarCategory] {
        var categories = try tx.rows(
            """
            SELECT \(SidebarCategory.columns) FROM sidebarcategories WHERE userid = \(user) AND teamid = \(team) ORDER BY sortorder, id
            """
        ) { SidebarCategory(&$0) }
        let places = Dictionary(categories.enumerated().map { ($1.id, $0) }) { first, _ in first }
        try tx.each(
            """
            SELECT sc.categoryid, sc.channelid FROM sidebarcategories s JOIN sidebarchannels sc ON sc.categoryid = s.id AND sc.userid = s.userid
            WHERE s.userid = \(user) AND s.teamid = \(team) ORDER BY sc.sortorder, sc.channelid
            """
        ) { row in
            let category: String = row.next(), channel: ID<Channel> = row.next()
            if let place = places[category] { categories[place].channels.append(channel) }
        }
        for (channel, type) in try unsorted(of: user, in: team) {
            let kind: SidebarCategory.Kind = type.isConversation ? .directMessages : .channels
            if let place = categories.firstIndex(where: { $0.type == kind }) { categories[place].channels.append(channel) }
        }
        return categories
    }

    private func unsorted(of user: ID<User>, in team: ID<Team>) throws -> [(ID<Channel>, Channel.Kind)] {
        try tx.rows(
            """
            SELECT c.id, c.type FROM channelmembers cm JOIN channels c ON c.id = cm.channelid
            WHERE cm.userid = \(user) AND (c.teamid = \(team) OR c.teamid = '') AND c.deleteat = 0 AND NOT EXISTS (
                SELECT 1 FROM sidebarchannels sc JOIN sidebarcategories s ON s.id = sc.categoryid
                WHERE sc.channelid = c.id AND sc.userid = \(user) AND s.teamid = \(team))
            ORDER BY \(ChannelQueries<Access>.byDisplayName)
            """
        ) { ($0.next(), Channel.Kind(rawValue: $0.next()) ?? .private) }
    }

    /// The teams in which somebody has categories.
    func teams(of user: ID<User>) throws -> [ID<Team>] {
        try tx.rows("SELECT DISTINCT teamid FROM sidebarcategories WHERE userid = \(user) ORDER BY teamid") { $0.next() }
    }

    /// Those of some channels that can be sorted in a team: somebody is in them, and they are of the team or of none.
    func sortable(_ channels: [ID<Channel>], of user: ID<User>, in team: ID<Team>) throws -> Set<ID<Channel>> {
        Set(
            try tx.rows(
                """
                SELECT c.id FROM channelmembers cm JOIN channels c ON c.id = cm.channelid
                WHERE cm.userid = \(user) AND (c.teamid = \(team) OR c.teamid = '') AND c.id \(in: channels)
                """
            ) { $0.next() })
    }
}

extension CategoryQueries where Access == ReadWrite {
    /// Stores what people may change about a category.
    func update(_ category: SidebarCategory) throws {
        try tx.execute(
            """
            UPDATE sidebarcategories SET sortorder = \(category.sortOrder), sorting = \(category.sorting),
                displayname = \(category.displayName), muted = \(category.isMuted), collapsed = \(category.isCollapsed)
            WHERE id = \(category.id)
            """)
    }

    func move(_ category: String, to order: Int64) throws {
        try tx.execute("UPDATE sidebarcategories SET sortorder = \(order) WHERE id = \(category)")
    }

    /// Puts channels into a category, in this order, and takes them out of the team's other ones.
    func sort(_ channels: [ID<Channel>], into category: SidebarCategory) throws {
        try tx.execute(
            """
            DELETE FROM sidebarchannels WHERE userid = \(category.user) AND (categoryid = \(category.id) OR (channelid \(in: channels)
                AND categoryid IN (SELECT id FROM sidebarcategories WHERE userid = \(category.user) AND teamid = \(category.team))))
            """)
        for (index, channel) in channels.enumerated() {
            try tx.execute(
                """
                INSERT INTO sidebarchannels (channelid, userid, categoryid, sortorder)
                VALUES (\(channel), \(category.user), \(category.id), \(index * 10)) ON CONFLICT DO NOTHING
                """)
        }
    }

    func remove(_ category: SidebarCategory) throws {
        try tx.execute("DELETE FROM sidebarchannels WHERE categoryid = \(category.id)")
        try tx.execute("DELETE FROM sidebarcategories WHERE id = \(category.id)")
    }

    /// Takes a channel out of everybody's categories.
    func forget(_ channel: ID<Channel>) throws { try tx.execute("DELETE FROM sidebarchannels WHERE channelid = \(channel)") }
}

internal import Database
internal import Wire

/// Every statement about the groups into which people sort their channels.
struct CategoryQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var categories: CategoryQueries<Access> { .init(tx: self) } }

extension CategoryQueries where Access == ReadWrite {
    /// False when it is there already.
    @discardableResult
    func insert(_ category: SidebarCategory) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO sidebarcategories (id, userid, teamid, sortorder, sorting, type, displayname, muted, collapsed)
            VALUES (\(category.id), \(category.user), \(category.team), \(category.sortOrder), \(category.sorting),
                \(category.type.rawValue), \(category.displayName), \(category.isMuted), \(category.isCollapsed))
            ON CONFLICT (id) DO NOTHING
            """) == 1
    }

    /// Takes a channel out of all of somebody's categories.
    func forget(_ channel: ID<Channel>, of user: ID<User>) throws {
        try tx.execute("DELETE FROM sidebarchannels WHERE channelid = \(channel) AND userid = \(user)")
    }

    /// Takes all that somebody sorted in a team away: they left it.
    func forgetAll(of user: ID<User>, in team: ID<Team>) throws {
        try tx.execute(
            """
            DELETE FROM sidebarchannels WHERE userid = \(user)
                AND categoryid IN (SELECT id FROM sidebarcategories WHERE userid = \(user) AND teamid = \(team))
            """)
        try tx.execute("DELETE FROM sidebarcategories WHERE userid = \(user) AND teamid = \(team)")
    }
}

extension CategoryQueries where Access == ReadWrite {
    /// Of somebody who is gone for good.
    func eraseAll(of user: ID<User>) throws {
        try tx.execute("DELETE FROM sidebarchannels WHERE userid = \(user)")
        try tx.execute("DELETE FROM sidebarcategories WHERE userid = \(user)")
    }

    /// Of a team that is gone for good.
    func eraseAll(in team: ID<Team>) throws {
        try tx.execute("DELETE FROM sidebarchannels WHERE categoryid IN (SELECT id FROM sidebarcategories WHERE teamid = \(team))")
        try tx.execute("DELETE FROM sidebarcategories WHERE teamid = \(team)")
    }
}

internal import Database
internal import Wire

/// Every statement about groups and who is in them.
struct GroupQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var groups: GroupQueries<Access> { .init(tx: self) } }

extension Group {
    /// Of `usergroups g`, in the order in which `init` reads them.
    static let columns: Columns = """
        g.id, g.name, g.displayname, g.description, g.source, g.remoteid, g.createat, g.updateat, g.deleteat, g.allowreference, \
        EXISTS (SELECT 1 FROM groupteams x WHERE x.groupid = g.id AND x.deleteat = 0) \
        OR EXISTS (SELECT 1 FROM groupchannels x WHERE x.groupid = g.id AND x.deleteat = 0)
        """

    init(_ row: inout Row) {
        self.init(id: row.next(), name: row.next(), displayName: row.next())
        description = row.next()
        source = row.next()
        remoteID = row.next()
        createAt = row.next()
        updateAt = row.next()
        deleteAt = row.next()
        allowsReference = row.next()
        hasSyncables = row.next()
    }
}

extension GroupMember {
    static let columns: Columns = "gm.groupid, gm.userid, gm.createat, gm.deleteat"

    init(_ row: inout Row) { self.init(group: row.next(), user: row.next(), createAt: row.next(), deleteAt: row.next()) }
}

extension GroupQueries {
    /// Deleted ones too.
    func find(_ id: ID<Group>) throws -> Group? {
        try tx.first("SELECT \(Group.columns) FROM usergroups g WHERE g.id = \(id)") { Group(&$0) }
    }

    /// Deleted ones too: their names stay taken.
    func isTaken(name: String) throws -> Bool { try tx.exists("SELECT 1 FROM usergroups WHERE name = \(name)") }

    func find(names: [String], _ paging: Paging) throws -> [Group] {
        try tx.rows(
            """
            SELECT \(Group.columns) FROM usergroups g WHERE g.name \(in: names) AND g.deleteat = 0
            ORDER BY g.displayname, g.id LIMIT \(paging.perPage) OFFSET \(paging.offset)
            """
        ) { Group(&$0) }
    }

    /// The living groups that somebody is in.
    func all(of user: ID<User>, onlyReferenceable: Bool) throws -> [Group] {
        let condition: SQL = onlyReferenceable ? " AND g.allowreference" : ""
        return try tx.rows(
            """
            SELECT \(Group.columns) FROM usergroups g JOIN groupmembers gm ON gm.groupid = g.id
            WHERE gm.userid = \(user) AND gm.deleteat = 0 AND g.deleteat = 0\(condition) ORDER BY g.displayname, g.id
            """
        ) { Group(&$0) }
    }

    // MARK: Members

    func isMember(_ user: ID<User>, of group: ID<Group>) throws -> Bool {
        try tx.exists("SELECT 1 FROM groupmembers WHERE groupid = \(group) AND userid = \(user) AND deleteat = 0")
    }

    /// Living accounts only.
    func memberCount(of group: ID<Group>) throws -> Int64 {
        try tx.value(
            """
            SELECT COUNT(*) FROM groupmembers gm JOIN users u ON u.id = gm.userid
            WHERE gm.groupid = \(group) AND gm.deleteat = 0 AND u.deleteat = 0
            """) ?? 0
    }

    /// A page of a group's people, as far as a guest may see them when one asks.
    func members(of group: ID<Group>, seenBy: ID<User>?, _ paging: Paging) throws -> [User] {
        try tx.users.page(filter(group, seenBy), limit: paging.perPage, offset: paging.offset)
    }

    func memberCount(of group: ID<Group>, seenBy: ID<User>?) throws -> Int64 { try tx.users.count(filter(group, seenBy)) }

    private func filter(_ group: ID<Group>, _ seenBy: ID<User>?) -> UserFilter {
        var filter = UserFilter()
        filter.inGroup = group
        filter.isActive = true
        filter.seenBy = seenBy
        return filter
    }

    func memberIDs(of groups: [ID<Group>]) throws -> [ID<Group>: [ID<User>]] {
        var members: [ID<Group>: [ID<User>]] = [:]
        try tx.each(
            """
            SELECT gm.groupid, gm.userid FROM groupmembers gm JOIN users u ON u.id = gm.userid AND u.deleteat = 0
            WHERE gm.groupid \(in: groups) AND gm.deleteat = 0 ORDER BY gm.groupid, gm.userid
            """
        ) { row in
            let group: ID<Group> = row.next()
            members[group, default: []].append(row.next())
        }
        return members
    }

    // MARK: Mentions

    /// The groups with one of these names that messages may call.
    func callable(_ names: [String]) throws -> [(id: ID<Group>, name: String)] {
        try tx.rows("SELECT id, name FROM usergroups WHERE name \(in: names) AND allowreference AND deleteat = 0") {
            (id: $0.next(), name: $0.next())
        }
    }

    /// The living members of the groups who are in a channel.
    func members(of groups: [ID<Group>], in channel: ID<Channel>) throws -> [(group: ID<Group>, user: ID<User>)] {
        try tx.rows(
            """
            SELECT gm.groupid, gm.userid FROM groupmembers gm
            JOIN channelmembers cm ON cm.userid = gm.userid AND cm.channelid = \(channel)
            JOIN users u ON u.id = gm.userid AND u.deleteat = 0
            WHERE gm.groupid \(in: groups) AND gm.deleteat = 0 ORDER BY gm.userid
            """
        ) { (group: $0.next(), user: $0.next()) }
    }
}

extension GroupQueries where Access == ReadWrite {
    func insert(_ group: Group) throws {
        try tx.execute(
            """
            INSERT INTO usergroups (id, name, displayname, description, source, remoteid, createat, updateat, deleteat, allowreference)
            VALUES (\(group.id), \(group.name), \(group.displayName), \(group.description), \(group.source), \(group.remoteID),
                \(group.createAt), \(group.updateAt), \(group.deleteAt), \(group.allowsReference))
            """)
    }

    func update(_ group: Group) throws {
        try tx.execute(
            """
            UPDATE usergroups SET name = \(group.name), displayname = \(group.displayName), description = \(group.description),
                updateat = \(group.updateAt), deleteat = \(group.deleteAt), allowreference = \(group.allowsReference)
            WHERE id = \(group.id)
            """)
    }

    /// Brings people in. Those who are in already stay as they are, and are returned as well.
    func add(_ users: [ID<User>], to group: ID<Group>, at time: Int64) throws -> [GroupMember] {
        for user in users {
            try tx.execute(
                """
                INSERT INTO groupmembers (groupid, userid, createat, deleteat) VALUES (\(group), \(user), \(time), 0)
                ON CONFLICT (groupid, userid) DO UPDATE SET createat = excluded.createat, deleteat = 0
                WHERE groupmembers.deleteat <> 0
                """)
        }
        return try tx.rows(
            """
            SELECT \(GroupMember.columns) FROM groupmembers gm WHERE gm.groupid = \(group) AND gm.userid \(in: users) ORDER BY gm.userid
            """
        ) { GroupMember(&$0) }
    }

    /// Takes people out and says who was in.
    func remove(_ users: [ID<User>], from group: ID<Group>, at time: Int64) throws -> [GroupMember] {
        try tx.rows(
            """
            UPDATE groupmembers SET deleteat = \(time) WHERE groupid = \(group) AND userid \(in: users) AND deleteat = 0
            RETURNING groupid, userid, createat, deleteat
            """
        ) { GroupMember(&$0) }
    }

    /// Forgets somebody who is gone for good.
    func eraseMemberships(of user: ID<User>) throws { try tx.execute("DELETE FROM groupmembers WHERE userid = \(user)") }

    /// A team or channel that is gone for good follows no group.
    func forget(team: ID<Team>) throws { try tx.execute("DELETE FROM groupteams WHERE teamid = \(team)") }
    func forget(channel: ID<Channel>) throws { try tx.execute("DELETE FROM groupchannels WHERE channelid = \(channel)") }
}

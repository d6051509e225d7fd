internal import Database
internal import Wire

/// Every statement about channels.
struct ChannelQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var channels: ChannelQueries<Access> { .init(tx: self) } }

extension Channel {
    /// Of `channels c`, in the order in which `init` reads them.
    static let columns: Columns = """
        c.id, c.createat, c.updateat, c.deleteat, c.teamid, c.type, c.displayname, c.name, c.header, c.purpose, c.lastpostat, \
        c.totalmsgcount, c.extraupdateat, c.creatorid, c.schemeid, c.groupconstrained, c.shared, c.totalmsgcountroot, \
        c.lastrootpostat, c.bannerinfo, c.defaultcategoryname, c.autotranslation
        """

    init(_ row: inout Row) {
        let id: ID<Channel> = row.next()
        self.init(id: id, team: ID(""), type: .open, name: "", displayName: "")
        createAt = row.next()
        updateAt = row.next()
        deleteAt = row.next()
        team = row.next()
        type = Kind(rawValue: row.next()) ?? .private
        displayName = row.next()
        name = row.next()
        header = row.next()
        purpose = row.next()
        lastPostAt = row.next()
        totalMsgCount = row.next()
        extraUpdateAt = row.next()
        creatorID = row.next()
        schemeID = row.next()
        groupConstrained = row.next()
        isShared = row.next()
        totalMsgCountRoot = row.next()
        lastRootPostAt = row.next()
        bannerInfo = row.next()
        defaultCategoryName = row.next()
        autotranslation = row.next()
    }
}

extension ChannelQueries {
    func find(_ id: ID<Channel>) throws -> Channel? {
        try tx.first("SELECT \(Channel.columns) FROM channels c WHERE c.id = \(id)") { Channel(&$0) }
    }

    func find(name: String, in team: ID<Team>) throws -> Channel? {
        try tx.first("SELECT \(Channel.columns) FROM channels c WHERE c.name = \(name) AND c.teamid = \(team)") { Channel(&$0) }
    }
}

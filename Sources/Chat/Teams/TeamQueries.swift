internal import Database
internal import Wire

/// Every statement about teams.
struct TeamQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var teams: TeamQueries<Access> { .init(tx: self) } }

extension Team {
    /// Of `teams t`, in the order in which `init` reads them.
    static let columns: Columns = """
        t.id, t.createat, t.updateat, t.deleteat, t.displayname, t.name, t.description, t.email, t.type, t.companyname, \
        t.alloweddomains, t.inviteid, t.schemeid, t.allowopeninvite, t.lastteamiconupdate, t.groupconstrained, t.cloudlimitsarchived
        """

    init(_ row: inout Row) {
        let id: ID<Team> = row.next()
        self.init(id: id, name: "", displayName: "")
        createAt = row.next()
        updateAt = row.next()
        deleteAt = row.next()
        displayName = row.next()
        name = row.next()
        description = row.next()
        email = row.next()
        type = Kind(rawValue: row.next()) ?? .open
        companyName = row.next()
        allowedDomains = row.next()
        inviteID = row.next()
        schemeID = row.next()
        allowOpenInvite = row.next()
        lastTeamIconUpdate = row.next()
        groupConstrained = row.next()
        cloudLimitsArchived = row.next()
    }
}

extension TeamQueries {
    func find(_ id: ID<Team>) throws -> Team? { try tx.first("SELECT \(Team.columns) FROM teams t WHERE t.id = \(id)") { Team(&$0) } }
    func find(name: String) throws -> Team? { try tx.first("SELECT \(Team.columns) FROM teams t WHERE t.name = \(name)") { Team(&$0) } }
}

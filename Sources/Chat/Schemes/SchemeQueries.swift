internal import Database
internal import Wire

/// Every statement about schemes.
struct SchemeQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var schemes: SchemeQueries<Access> { .init(tx: self) } }

extension Scheme {
    /// In the order in which `init` reads them.
    static let columns: Columns = """
        id, name, displayname, description, scope, createat, updateat, deleteat, defaultteamadminrole, defaultteamuserrole, \
        defaultchanneladminrole, defaultchanneluserrole, defaultteamguestrole, defaultchannelguestrole, defaultplaybookadminrole, \
        defaultplaybookmemberrole, defaultrunadminrole, defaultrunmemberrole
        """

    init(_ row: inout Row) {
        self.init(
            id: row.next(), name: row.next(), displayName: row.next(), description: row.next(), scope: Scope(rawValue: row.next()) ?? .team)
        createAt = row.next()
        updateAt = row.next()
        deleteAt = row.next()
        teamAdminRole = row.next()
        teamUserRole = row.next()
        channelAdminRole = row.next()
        channelUserRole = row.next()
        teamGuestRole = row.next()
        channelGuestRole = row.next()
        playbookAdminRole = row.next()
        playbookMemberRole = row.next()
        runAdminRole = row.next()
        runMemberRole = row.next()
    }
}

extension SchemeQueries {
    /// A living scheme.
    func find(_ id: ID<Scheme>) throws -> Scheme? {
        try tx.first("SELECT \(Scheme.columns) FROM schemes WHERE id = \(id) AND deleteat = 0") { Scheme(&$0) }
    }

    /// Deleted ones too: their names stay taken.
    func isTaken(name: String) throws -> Bool { try tx.exists("SELECT 1 FROM schemes WHERE name = \(name)") }

    /// Newest first; of one scope, or of all.
    func page(_ scope: Scheme.Scope?, _ paging: Paging) throws -> [Scheme] {
        var sql: SQL = "SELECT \(Scheme.columns) FROM schemes WHERE deleteat = 0"
        if let scope { sql += " AND scope = \(scope.rawValue)" }
        sql += " ORDER BY createat DESC, id LIMIT \(paging.perPage) OFFSET \(paging.offset)"
        return try tx.rows(sql) { Scheme(&$0) }
    }
}

extension SchemeQueries where Access == ReadWrite {
    func insert(_ scheme: Scheme) throws {
        try tx.execute(
            """
            INSERT INTO schemes (\(Scheme.columns))
            VALUES (\(scheme.id), \(scheme.name), \(scheme.displayName), \(scheme.description), \(scheme.scope.rawValue),
                \(scheme.createAt), \(scheme.updateAt), \(scheme.deleteAt), \(scheme.teamAdminRole), \(scheme.teamUserRole),
                \(scheme.channelAdminRole), \(scheme.channelUserRole), \(scheme.teamGuestRole), \(scheme.channelGuestRole),
                \(scheme.playbookAdminRole), \(scheme.playbookMemberRole), \(scheme.runAdminRole), \(scheme.runMemberRole))
            """)
    }

    func update(_ scheme: Scheme) throws {
        try tx.execute(
            """
            UPDATE schemes SET name = \(scheme.name), displayname = \(scheme.displayName), description = \(scheme.description),
                updateat = \(scheme.updateAt), deleteat = \(scheme.deleteAt) WHERE id = \(scheme.id)
            """)
    }

    /// The roles that were made with a scheme go with it.
    func deleteRoles(of scheme: ID<Scheme>, at time: Int64) throws {
        try tx.execute("UPDATE roles SET deleteat = \(time), updateat = \(time) WHERE schemeid = \(scheme) AND schememanaged")
    }
}

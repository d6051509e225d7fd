internal import Database
internal import Wire

/// Every statement about roles and schemes.
struct RoleQueries<Access> { let tx: Transaction<Access> }
extension Transaction { var roles: RoleQueries<Access> { .init(tx: self) } }

extension Role {
    static let columns: Columns =
        "id, name, displayname, description, createat, updateat, deleteat, permissions, schememanaged, builtin, schemeid"

    init(_ row: inout Row) {
        self.init(
            id: row.next(), name: row.next(), displayName: row.next(), description: row.next(), createAt: row.next(), updateAt: row.next(),
            deleteAt: row.next(), permissions: row.string().split(separator: " ").map(String.init), isSchemeManaged: row.next(),
            isBuiltIn: row.next(), schemeID: row.next())
    }
}

extension RoleQueries {
    func all() throws -> [Role] { try tx.rows("SELECT \(Role.columns) FROM roles ORDER BY createat, id") { Role(&$0) } }

    func find(_ id: ID<Role>) throws -> Role? { try tx.first("SELECT \(Role.columns) FROM roles WHERE id = \(id)") { Role(&$0) } }
    func find(name: String) throws -> Role? { try tx.first("SELECT \(Role.columns) FROM roles WHERE name = \(name)") { Role(&$0) } }
    func find(names: [String]) throws -> [Role] {
        try tx.rows("SELECT \(Role.columns) FROM roles WHERE name \(in: names) ORDER BY name") { Role(&$0) }
    }

    /// The roles that each living scheme stands for.
    func schemes() throws -> [(id: String, roles: SchemeRoles)] {
        try tx.rows(
            """
            SELECT id, scope, defaultteamguestrole, defaultteamuserrole, defaultteamadminrole, defaultchannelguestrole,
                defaultchanneluserrole, defaultchanneladminrole
            FROM schemes WHERE deleteat = 0
            """
        ) { row in
            let id: String = row.next(), scope: String = row.next()
            var roles = SchemeRoles(
                teamGuest: row.next(), teamUser: row.next(), teamAdmin: row.next(), channelGuest: row.next(), channelUser: row.next(),
                channelAdmin: row.next())
            if scope == "channel" { (roles.teamGuest, roles.teamUser, roles.teamAdmin) = ("team_guest", "team_user", "team_admin") }
            return (id, roles)
        }
    }
}

extension RoleQueries where Access == ReadWrite {
    func insert(_ role: Role) throws { try tx.execute(insertion(of: role)) }

    /// Leaves a role of that name as it is: of two servers that start at once on a fresh database one makes it.
    func insertIfMissing(_ role: Role) throws { try tx.execute("\(insertion(of: role)) ON CONFLICT (name) DO NOTHING") }

    private func insertion(of role: Role) -> SQL {
        """
        INSERT INTO roles (\(Role.columns))
        VALUES (\(role.id), \(role.name), \(role.displayName), \(role.description), \(role.createAt), \(role.updateAt),
            \(role.deleteAt), \(role.permissions.joined(separator: " ")), \(role.isSchemeManaged), \(role.isBuiltIn), \(role.schemeID))
        """
    }

    func setPermissions(_ permissions: [String], of role: ID<Role>, at time: Int64) throws {
        try tx.execute(
            """
            UPDATE roles SET permissions = \(permissions.joined(separator: " ")), updateat = \(time) WHERE id = \(role)
            """)
    }
}

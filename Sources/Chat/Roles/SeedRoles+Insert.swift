internal import Database
internal import Wire

extension SeedRoles {
    /// Adds the default roles that are missing: all of them on a fresh database, none later. A role that exists keeps what
    /// an administrator made of it.
    static func insertMissing(services: Services, in tx: Transaction<ReadWrite>) throws {
        let present = Set(try tx.roles.all().map(\.name)), now = services.now()
        for seed in all where !present.contains(seed.name) {
            let alias =
                ["system_admin": "global_admin", "system_user": "global_user", "system_guest": "global_guest"][seed.name] ?? seed.name
            try tx.roles.insertIfMissing(
                Role(
                    id: services.newID(), name: seed.name, displayName: "authentication.roles.\(alias).name",
                    description: "authentication.roles.\(alias).description", createAt: now, updateAt: now,
                    permissions: seed.permissions.split(whereSeparator: \.isWhitespace).map(String.init),
                    isSchemeManaged: seed.isSchemeManaged, isBuiltIn: seed.isBuiltIn))
        }
    }
}

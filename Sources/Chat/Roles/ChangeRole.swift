internal import Database
internal import Wire

/// Replaces what a role allows. Everybody is told, because what their clients may show follows it.
struct ChangeRole {
    let role: ID<Role>
    let permissions: [String]?
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Role {
        guard var role = try tx.roles.find(role) else { throw APIError.roleNotFound }
        try access.system(to: Self.needed(for: role.name))
        guard let permissions else { return role }
        guard permissions.allSatisfy({ Permission(name: $0) != nil }) else { throw APIError.roleInvalid }
        role.permissions = permissions
        role.updateAt = services.now()
        try tx.roles.setPermissions(permissions, of: role.id, at: role.updateAt)
        tx.signal(.rolesChanged)
        tx.tell(.roleUpdated(role))
        return role
    }

    /// Whoever could widen the roles of administrators could make themselves one.
    private static func needed(for name: String) -> Permission {
        switch name {
        case "system_admin": .manageSystem
        case "system_manager", "system_user_manager", "system_read_only_admin", "system_custom_group_admin", "shared_channel_manager",
            "secure_connection_manager":
            .sysconsoleWriteUserManagementSystemRoles
        default: .sysconsoleWriteUserManagementPermissions
        }
    }
}

extension Event {
    /// What a role allows changed.
    static func roleUpdated(_ role: Role) -> Event {
        Event("role_updated", to: .everybody) { $0.field("role", JSONWriter.text(of: role)) }
    }
}

internal import Database
internal import Wire

/// Gives an account its system roles, at once also for its open sessions.
struct ChangeRoles {
    let user: User
    /// Separated by spaces; may be empty.
    let roles: String
    let services: Services

    /// Names of roles, but not an administrator's alone, who could not even write: that is a mistake.
    static func isWellFormed(_ roles: String) -> Bool {
        let names = roles.split(separator: " ")
        let areNames = names.allSatisfy { name in
            name.utf8.count <= 64
                && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }
        }
        return areNames && names != ["system_admin"]
    }

    @discardableResult
    func run(in tx: Transaction<ReadWrite>) throws -> User {
        let names = roles.split(separator: " ").map(String.init)
        guard try tx.users.knownRoles(names).isSuperset(of: names) else { throw APIError.userRoleNotFound }
        var user = user
        user.roles = names.joined(separator: " ")
        guard user.roles.utf8.count <= 256 else { throw APIError.invalidUser("roles_limit") }
        user.updateAt = services.now()
        try tx.users.update(user)
        try tx.setSessionRoles(user.roles, of: user.id)
        tx.tell(.userRolesUpdated(user))
        return user
    }
}

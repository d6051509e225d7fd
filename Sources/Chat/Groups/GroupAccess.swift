internal import Database
internal import Wire

/// Proof that a caller may do something with a group.
struct AccessibleGroup {
    let group: Group
    fileprivate init(_ group: Group) { self.group = group }
}

extension Access {
    /// A group that the caller may look at: those that people made are everybody's, others the console's.
    func visible<A>(_ id: ID<Group>, in tx: Transaction<A>) throws -> AccessibleGroup {
        guard let group = try tx.groups.find(id) else { throw APIError.groupNotFound }
        if !group.isCustom { try system(to: .sysconsoleReadUserManagementGroups) }
        return AccessibleGroup(group)
    }

    /// A group made here that the caller may change: whoever may change all of them, and its members as their role allows.
    func group<A>(_ id: ID<Group>, to permission: Permission, in tx: Transaction<A>) throws -> AccessibleGroup {
        guard let group = try tx.groups.find(id) else { throw APIError.groupNotFound }
        guard group.isCustom else { throw APIError.groupSourceForeign }
        if may(permission) { return AccessibleGroup(group) }
        guard roles.permissions(of: ["custom_group_user"]).contains(permission), try tx.groups.isMember(user, of: id) else {
            throw APIError.forbidden
        }
        return AccessibleGroup(group)
    }
}

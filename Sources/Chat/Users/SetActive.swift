internal import Database
internal import Wire

/// Closes an account, or opens it again. Who is out has no session any more; what they wrote stays.
struct SetActive {
    let user: User
    let isActive: Bool
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        var user = user
        user.updateAt = services.now()
        user.deleteAt = isActive ? 0 : user.updateAt
        try tx.users.update(user)
        if !isActive { try tx.endSessions(of: user.id) }
        tx.tellUpdated(user, services: services)
    }
}

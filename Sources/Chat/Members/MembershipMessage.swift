internal import Database
internal import Wire

/// Says in a channel who came and who went. An archived channel stays silent.
struct MembershipMessage {
    let channel: Channel
    let services: Services

    func joined(_ user: User, in tx: Transaction<ReadWrite>) throws {
        let (type, message) =
            user.isGuest
            ? ("system_guest_join_channel", "\(user.username) joined the channel as guest.")
            : ("system_join_channel", "\(user.username) joined the channel.")
        try post(type, message, by: user, ["username": .string(user.username)], in: tx)
    }

    func added(_ user: User, by actor: User, in tx: Transaction<ReadWrite>) throws {
        let (type, message) =
            user.isGuest
            ? ("system_add_guest_to_chan", "\(user.username) added to the channel as guest by \(actor.username).")
            : ("system_add_to_channel", "\(user.username) added to the channel by \(actor.username).")
        try post(type, message, by: actor, Self.props(of: user, addedBy: actor), in: tx)
    }

    func joinedTeam(_ user: User, in tx: Transaction<ReadWrite>) throws {
        try post(
            "system_join_team", "\(user.username) joined the team.", by: user, ["username": .string(user.username)], in: tx)
    }

    func addedToTeam(_ user: User, by actor: User, in tx: Transaction<ReadWrite>) throws {
        let message = "\(user.username) added to the team by \(actor.username)."
        try post("system_add_to_team", message, by: actor, Self.props(of: user, addedBy: actor), in: tx)
    }

    func left(_ user: User, in tx: Transaction<ReadWrite>) throws {
        try post(
            "system_leave_channel", "@\(user.username) left the channel.", by: user, ["username": .string(user.username)], in: tx)
    }

    func removed(_ user: User, by actor: ID<User>, in tx: Transaction<ReadWrite>) throws {
        let props: JSONObject = ["removedUserId": .string(user.id.raw), "removedUsername": .string(user.username)]
        try post("system_remove_from_channel", "@\(user.username) removed from the channel.", author: actor, props, in: tx)
    }

    func leftTeam(_ user: User, in tx: Transaction<ReadWrite>) throws {
        try post("system_leave_team", "\(user.username) left the team.", by: user, ["username": .string(user.username)], in: tx)
    }

    /// Signed by whoever was removed: who did it is nobody's business here.
    func removedFromTeam(_ user: User, in tx: Transaction<ReadWrite>) throws {
        try post(
            "system_remove_from_team", "\(user.username) removed from the team.", by: user, ["username": .string(user.username)], in: tx)
    }

    private static func props(of user: User, addedBy actor: User) -> JSONObject {
        [
            "userId": .string(actor.id.raw), "username": .string(actor.username), "addedUserId": .string(user.id.raw),
            "addedUsername": .string(user.username),
        ]
    }

    private func post(_ type: String, _ message: String, by author: User, _ props: JSONObject, in tx: Transaction<ReadWrite>) throws {
        try post(type, message, author: author.id, props, in: tx)
    }

    private func post(
        _ type: String, _ message: String, author: ID<User>, _ props: JSONObject, in tx: Transaction<ReadWrite>
    ) throws {
        guard channel.deleteAt == 0 else { return }
        try CreateSystemPost(channel: channel, author: author, type: type, message: message, props: props, services: services).run(in: tx)
    }
}

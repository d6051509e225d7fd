internal import Database
internal import Wire

extension AccessibleChannel {
    /// Whether the caller may know that the channel is there: members, and for open channels everybody in the team.
    var isVisible: Bool { may(.readChannel) || (channel.type == .open && may(.readPublicChannel)) }

    func permit(_ permission: Permission) throws {
        guard may(permission) else { throw APIError.forbidden }
    }
}

extension Access {
    /// A channel of which the routes tell "not there" (404) from "not yours" (403).
    func existing<A>(_ id: ID<Channel>, in tx: Transaction<A>) throws -> AccessibleChannel {
        guard let place = try standing(in: id, tx) else { throw APIError.channelNotFound }
        return place
    }

    /// A channel of which the caller may know.
    func visible<A>(_ id: ID<Channel>, in tx: Transaction<A>) throws -> AccessibleChannel {
        let place = try existing(id, in: tx)
        guard place.isVisible else { throw APIError.forbidden }
        return place
    }
}

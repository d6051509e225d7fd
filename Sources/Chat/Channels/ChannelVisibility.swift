internal import Database
internal import Wire

extension AccessibleChannel {
    /// Whether the caller may know that the channel is there: members, and for open channels everybody in the team.
    var isVisible: Bool { may(.readChannel) || (channel.type == .open && may(.readPublicChannel)) }

    func permit(_ permission: Permission) throws {
        guard may(permission) else { throw APIError.forbidden }
    }

    /// Names, header and purpose. Of direct and group messages everybody in them may change the header.
    func permitChange() throws {
        switch channel.type {
        case .open: try permit(.managePublicChannelProperties)
        case .private: try permit(.managePrivateChannelProperties)
        case .direct, .group: guard isMember else { throw APIError.conversationNotYours }
        }
    }

    func permitMembers() throws {
        try permit(channel.type == .open ? .managePublicChannelMembers : .managePrivateChannelMembers)
    }
}

extension Access {
    /// Whether the caller may read and change what is somebody's own: they are that person, or may edit others.
    func mayAct(for other: ID<User>) -> Bool { other == user || may(.editOtherUsers) }

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

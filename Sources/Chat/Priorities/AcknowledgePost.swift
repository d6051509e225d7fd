internal import Database
internal import Wire

/// Says for somebody that they have read a message.
struct AcknowledgePost: Sendable {
    let id: ID<Post>
    let user: ID<User>
    let access: Access
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws -> Acknowledgement {
        guard let post = try tx.posts.root(id), post.deleteAt == 0, let place = try access.standing(in: post.channel, tx), place.isReadable
        else { throw APIError.forbidden }
        guard place.channel.deleteAt == 0 else { throw APIError.channelArchivedForAcknowledgement }
        let now = services.now()
        guard let new = try tx.priorities.acknowledge(id, by: user, in: post.channel, at: now) else {
            guard let earlier = try tx.priorities.acknowledgement(of: id, by: user) else { throw APIError.notAcknowledged }
            return earlier
        }
        try tx.posts.touch(id, at: now)
        try Priorities.settle(post, by: user, services: services, in: tx)
        tx.tell(.acknowledged(new))
        return new
    }
}

/// Takes somebody's acknowledgement back, for as long as it is fresh.
struct TakeBackAcknowledgement: Sendable {
    let id: ID<Post>
    let user: ID<User>
    let access: Access
    let services: Services

    private static let deadline: Int64 = 300_000

    func run(in tx: Transaction<ReadWrite>) throws {
        guard let post = try tx.posts.root(id), post.deleteAt == 0, let place = try access.standing(in: post.channel, tx), place.isReadable
        else { throw APIError.forbidden }
        guard place.channel.deleteAt == 0 else { throw APIError.channelArchivedForWithdrawal }
        guard let given = try tx.priorities.acknowledgement(of: id, by: user) else { throw APIError.notAcknowledged }
        let now = services.now()
        guard now - given.at <= Self.deadline else { throw APIError.acknowledgementTooOld }
        try tx.priorities.takeBack(id, by: user)
        try tx.posts.touch(id, at: now)
        tx.tell(.acknowledgementTakenBack(given))
    }
}

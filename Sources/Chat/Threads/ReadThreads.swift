internal import Database
internal import Wire

/// Somebody has read every thread of a team that they follow, and those between people.
struct ReadTeamThreads {
    let team: ID<Team>
    let user: ID<User>
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        try tx.threads.readAll(by: user, in: team, at: services.now())
        tx.tell(.threadsRead(in: team, by: user))
    }
}

/// Somebody has looked at channels with a client that knows no threads, or for whom threads are not collapsed: with the
/// channels they have read what is in their threads.
struct ReadChannelThreads {
    let channels: [ID<Channel>]
    let user: ID<User>
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        let now = services.now()
        try tx.threads.readAll(by: user, in: channels, at: now)
        guard try CollapsedThreads(services).areOn(for: user, in: tx) else { return }
        for channel in channels { tx.tell(.threadsRead(in: channel, at: now, by: user)) }
    }
}

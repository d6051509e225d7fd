internal import Wire

/// Which other servers there are, what was last heard of each, and who is connected to them. A value: time comes from outside.
struct Roster: Sendable {
    fileprivate struct Peer: Sendable {
        /// The number of its next message, `nil` when whatever comes first is right.
        var next: UInt64?
        var people: Set<ID<User>> = []
        var heardAt: Int64
        /// `nil` until it has said so, and for good when it is of an older version.
        var facts: ServerFacts?
    }

    /// What a message is to bring about.
    struct Outcome: Sendable {
        var items: [BusItem] = []
        /// Why this server cannot have heard everything.
        var loss: String?
        /// This server is to introduce itself; asking for the same when it knows nothing of who spoke.
        var mustAnswer = false, mustAsk = false
        /// Who was connected to that server and is now connected to no other one.
        var abandoned: [ID<User>] = []
    }

    let own: String
    private var peers: [String: Peer] = [:]

    init(own: String) { self.own = own }

    var count: Int { peers.count }
    var isEmpty: Bool { peers.isEmpty }
    /// What the others said of themselves, by their names.
    var facts: [String: ServerFacts] { peers.mapValues { $0.facts ?? ServerFacts() } }
    /// This server's name comes first: it does what one of them must do.
    var isFirst: Bool { peers.keys.allSatisfy { own < $0 } }

    func holds(_ user: ID<User>) -> Bool { peers.values.contains { $0.people.contains(user) } }

    mutating func take(_ message: BusMessage, at now: Int64) -> Outcome {
        var outcome = Outcome()
        guard message.node != own else { return outcome }
        let isNew = peers[message.node] == nil
        var peer = peers.removeValue(forKey: message.node) ?? Peer(heardAt: now)
        peer.heardAt = now
        if let next = peer.next, message.number < next {  // sent again after a break of its line
            peers[message.node] = peer
            return outcome
        }
        if let next = peer.next, message.number > next { outcome.loss = "messages of another server are missing" }
        peer.next = message.number &+ 1
        switch message.body {
        case .here(let here):
            let before = peer.people
            peer.people = Set(here.people)
            outcome.abandoned = Array(before.subtracting(peer.people))
            outcome.mustAnswer = here.wantsAnswer
            if here.hasKeptQuiet { outcome.loss = "another server spoke to nobody for a while" }
        case .about(let facts):
            peer.facts = facts
            outcome.mustAsk = isNew
        case .items(let items):
            outcome.items = items
            outcome.abandoned = peer.follow(items)
            outcome.mustAsk = isNew
        case .beat: outcome.mustAsk = isNew
        case .gone:
            outcome.abandoned = Array(peer.people).filter { !holds($0) }
            return outcome
        }
        peers[message.node] = peer
        outcome.abandoned.removeAll { holds($0) }
        return outcome
    }

    /// Takes out who has said nothing since `limit`: it is dead, and what it did last may have died with it.
    mutating func expire(before limit: Int64) -> Outcome {
        var outcome = Outcome()
        for (node, peer) in peers where peer.heardAt < limit {
            peers[node] = nil
            outcome.loss = "another server fell silent"
            outcome.abandoned += peer.people
        }
        outcome.abandoned.removeAll { holds($0) }
        return outcome
    }

    /// The line broke and is there again: what was said meanwhile is lost, and everybody's next message is right.
    mutating func lineCameBack(at now: Int64) {
        for node in peers.keys {
            peers[node]?.next = nil
            peers[node]?.heardAt = now
        }
    }
}

extension Roster.Peer {
    /// Who left.
    fileprivate mutating func follow(_ items: [BusItem]) -> [ID<User>] {
        var left: [ID<User>] = []
        for item in items {
            switch item {
            case .came(let user): people.insert(user)
            case .left(let user):
                people.remove(user)
                left.append(user)
            case .signal, .looked: break
            }
        }
        return left
    }
}

public import Network
internal import Synchronization
public import Wire

/// Every WebSocket of this node: events come in, in commit order, and leave on every loop. The sockets live in shards, one
/// per event loop, so that delivery needs no lock; who hears is decided once, in the directory.
public final class Hub: Sendable {
    private struct State: Sendable {
        var directory = Directory()
        /// Open connections per person.
        var online: [ID<User>: Int] = [:]
        /// Connections that broke and can be resumed, with the shard that keeps them.
        var dormant: [String: (shard: Int, user: ID<User>)] = [:]
        var resumptions = 0
    }

    private let shards: [Shard]
    private let sent = Mutex<[String: EventCount]>([:])
    private let waiting = Atomic<Int>(0)
    private let state = Mutex(State())
    let sources: SocketSources

    public init(loops: [EventLoop], sources: SocketSources) {
        self.sources = sources
        shards = loops.enumerated().map { Shard(loop: $1, index: $0) }
        for shard in shards { shard.loop.execute { shard.assumeIsolated { $0.start(self) } } }
    }

    func shard(of loop: EventLoop) -> Shard {
        guard let shard = shards.first(where: { $0.loop === loop }) else { preconditionFailure("a socket of an unknown loop") }
        return shard
    }

    /// The owner of a socket that is about to be upgraded. `token` is what the request carried, if anything.
    public func socket(token: String?, request: HTTPRequest) -> any SocketOwner {
        let sequence = request.queryValue("sequence_number")
        return Socket(
            hub: self,
            opening: Socket.Opening(
                token: token, connection: request.queryValue("connection_id") ?? "", sequence: sequence.flatMap { Int64($0) },
                wantsAcknowledgements: request.queryValue("posted_ack") == "true"))
    }

    // MARK: Publishing

    /// Takes what transactions committed, in commit order; never blocks.
    public func publish(_ signals: [Signal]) {
        let encoded = signals.map { signal -> EncodedEvent? in if case .event(let event) = signal { self.encoded(event) } else { nil } }
        let places = state.withLock { state in
            var places: [Directory.Place] = [], deliveries: [Directory.Delivery] = []
            for (signal, encoded) in zip(signals, encoded) { take(signal, encoded, &state, &deliveries, &places) }
            dispatch(deliveries)
            return places
        }
        for place in places { Task { await load(place) } }
    }

    /// One event that no transaction made: somebody types.
    public func publish(_ event: Event) { publish([.event(event)]) }

    private func take(
        _ signal: Signal, _ encoded: EncodedEvent?, _ state: inout State, _ deliveries: inout [Directory.Delivery],
        _ places: inout [Directory.Place]
    ) {
        switch signal {
        case .event(let event):
            guard let encoded else { return }
            let (delivery, place) = state.directory.take(event, encoded)
            if let delivery { deliveries.append(delivery) }
            if let place { places.append(place) }
        case .joinedChannel(let channel, let users): state.directory.joined(users, .channel(channel))
        case .leftChannel(let channel, let users): state.directory.left(users, .channel(channel))
        case .joinedTeam(let team, let users): state.directory.joined(users, .team(team))
        case .leftTeam(let team, let users): state.directory.left(users, .team(team))
        case .userChanged(let user):
            let number = state.directory.number(of: user)
            tellShards { $0.refresh(number) }
        case .sessionEnded(let session, let user):
            let number = state.directory.number(of: user)
            tellShards { $0.end(session, of: number) }
        case .rolesChanged: tellShards { $0.refreshAll() }
        case .settingsChanged: tellShards { $0.refreshAll() }  // they decide whether a second factor is demanded
        }
    }

    /// Called under the lock, so that every shard gets everything in one order.
    private func dispatch(_ deliveries: [Directory.Delivery]) {
        guard !deliveries.isEmpty else { return }
        waiting.wrappingAdd(deliveries.count * shards.count, ordering: .relaxed)
        tellShards { shard in
            shard.deliver(deliveries)
            self.waiting.wrappingSubtract(deliveries.count, ordering: .relaxed)
        }
    }

    private func tellShards(_ body: @escaping @Sendable (isolated Shard) -> Void) {
        for shard in shards { shard.loop.execute { shard.assumeIsolated(body) } }
    }

    private func load(_ place: Directory.Place) async {
        do {
            while true {
                let epoch = state.withLock { $0.directory.epoch }, members = try await members(of: place)
                let isCurrent = state.withLock { state in
                    guard state.directory.epoch == epoch else { return false }
                    dispatch(state.directory.loaded(place, members))
                    return true
                }
                if isCurrent { return }
            }
        } catch {
            // What waited cannot be delivered: everybody starts again and fetches what they missed.
            state.withLock { $0.directory.failed(place) }
            tellShards { $0.closeAll(code: 1013, reason: "try again later") }
        }
    }

    private func members(of place: Directory.Place) async throws -> [ID<User>] {
        switch place {
        case .channel(let id): try await sources.channelMembers(id)
        case .team(let id): try await sources.teamMembers(id)
        }
    }

    // MARK: After something was missed

    /// Nothing that is known of members is believed any more.
    public func forgetPlaces() { state.withLock { $0.directory.forget() } }

    /// Closes every connection over so many milliseconds, and none of them can be resumed: clients begin anew and fetch what
    /// they did not hear.
    public func startAfresh(over milliseconds: Int) {
        state.withLock { _ in tellShards { $0.startAfresh(over: milliseconds) } }  // under the lock: no `claim` between two shards
    }

    // MARK: Figures

    /// As bytes, counted whenever it is sent.
    func encoded(_ event: Event) -> EncodedEvent {
        let count = sent.withLock { sent in
            if let count = sent[event.name] { return count }
            let count = EventCount()
            sent[event.name] = count
            return count
        }
        return EncodedEvent(event, sent: count)
    }

    /// How often events were sent, by name: once for each socket that heard one.
    public var sentEvents: [String: Int] { sent.withLock { $0.mapValues(\.value) }.filter { $0.value > 0 } }

    /// Events that loops have yet to hand to their sockets.
    public var waitingEvents: Int { waiting.load(ordering: .relaxed) }

    // MARK: Connections

    /// How many connections of a person are open here.
    public func connectionCount(of user: ID<User>) -> Int { state.withLock { $0.online[user] ?? 0 } }

    /// How many connections were taken up again after a break.
    public var resumptions: Int { state.withLock { $0.resumptions } }

    /// Every open connection of this node.
    public var connectionCount: Int { state.withLock { $0.online.values.reduce(0, +) } }

    /// Closes the connections that are open now one after the other, over so many milliseconds: their clients do not come to
    /// the other nodes all at once.
    public func closeGradually(over milliseconds: Int, code: UInt16, reason: String) {
        tellShards { $0.closeGradually(over: milliseconds, code: code, reason: reason) }
    }

    /// Closes everything, spread over the clients' own back-off: they come back to another node.
    public func closeAll(code: UInt16, reason: String) { tellShards { $0.closeAll(code: code, reason: reason) } }

    func opened(_ user: ID<User>) -> Number {
        state.withLock { state in
            state.online[user, default: 0] += 1
            if state.online[user] == 1 { sources.presence(user, true) }
            return state.directory.number(of: user)
        }
    }

    /// True when it was the person's last connection.
    func closed(_ user: ID<User>) -> Bool {
        state.withLock { state in
            let left = (state.online[user] ?? 1) - 1
            state.online[user] = left > 0 ? left : nil
            if left <= 0 { sources.presence(user, false) }
            return left <= 0
        }
    }

    func fellAsleep(_ id: String, of user: ID<User>, in shard: Int) { state.withLock { $0.dormant[id] = (shard, user) } }
    func forgot(_ id: String) { state.withLock { $0.dormant[id] = nil } }

    /// Moves a dormant connection's state to the socket that resumes it. Both shards are told under the lock and from no
    /// loop's own thread: what was published before reaches the old shard, what comes after the new one, nothing both.
    @concurrent
    func claim(_ id: String, for socket: Socket, of user: ID<User>, in shard: Shard) async {
        state.withLock { state in
            guard let place = state.dormant[id], place.user == user else {
                shard.loop.execute { shard.assumeIsolated { $0.adopt(nil, by: socket) } }
                return
            }
            state.dormant[id] = nil
            state.resumptions += 1
            let old = shards[place.shard]
            shard.loop.execute { shard.assumeIsolated { $0.expect(socket) } }
            old.loop.execute {
                let backlog = old.assumeIsolated { $0.release(id, of: user) }
                shard.loop.execute { shard.assumeIsolated { $0.adopt(backlog, by: socket) } }
            }
        }
    }
}

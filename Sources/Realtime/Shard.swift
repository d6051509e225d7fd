internal import Network
internal import Wire

/// The sockets of one loop.
actor Shard {
    nonisolated let loop: EventLoop
    nonisolated let index: Int
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// Set once, by `start`, before any socket opens.
    private(set) var hub: Hub?
    /// Open, claiming and dormant sockets; a gap is filled with the last one.
    private(set) var sockets: [Socket] = []
    /// The first socket of each person, -1 for none: four bytes for everybody who was ever seen.
    private var firstOfPerson: [Int32] = []
    /// Sockets that have not said who they are.
    private var challenged: [ObjectIdentifier: Socket] = [:]
    private var sweep = 0

    init(loop: EventLoop, index: Int) {
        self.loop = loop
        self.index = index
    }

    func start(_ hub: Hub) {
        self.hub = hub
        _ = loop.every(1_000) { [weak self] in self?.assumeIsolated { $0.tick() } }
    }

    // MARK: The list

    func enlist(_ socket: Socket) {
        socket.index = Int32(sockets.count)
        sockets.append(socket)
        let person = Int(socket.number)
        if person >= firstOfPerson.count { firstOfPerson += [Int32](repeating: -1, count: person + 1 - firstOfPerson.count) }
        socket.nextOfPerson = firstOfPerson[person]
        firstOfPerson[person] = socket.index
    }

    func delist(_ socket: Socket) {
        guard socket.index >= 0 else { return }
        relink(socket.number, from: socket.index, to: socket.nextOfPerson)
        let last = sockets.removeLast()
        if last !== socket {
            relink(last.number, from: last.index, to: socket.index)
            sockets[Int(socket.index)] = last
            last.index = socket.index
        }
        socket.index = -1
        socket.nextOfPerson = -1
    }

    /// Whoever pointed at `old` in the person's chain points at `new`.
    private func relink(_ number: Number, from old: Int32, to new: Int32) {
        var at = firstOfPerson[Int(number)]
        if at == old { firstOfPerson[Int(number)] = new; return }
        while at >= 0 {
            let socket = sockets[Int(at)]
            if socket.nextOfPerson == old { socket.nextOfPerson = new; return }
            at = socket.nextOfPerson
        }
    }

    func sockets(of number: Number) -> [Socket] {
        var found: [Socket] = []
        forEachSocket(of: number) { found.append($0) }
        return found
    }

    @inline(__always)
    private func forEachSocket(of number: Number, _ body: (Socket) -> Void) {
        guard Int(number) < firstOfPerson.count else { return }
        var at = firstOfPerson[Int(number)]
        while at >= 0 {
            let socket = sockets[Int(at)]
            at = socket.nextOfPerson
            body(socket)
        }
    }

    // MARK: Delivery

    /// When nothing else waits for its turn, each socket gets all of it in a write of its own; otherwise at the turn's end, in
    /// one write with what else comes.
    func deliver(_ deliveries: [Directory.Delivery]) {
        if loop.isIdle, let crowd = Crowd(deliveries) { return deliver(crowd) }
        for delivery in deliveries { deliver(delivery) }
    }

    private func deliver(_ delivery: Directory.Delivery) {
        switch delivery.target {
        case .everybody: for socket in sockets { offer(delivery, to: socket) }
        case .connection(let id): for socket in sockets where socket.id == id { offer(delivery, to: socket) }
        case .people(let members): forEachSocket(of: members) { offer(delivery, to: $0) }
        }
    }

    private func deliver(_ crowd: Crowd) {
        forEachSocket(of: crowd.members) { socket in
            let connection = socket.connection, isHeld = connection?.assumeIsolated { $0.hold() } ?? false
            for (delivery, people) in crowd.deliveries where people?.contains(socket.number) ?? true { offer(delivery, to: socket) }
            if isHeld { connection?.assumeIsolated { $0.writeHeld() } }
        }
        for (delivery, person) in crowd.others { forEachSocket(of: person) { offer(delivery, to: $0) } }
    }

    @inline(__always)
    private func forEachSocket(of members: [Number], _ body: (Socket) -> Void) {
        if members.count <= sockets.count * 8 {
            for member in members { forEachSocket(of: member, body) }
        } else {
            for socket in sockets where members.containsSorted(socket.number) { body(socket) }
        }
    }

    private func offer(_ delivery: Directory.Delivery, to socket: Socket) {
        let event = delivery.event, broadcast = event.broadcast
        guard let standing = socket.standing, !standing.needsMFA, !socket.isEnded else { return }
        if broadcast.isSanitized && standing.isAdmin || broadcast.isSensitive && !standing.isAdmin { return }
        if !broadcast.omitConnection.isEmpty && broadcast.omitConnection == socket.id { return }
        if !delivery.omitted.isEmpty && delivery.omitted.contains(socket.number) { return }
        if event.isScoped, let channel = broadcast.channel, socket.looksElsewhere(than: channel) { return }
        var own = delivery.personal.isEmpty ? event : delivery.personal[socket.number] ?? event
        if socket.opening.wantsAcknowledgements, delivery.acknowledgers.contains(socket.number) { own = own.adding(Self.shouldAcknowledge) }
        if let subject = event.subject, standing.session.isGuest, subject != standing.session.user {
            return offer(own, about: subject, toGuest: socket, standing.session.user)
        }
        hear(own, socket)
    }

    private static let shouldAcknowledge = Array("\"should_ack\":true".utf8)

    /// Guests hear of those whom they may see.
    private func offer(_ event: EncodedEvent, about subject: ID<User>, toGuest socket: Socket, _ guest: ID<User>) {
        guard let sources = hub?.sources else { return }
        Task { if await sources.canSee(guest, subject) { hear(event, socket) } }
    }

    /// Counts the event for the socket and sends it, or keeps it while nobody is there.
    func hear(_ event: EncodedEvent, _ socket: Socket) {
        switch socket.state {
        case .challenged, .closed: break
        case .claiming(var events):
            events.append(event)
            socket.state = .claiming(events)
        case .dormant: if !socket.backlog.waits(event) { forget(socket) }
        case .open:
            guard let connection = socket.connection else { return }
            if event.isDispensable, connection.assumeIsolated({ $0.backlog }) > 512 * 1024 { return }
            let sequence = socket.backlog.sent(event)
            Self.send(event, sequence, to: connection)
        }
    }

    static func send(_ event: EncodedEvent, _ sequence: Int64, to connection: Connection) {
        event.sent.add()
        connection.assumeIsolated { connection in
            connection.send { output in
                let digits = String(sequence)  // at most fifteen bytes: no allocation
                WebSocket.appendTextHeader(length: event.head.count + event.tail.count + digits.utf8.count + 1, to: &output)
                output.append(contentsOf: event.head)
                output.append(contentsOf: event.tail)
                output.append(contentsOf: digits.utf8)
                output.append(UInt8(ascii: "}"))
            }
        }
    }

    // MARK: What the hub orders

    func refresh(_ number: Number) { for socket in sockets(of: number) { refresh(socket) } }
    func refreshAll() { for socket in sockets { refresh(socket) } }

    private func refresh(_ socket: Socket) {
        guard let hub, let session = socket.standing?.session.id else { return }
        Task {
            if let standing = await hub.sources.refresh(session) { socket.standing = standing } else { end(socket) }
        }
    }

    func end(_ session: ID<Session>, of number: Number) {
        for socket in sockets(of: number) where socket.standing?.session.id == session { end(socket) }
    }

    private func end(_ socket: Socket) {
        if case .dormant = socket.state { forget(socket) } else { socket.isEnded = true }
    }

    func closeAll(code: UInt16, reason: String) { for socket in sockets { close(socket, code: code, reason: reason) } }

    /// In at most a hundred steps.
    func closeGradually(over milliseconds: Int, code: UInt16, reason: String) {
        let all = Array(sockets), size = max(1, (all.count + 99) / 100), steps = (all.count + size - 1) / size
        for step in 0..<steps {
            let group = all[step * size..<min(all.count, (step + 1) * size)]
            _ = loop.after(step * milliseconds / steps) {
                self.assumeIsolated { shard in for socket in group { shard.close(socket, code: code, reason: reason) } }
            }
        }
    }

    /// Nobody's connection can be resumed, and who is connected is sent away.
    func startAfresh(over milliseconds: Int) {
        for socket in sockets { if case .dormant = socket.state { forget(socket) } else { socket.isForgotten = true } }
        closeGradually(over: milliseconds, code: 1012, reason: "come back for what was missed")
    }

    func close(_ socket: Socket, code: UInt16, reason: String) {
        guard let connection = socket.connection else { return }
        connection.assumeIsolated { $0.close(code: code, reason: reason) }
    }

    // MARK: Time

    /// Breaks the line without a word, as clients know it from a refused opening; a turn later, so that the answer to the
    /// handshake is out.
    func cut(_ socket: Socket) {
        guard let connection = socket.connection else { return }
        _ = loop.after(1) { connection.assumeIsolated { $0.abort() } }
    }

    func addChallenged(_ socket: Socket) { challenged[ObjectIdentifier(socket)] = socket }
    func removeChallenged(_ socket: Socket) { challenged[ObjectIdentifier(socket)] = nil }

    /// Once a second: ends what waited too long, and pings a sixtieth of the sockets, so that pings never come in a storm.
    private func tick() {
        guard let hub else { return }
        let now = hub.sources.now()
        for socket in challenged.values where now - socket.lastHeard > 5_000 { cut(socket) }
        sweep = (sweep + 1) % 60
        for index in stride(from: sweep, to: sockets.count, by: 60).reversed() where index < sockets.count { check(sockets[index], now) }
    }

    private func check(_ socket: Socket, _ now: Int64) {
        if case .dormant = socket.state {
            if now - socket.lastHeard > 300_000 { forget(socket) }
            return
        }
        guard let connection = socket.connection else { return }
        if socket.isEnded { connection.assumeIsolated { $0.close(code: 1000, reason: "the session ended") }; return }
        if now - socket.lastHeard > 160_000 { connection.assumeIsolated { $0.close(code: 1001, reason: "no answer") }; return }
        connection.assumeIsolated { $0.ping() }
        if let session = socket.standing?.session, session.expiresAt > 0, session.expiresAt < now { refresh(socket) }
    }

    /// A dormant connection that nobody will resume.
    func forget(_ socket: Socket) {
        socket.state = .closed
        delist(socket)
        hub?.forgot(socket.id)
    }
}

extension Socket {
    /// The client says that it looks at another channel, and of both places for threads that none of this channel is open there.
    fileprivate func looksElsewhere(than channel: ID<Channel>) -> Bool {
        let isOther = { (place: String?) in place != nil && place != channel.raw }
        return isOther(activeChannel) && isOther(activeThread) && isOther(activeThreadView)
    }
}

internal import Network
internal import Wire

/// How a socket opens, is resumed and closes.
extension Shard {
    func opened(_ socket: Socket, _ connection: Connection) {
        guard let hub else { return }
        socket.connection = connection
        socket.lastHeard = hub.sources.now()
        addChallenged(socket)
        guard let token = socket.opening.token else { return }
        socket.isBusy = true  // whoever asks at once waits until it is known who asks
        Task {
            if let standing = await hub.sources.session(token) { authenticated(socket, standing, mayResume: true) }
            work(socket)
        }
    }

    /// The socket's person is known. `mayResume`: the upgrade itself said who they are.
    func authenticated(_ socket: Socket, _ standing: SocketStanding, mayResume: Bool) {
        guard let hub, case .challenged = socket.state, socket.connection != nil else { return }
        removeChallenged(socket)
        socket.standing = standing
        socket.number = hub.opened(standing.session.user)
        let wanted = socket.opening.connection
        if mayResume, !wanted.isEmpty {
            guard ID<Void>(wanted).isWellFormed, socket.opening.sequence != nil else { return cut(socket) }
            Task { await hub.claim(wanted, for: socket, of: standing.session.user, in: self) }
        } else {
            begin(socket, after: [])
        }
    }

    /// Events for the socket wait from here on, until its former state arrives.
    func expect(_ socket: Socket) {
        guard socket.connection != nil else { return }
        socket.state = .claiming([])
        enlist(socket)
    }

    /// Gives up a dormant connection's events; `nil` when it was just forgotten.
    func release(_ id: String, of user: ID<User>) -> Backlog? {
        guard let socket = sockets.first(where: { $0.id == id && $0.standing?.session.user == user }), case .dormant = socket.state else {
            return nil
        }
        socket.state = .closed
        delist(socket)
        return socket.backlog
    }

    /// Goes on with the former state, or begins anew when there is none or too much is gone.
    func adopt(_ backlog: Backlog?, by socket: Socket) {
        guard let connection = socket.connection else { return }
        var buffered: [EncodedEvent] = []
        if case .claiming(let events) = socket.state { buffered = events }
        guard let backlog, let sequence = socket.opening.sequence, let missed = backlog.events(from: sequence) else {
            return begin(socket, after: buffered)
        }
        socket.id = socket.opening.connection
        socket.backlog = backlog
        socket.backlog.trim()
        socket.state = .open
        for (offset, event) in missed.enumerated() { Self.send(event, sequence + Int64(offset), to: connection) }
        for event in buffered { hear(event, socket) }
        tellConnected(socket)
    }

    /// A connection of its own, with `hello` as its first event.
    func begin(_ socket: Socket, after buffered: [EncodedEvent]) {
        guard let hub, let standing = socket.standing, socket.connection != nil else { return }
        socket.id = hub.sources.newToken()
        if socket.index < 0 { enlist(socket) }
        socket.state = .open
        hear(hub.encoded(hub.sources.hello(socket.id, standing.session.user)), socket)
        for event in buffered { hear(event, socket) }
        tellConnected(socket)
    }

    private func tellConnected(_ socket: Socket) {
        guard let hub, let session = socket.standing?.session else { return }
        Task { await hub.sources.connected(session) }
    }

    func ponged(_ socket: Socket) {
        guard let hub else { return }
        socket.lastHeard = hub.sources.now()
        if let session = socket.standing?.session { Task { await hub.sources.ponged(session) } }
    }

    /// The line is gone. What was open waits for five minutes to be resumed.
    func closed(_ socket: Socket) {
        guard let hub else { return }
        removeChallenged(socket)
        socket.connection = nil
        socket.waiting = []
        guard let session = socket.standing?.session else { socket.state = .closed; return }
        let isLast = hub.closed(session.user)
        Task { await hub.sources.disconnected(session, isLast) }
        if case .open = socket.state, !socket.isForgotten {
            socket.state = .dormant
            socket.lastHeard = hub.sources.now()
            hub.fellAsleep(socket.id, of: session.user, in: index)
        } else {
            socket.state = .closed
            delist(socket)
        }
    }
}

internal import Wire

/// Writes messages for other servers: numbers in groups of seven bits, everything of variable size led by its length. The
/// same message always makes the same bytes.
struct BusWriter {
    /// The first byte of every message, and the version of what follows.
    static let head: [UInt8] = [0x4D, 1]

    private(set) var bytes: [UInt8] = []

    static func bytes(of message: BusMessage) -> [UInt8] {
        var writer = BusWriter()
        writer.bytes.reserveCapacity(1_024)
        writer.bytes += head
        writer.text(message.node)
        writer.number(message.number)
        writer.body(message.body)
        return writer.bytes
    }

    private mutating func body(_ body: BusMessage.Body) {
        switch body {
        case .here(let here):
            bytes.append(0)
            bytes.append((here.wantsAnswer ? 1 : 0) | (here.hasKeptQuiet ? 2 : 0))
            ids(here.people)
        case .items(let items):
            bytes.append(1)
            number(UInt64(items.count))
            for item in items { self.item(item) }
        case .beat: bytes.append(2)
        case .gone: bytes.append(3)
        case .about(let facts):
            bytes.append(4)
            for part in [facts.version, facts.schemaVersion, facts.configHash, facts.address, facts.hostname] { text(part) }
        }
    }

    private mutating func item(_ item: BusItem) {
        switch item {
        case .signal(let signal): self.signal(signal)
        case .came(let user): tag(20, user)
        case .left(let user): tag(21, user)
        case .looked(let user, let channel):
            tag(22, user)
            text(channel.raw)
        }
    }

    private mutating func signal(_ signal: Signal) {
        switch signal {
        case .event(let event):
            bytes.append(0)
            self.event(event)
        case .joinedChannel(let channel, let users): place(1, channel, users)
        case .leftChannel(let channel, let users): place(2, channel, users)
        case .joinedTeam(let team, let users): place(3, team, users)
        case .leftTeam(let team, let users): place(4, team, users)
        case .userChanged(let user): tag(5, user)
        case .sessionEnded(let session, let user):
            tag(6, session)
            text(user.raw)
        case .rolesChanged: bytes.append(7)
        case .settingsChanged: bytes.append(8)
        }
    }

    private mutating func event(_ event: Event) {
        let to = event.broadcast
        text(event.name)
        piece(event.data)
        var flags: UInt8 = to.isSanitized ? 1 : 0
        if to.isSensitive { flags |= 2 }
        if to.user != nil { flags |= 4 }
        if to.channel != nil { flags |= 8 }
        if to.team != nil { flags |= 16 }
        if event.subject != nil { flags |= 32 }
        bytes.append(flags)
        if let user = to.user { text(user.raw) }
        if let channel = to.channel { text(channel.raw) }
        if let team = to.team { text(team.raw) }
        if let subject = event.subject { text(subject.raw) }
        text(to.connection)
        text(to.omitConnection)
        ids(to.omitUsers)
        number(UInt64(event.personal.count))
        for (user, members) in event.personal.sorted(by: { $0.key.raw < $1.key.raw }) {
            text(user.raw)
            piece(members)
        }
        piece(event.others)
        ids(event.acknowledgers.sorted { $0.raw < $1.raw })
    }

    // MARK: Parts

    private mutating func tag<T>(_ tag: UInt8, _ id: ID<T>) {
        bytes.append(tag)
        text(id.raw)
    }

    private mutating func place<T>(_ tag: UInt8, _ place: ID<T>, _ users: [ID<User>]) {
        self.tag(tag, place)
        ids(users)
    }

    private mutating func ids<T>(_ ids: [ID<T>]) {
        number(UInt64(ids.count))
        for id in ids { text(id.raw) }
    }

    private mutating func text(_ text: String) {
        number(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func piece(_ piece: [UInt8]) {
        number(UInt64(piece.count))
        bytes.append(contentsOf: piece)
    }

    private mutating func number(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

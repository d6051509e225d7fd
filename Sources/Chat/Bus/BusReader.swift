internal import Wire

/// Reads what `BusWriter` wrote. Any bytes make a message or a refusal; nothing is reserved that the bytes do not hold.
struct BusReader {
    /// What came is no message that this version knows.
    struct Refusal: Error {}

    private let bytes: [UInt8]
    private var at = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func message(_ bytes: [UInt8]) throws(Refusal) -> BusMessage {
        var reader = BusReader(bytes)
        for expected in BusWriter.head { guard try reader.byte() == expected else { throw Refusal() } }
        let message = BusMessage(node: try reader.text(), number: try reader.number(), body: try reader.body())
        guard reader.at == bytes.count else { throw Refusal() }
        return message
    }

    private mutating func body() throws(Refusal) -> BusMessage.Body {
        switch try byte() {
        case 0:
            let flags = try byte()
            guard flags < 4 else { throw Refusal() }
            return .here(Here(people: try ids(), wantsAnswer: flags & 1 != 0, hasKeptQuiet: flags & 2 != 0))
        case 1:
            let count = try self.count()
            var items: [BusItem] = []
            items.reserveCapacity(min(count, 1_024))
            for _ in 0..<count { items.append(try item()) }
            return .items(items)
        case 2: return .beat
        case 3: return .gone
        case 4:
            return .about(
                ServerFacts(
                    version: try text(), schemaVersion: try text(), configHash: try text(), address: try text(), hostname: try text()))
        default: throw Refusal()
        }
    }

    private mutating func item() throws(Refusal) -> BusItem {
        switch try byte() {
        case 0: return .signal(.event(try event()))
        case 1: return .signal(.joinedChannel(try id(), try ids()))
        case 2: return .signal(.leftChannel(try id(), try ids()))
        case 3: return .signal(.joinedTeam(try id(), try ids()))
        case 4: return .signal(.leftTeam(try id(), try ids()))
        case 5: return .signal(.userChanged(try id()))
        case 6: return .signal(.sessionEnded(try id(), user: try id()))
        case 7: return .signal(.rolesChanged)
        case 8: return .signal(.settingsChanged)
        case 20: return .came(try id())
        case 21: return .left(try id())
        case 22: return .looked(try id(), at: try id())
        default: throw Refusal()
        }
    }

    private mutating func event() throws(Refusal) -> Event {
        let name = try text(), data = try piece(), flags = try byte()
        guard flags < 64 else { throw Refusal() }
        var to = Event.Broadcast()
        to.isSanitized = flags & 1 != 0
        to.isSensitive = flags & 2 != 0
        if flags & 4 != 0 { to.user = try id() }
        if flags & 8 != 0 { to.channel = try id() }
        if flags & 16 != 0 { to.team = try id() }
        let subject: ID<User>? = flags & 32 != 0 ? try id() : nil
        to.connection = try text()
        to.omitConnection = try text()
        to.omitUsers = try ids()
        var event = Event(name, to: to, written: data)
        event.subject = subject
        for _ in 0..<(try count()) {
            let user: ID<User> = try id()
            event.personal[user] = try piece()
        }
        event.others = try piece()
        event.acknowledgers = Set(try ids())
        return event
    }

    // MARK: Parts

    private mutating func ids<T>() throws(Refusal) -> [ID<T>] {
        let count = try self.count()
        var ids: [ID<T>] = []
        ids.reserveCapacity(min(count, 1_024))
        for _ in 0..<count { ids.append(try id()) }
        return ids
    }

    private mutating func id<T>() throws(Refusal) -> ID<T> { ID(try text()) }

    private mutating func text() throws(Refusal) -> String {
        let length = try count()
        guard let text = String(validating: bytes[at..<at + length], as: UTF8.self) else { throw Refusal() }
        at += length
        return text
    }

    private mutating func piece() throws(Refusal) -> [UInt8] {
        let length = try count()
        defer { at += length }
        return Array(bytes[at..<at + length])
    }

    /// How many things or bytes follow: each takes a byte at least.
    private mutating func count() throws(Refusal) -> Int {
        let number = try self.number()
        guard number <= UInt64(bytes.count - at) else { throw Refusal() }
        return Int(number)
    }

    private mutating func number() throws(Refusal) -> UInt64 {
        var number: UInt64 = 0, shift: UInt64 = 0
        while true {
            let byte = try self.byte()
            guard shift < 63 || byte <= 1 else { throw Refusal() }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
    }

    private mutating func byte() throws(Refusal) -> UInt8 {
        guard at < bytes.count else { throw Refusal() }
        defer { at += 1 }
        return bytes[at]
    }
}

/// The numbered events of one connection, kept so that a client whose line broke can go on where it was. A value.
struct Backlog {
    /// Sent events that are kept, and events that may wait while nobody is connected (facts: websocket.md section 7).
    static let sentLimit = 128, waitingLimit = 256

    /// The number of the next event.
    private(set) var next: Int64 = 0
    /// The last events, oldest first from `start` on, round the end.
    private var events: [EncodedEvent] = []
    private var start = 0

    var firstKept: Int64 { next - Int64(events.count) }

    /// Counts an event that is sent at once; returns its number.
    mutating func sent(_ event: EncodedEvent) -> Int64 {
        defer { next += 1 }
        if events.count < Self.sentLimit {
            events.append(event)
        } else {
            events[start] = event
            start = (start + 1) % events.count
        }
        return next
    }

    /// Counts an event that nobody can be sent now; false when too much waits and the connection is lost for good.
    mutating func waits(_ event: EncodedEvent) -> Bool {
        straighten()
        events.append(event)
        next += 1
        return events.count <= Self.sentLimit + Self.waitingLimit
    }

    /// The events from a number on, `nil` when some of them are gone.
    func events(from number: Int64) -> [EncodedEvent]? {
        guard number >= firstKept, number <= next else { return nil }
        return (Int(number - firstKept)..<events.count).map { events[(start + $0) % events.count] }
    }

    /// After a resumption: keeps what a live connection keeps.
    mutating func trim() {
        straighten()
        if events.count > Self.sentLimit { events.removeFirst(events.count - Self.sentLimit) }
    }

    private mutating func straighten() {
        guard start > 0 else { return }
        events = Array(events[start...] + events[..<start])
        start = 0
    }
}

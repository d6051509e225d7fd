internal import Wire

/// What waits to be sent, in order, and what was sent and may not have arrived. A value.
struct BusQueue: Sendable {
    private let node: String
    private var items: [BusItem] = []
    private var weight = 0
    private var next: UInt64 = 0
    /// Messages with their numbers that no line has taken for certain.
    private var unsent: [[UInt8]] = []
    private var unsentWeight = 0
    /// Something was left out because nobody was there to hear it.
    private var hasKeptQuiet = false

    /// More than these bytes are not kept for a line that is broken or slow: the others are told that something is missing.
    static let limit = 32 * 1_024 * 1_024
    /// About as large a message is made, unless one thing alone is larger.
    private static let messageWeight = 256 * 1_024

    init(node: String) { self.node = node }

    var isEmpty: Bool { items.isEmpty && unsent.isEmpty }

    /// False when there was no room: everything that waited is given up, and its number stays unused.
    mutating func add(_ item: BusItem) -> Bool {
        items.append(item)
        weight += item.weight
        guard weight + unsentWeight > Self.limit else { return true }
        (items, weight, unsent, unsentWeight) = ([], 0, [], 0)
        next += 1
        return false
    }

    mutating func keepQuiet() { hasKeptQuiet = true }

    mutating func introduce(_ people: [ID<User>], asking: Bool) {
        write(.here(Here(people: people, wantsAnswer: asking, hasKeptQuiet: hasKeptQuiet)))
        hasKeptQuiet = false
    }

    mutating func say(_ body: BusMessage.Body) { write(body) }

    /// Takes out what waits, as numbered messages. They are written elsewhere, because whoever commits waits for the lock that
    /// this is under, and given back to `keep`.
    mutating func take() -> [BusMessage] {
        var messages: [BusMessage] = [], start = 0
        while start < items.count {
            var end = start, size = 0
            while end < items.count, size < Self.messageWeight {
                size += items[end].weight
                end += 1
            }
            messages.append(BusMessage(node: node, number: next, body: .items(Array(items[start..<end]))))
            next += 1
            start = end
        }
        (items, weight) = ([], 0)
        return messages
    }

    /// What is to be sent now, in the order of the numbers; it is kept until `arrived` is called.
    mutating func keep(_ written: [[UInt8]]) -> [[UInt8]] {
        unsent += written
        unsentWeight += written.reduce(0) { $0 + $1.count }
        return unsent
    }

    mutating func arrived() { (unsent, unsentWeight) = ([], 0) }

    private mutating func write(_ body: BusMessage.Body) {
        _ = keep([BusWriter.bytes(of: BusMessage(node: node, number: next, body: body))])
        next += 1
    }
}

/// The way to the other servers. Its calls block: a thread of the bus's own makes them, except for `wake`.
public protocol BusLine: Sendable {
    /// Connects and begins to hear.
    func open() throws
    /// All of them or an error; after an error some may have got through.
    func send(_ messages: [[UInt8]]) throws
    /// What came, our own messages too; nothing when woken or when so many milliseconds are over.
    func receive(within milliseconds: Int) throws -> [[UInt8]]
    /// Ends a `receive` that waits, or the next one.
    func wake()
    func close()
}

public import Network
public import Wire

/// Every open WebSocket of this node, in shards: one per event loop, so that delivery needs no lock.
public final class Hub: SocketOwner {
    public init() {}

    /// Takes what transactions committed, in commit order; never blocks.
    public func publish(_ signals: [Signal]) {}

    public func opened(_ socket: isolated Connection) {}
    public func received(text: [UInt8], from socket: isolated Connection) {}
    public func received(binary: [UInt8], from socket: isolated Connection) {}
    public func ponged(_ socket: isolated Connection) {}
    public func closed(_ socket: isolated Connection, code: UInt16) {}
}

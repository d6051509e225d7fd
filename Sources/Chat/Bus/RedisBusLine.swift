public import Outside

/// Publish and subscribe of Redis or Valkey.
public final class RedisBusLine: BusLine {
    private let channel: RedisChannel

    /// `prefix` and `installation` keep servers apart that share a Redis and no database.
    public init(_ address: RedisAddress, prefix: String, installation: String) {
        channel = RedisChannel(address, name: "\(prefix)martlet:\(address.database):\(installation)")
    }

    public func open() throws { try channel.open() }
    public func send(_ messages: [[UInt8]]) throws { try channel.publish(messages) }
    public func receive(within milliseconds: Int) throws -> [[UInt8]] { try channel.receive(within: milliseconds) }
    public func wake() { channel.wake() }
    public func close() { channel.close() }
}

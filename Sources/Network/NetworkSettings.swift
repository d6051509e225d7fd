/// Limits and time-outs of connections. Times are milliseconds, sizes bytes.
public struct NetworkSettings: Sendable, Equatable {
    /// Request line and fields together.
    public var headLimit = 64 * 1024
    public var fieldLimit = 200
    public var targetLimit = 8 * 1024

    /// A head must be complete this long after its first byte; a body has this long before its rate counts.
    public var slowTimeout = 8_000
    /// Bytes a second that a body must reach on average; what is slower holds a connection for nothing.
    public var slowestRate = 2_048
    /// Head and collected body together; of a streamed body, without a byte.
    public var readTimeout = 300_000
    /// Without the client taking a byte of what is there for it.
    public var writeTimeout = 300_000
    /// Between two requests.
    public var idleTimeout = 60_000

    public var connectionLimit = 100_000
    /// Output that may wait for a WebSocket's client before it is cut off.
    public var socketBacklog = 4 << 20
    /// Largest message from a WebSocket's client.
    public var socketMessageLimit = 8 * 1024
    /// gzip for texts, when the client takes it.
    public var compresses = true
    public var trust = ProxyTrust()
    /// Encrypts what connections of TCP say; new ones use what stands here then.
    public var tls: TLSContext?

    public init() {}

    var headLimits: HeadLimits { HeadLimits(head: headLimit, fields: fieldLimit, target: targetLimit) }
}

/// How much a head may hold.
public struct HeadLimits: Sendable {
    public var head = 64 * 1024
    public var fields = 200
    public var target = 8 * 1024

    public init(head: Int = 64 * 1024, fields: Int = 200, target: Int = 8 * 1024) {
        self.head = head
        self.fields = fields
        self.target = target
    }
}

import Glibc
public import Wire

/// Somebody's WebSocket to a harness, over a real connection.
public final class Ear: @unchecked Sendable {  // a test asks it one thing after the other
    private let client: Client
    private var sequence: Int64 = 0
    private var heard: [JSONValue] = []

    /// Opens it and waits for the server's greeting.
    public convenience init(_ chat: Harness, as person: Person) async throws {
        try await self.init(chat, fields: ["Authorization: Bearer \(person.token)"])
        _ = try await event("hello")
    }

    /// Opens it with a query and fields of one's own, and waits for nothing.
    public init(_ chat: Harness, query: String = "", fields: [String]) async throws {
        let port = try chat.port()
        client = try await onOwnThread { Handed(try Self.open(port, query, fields)) }.client
        client.server = chat
    }

    /// The same at any server. `resuming`: the connection that broke, and the number of the event that comes next.
    public init(port: Int, token: String, resuming: (connection: String, sequence: Int64)? = nil) async throws {
        let port = UInt16(port)
        let query = resuming.map { "?connection_id=\($0.connection)&sequence_number=\($0.sequence)" } ?? ""
        client = try await onOwnThread { Handed(try Self.open(port, query, ["Authorization: Bearer \(token)"])) }.client
        let hello = try await event("hello")
        connection = hello["data"]?["connection_id"]?.string ?? ""
    }

    /// Who the server said that we are.
    public private(set) var connection = ""

    /// The code with which the server closes, after whatever it says before.
    public func ending() async throws -> Int {
        while true {
            let frame = try await onOwnThread { [self] in try client.frame() }
            if frame.first == 0x88, frame.payload.count >= 2 { return Int(frame.payload[0]) << 8 | Int(frame.payload[1]) }
        }
    }

    /// A client on its way from the thread that opened it.
    private struct Handed: @unchecked Sendable {  // the thread has ended
        let client: Client
        init(_ client: Client) { self.client = client }
    }

    private static func open(_ port: UInt16, _ query: String, _ fields: [String]) throws -> Client {
        let client = try Client(port: port)
        let answer = try client.upgrade("/api/v4/websocket\(query)", fields)
        guard answer.status == 101 else { throw Client.Lost(description: "no WebSocket: \(answer.status)") }
        return client
    }

    /// Asks for an action and waits for its answer; events that come before are kept.
    @discardableResult
    public func say(_ action: String, _ data: JSONValue) async throws -> JSONValue {
        sequence += 1
        let message: JSONValue = ["action": .string(action), "seq": .integer(sequence), "data": data]
        return try await answer(to: sequence, asked: JSONWriter.bytes(of: message), in: 0x81)
    }

    /// The answer to a frame of one's own making, which must hold this number.
    public func answer(to number: Int64, asked bytes: [UInt8], in frame: UInt8) async throws -> JSONValue {
        try client.send(frame: frame, bytes)
        while true {
            let next = try await receive()
            if next["seq_reply"] == .integer(number) { return next }
            heard.append(next)
        }
    }

    /// The next event; fails when none comes.
    public func event() async throws -> JSONValue { heard.isEmpty ? try await receive() : heard.removeFirst() }

    /// The next event of that name; what comes before it is passed over.
    public func event(_ name: String) async throws -> JSONValue {
        while true {
            let next = try await event()
            if next["event"]?.string == name { return next }
        }
    }

    /// Sends a frame and waits for nothing.
    public func send(_ bytes: [UInt8], in frame: UInt8 = 0x81) throws { try client.send(frame: frame, bytes) }

    /// Whether the server hangs up on a frame.
    public func isCutOff(by bytes: [UInt8], in frame: UInt8) async throws -> Bool {
        try send(bytes, in: frame)
        return try await isCutOff()
    }

    /// Waits until the server hangs up.
    public func isCutOff() async throws -> Bool {
        try await onOwnThread { [self] in
            do { _ = try client.rest() } catch { return errno == ECONNRESET }
            return true
        }
    }

    private func receive() async throws -> JSONValue {
        let frame = try await onOwnThread { [self] in try client.frame() }
        return frame.first == 0x81 ? try JSONReader.read(frame.payload) : .null
    }

    /// Breaks the line, as a client does that loses its network.
    public func hangUp() { shutdown(client.descriptor, Int32(SHUT_RDWR)) }
}

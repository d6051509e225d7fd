/// What to do with the body of a request, decided when its head is there.
public enum BodyPolicy: Sendable {
    /// Read it whole before the handler runs; a larger one is refused.
    case collect(limit: Int)
    /// Let the handler read it piece by piece through `bodyStream`.
    case stream(limit: Int64)
}

/// What to do with a request.
public enum Reaction: Sendable {
    case answer(HTTPResponse)
    /// Turn the connection into a WebSocket; the fields go into the answer to the handshake.
    case upgrade(any SocketOwner, fields: [(name: String, value: String)] = [])
}

/// The application behind the connections. All three run on the connection's loop unless they hop away.
public protocol RequestHandler: Sendable {
    /// Called once for each request, when its head is complete.
    func policy(for request: HTTPRequest) -> BodyPolicy
    func respond(to request: HTTPRequest) async -> Reaction
    /// The answer to what cannot be answered, in the application's own shape; the request is nil when its head was the trouble.
    func refuse(_ refusal: Refusal, request: HTTPRequest?) -> HTTPResponse
}

/// Who a WebSocket belongs to; called on the socket's loop.
public protocol SocketOwner: AnyObject, Sendable {
    func opened(_ socket: isolated Connection)
    func received(text: [UInt8], from socket: isolated Connection)
    func received(binary: [UInt8], from socket: isolated Connection)
    /// The client answered a ping, or sent a pong of its own accord.
    func ponged(_ socket: isolated Connection)
    /// Called exactly once for each socket that was opened; 1006 when the connection just broke.
    func closed(_ socket: isolated Connection, code: UInt16)
}

/// The body of a request as it arrives. A handler that does not ask stops the reading, and so the client.
public struct BodyStream: Sendable {
    public enum Failure: Error, Equatable { case connectionLost, tooLarge, tooSlow, malformed, alreadyReading }

    let connection: Connection
    let exchange: Int

    /// The next piece; nil at the end of the body.
    public func next() async throws(Failure) -> [UInt8]? { try await connection.nextPiece(of: exchange) }
}

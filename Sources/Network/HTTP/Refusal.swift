/// Why bytes are no request that can be answered.
public enum Refusal: Error, Equatable, Sendable, CaseIterable {
    case malformed, headTooLarge, targetTooLong, bodyTooLarge, unsupportedCoding, unsupportedVersion, unmetExpectation, tooSlow
    /// Asked for a WebSocket with a handshake that is none.
    case badHandshake

    public var status: Int {
        switch self {
        case .malformed, .badHandshake: 400
        case .tooSlow: 408
        case .bodyTooLarge: 413
        case .targetTooLong: 414
        case .unmetExpectation: 417
        case .headTooLarge: 431
        case .unsupportedCoding: 501
        case .unsupportedVersion: 505
        }
    }
}

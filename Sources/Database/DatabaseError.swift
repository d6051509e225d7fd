/// Why a statement or a transaction failed. No case carries a value that came from a client or a connection's secret.
public enum DatabaseError: Error, Equatable, Sendable {
    /// A unique constraint, by PostgreSQL's name for it on both engines: `users_username_key`, `posts_pkey`.
    case uniqueViolation(String)
    /// The transaction lost a race more often than it is tried again.
    case serialization(String)
    /// No connection became free in time.
    case tooBusy
    /// The connection broke. Whether a COMMIT under way was done is not known.
    case connectionLost(String)
    /// Everything else, with the engine's code.
    case engine(code: String, message: String)
}

extension DatabaseError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .uniqueViolation(let constraint): "The constraint \(constraint) is violated."
        case .serialization(let message): "The transaction lost every race: \(message)"
        case .tooBusy: "The database is too busy: no connection became free in time."
        case .connectionLost(let message): message
        case .engine(let code, let message): code.allSatisfy(\.isLetter) ? message : "\(message) (\(code))"
        }
    }
}

public import Database
public import Wire

/// Finds the session of a token.
public final class SessionBook: Sendable {
    private let db: any Database

    public init(db: any Database) { self.db = db }

    /// The living session of the token, `nil` when there is none or it has expired.
    public func find(_ token: String, now: Int64) async throws -> Session? {
        guard let session = try await db.read({ try $0.sessions.find(token: token) }) else { return nil }
        return session.expiresAt > 0 && session.expiresAt < now ? nil : session
    }
}

internal import Database
internal import Network
internal import Synchronization

/// What those who start and stop servers ask: is it alive, and should it be sent work. Apart on purpose: a server that lost its
/// database is not helped by being started again.
///
/// | path | 200 | 503 |
/// |---|---|---|
/// | /health/live | the loops answer | never |
/// | /health/ready | the database answers | it does not, or the server is about to stop |
public final class Health: Sendable {
    private let draining = Atomic<Bool>(false)

    public init() {}

    /// Whether the server was told to stop and only finishes.
    public var isDraining: Bool { draining.load(ordering: .acquiring) }

    /// From here on `/health/ready` says no; everything else goes on.
    public func drain() { draining.store(true, ordering: .releasing) }

    /// The answer to a path under `/health/`, `nil` for one that is none of ours.
    func answer(_ path: String, _ services: Services) async -> HTTPResponse? {
        switch path {
        case "/health/live": return Self.say(200, "alive")
        case "/health/ready":
            if isDraining { return Self.say(503, "draining") }
            guard await databaseAnswers(services) else { return Self.say(503, "the database does not answer") }
            return Self.say(200, "ready")
        default: return nil
        }
    }

    private func databaseAnswers(_ services: Services) async -> Bool {
        do { return try await services.db.readOne { tx in try tx.systems.answers() } } catch {
            services.log.warn("the database does not answer", ["error": "\(error)"])
            return false
        }
    }

    private static func say(_ status: Int, _ sentence: String) -> HTTPResponse {
        HTTPResponse(
            status: status, contentType: "text/plain; charset=utf-8", fields: [(name: "Cache-Control", value: "no-store")],
            bytes: Array((sentence + "\n").utf8))
    }
}

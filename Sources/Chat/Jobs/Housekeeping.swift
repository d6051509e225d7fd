internal import Database
internal import Wire

/// What has to be done again and again and that nobody asks for. Each turn is one small transaction; several nodes may do the
/// same turn without harm.
public struct Housekeeping: Sendable {
    private let services: Services

    public init(services: Services) { self.services = services }

    /// How often `run` should be called.
    public static let interval = 60_000
    private static let day: Int64 = 86_400_000

    /// Once, when the server has started; nobody waits for it.
    public func begin() async {
        await services.figures.jobs.during(.tableStatistics) {
            await attempt("the tables could not be measured") { tx in try MeasureTables().run(in: tx) }
        }
    }

    /// One turn. What fails is logged and done at the next.
    public func run() async {
        await services.figures.jobs.during(.housekeeping) { await tidy(services.now()) }
        await services.figures.jobs.during(.fileCleanup) { await cleanUp() }
    }

    private func tidy(_ now: Int64) async {
        await attempt("do-not-disturb could not be ended") { [services] tx in try EndDoNotDisturb(services: services).run(in: tx) }
        await attempt("old pending ids could not be removed") { tx in try tx.posts.forgetPending(before: now - Self.day) }
        await attempt("expired sessions could not be removed") { tx in try tx.sessions.removeExpired(before: now - Self.day) }
    }

    /// What has to be done outside of transactions as well.
    private func cleanUp() async {
        do { try await CleanUpFiles(services: services).run() } catch {
            services.log.warn("files could not be cleaned up", ["error": "\(error)"])
        }
    }

    private func attempt(
        _ trouble: StaticString, _ body: @escaping @Sendable (Transaction<ReadWrite>) throws -> Void
    ) async {
        do { try await services.db.write(body) } catch { services.log.warn(trouble, ["error": "\(error)"]) }
    }
}

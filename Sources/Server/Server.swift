internal import Chat
internal import Database
internal import Network
internal import Outside
internal import Synchronization
internal import Wire
#if canImport(Glibc)
internal import Glibc
#endif

/// The composition root: settings in, a running server out; stopped in reverse.
public final class Server: Sendable {
    private let db: any Database
    private let loops: [EventLoop]
    private let listener: Listener
    /// The port that was bound, which the system chose when the address named port 0.
    public let port: UInt16

    private init(db: any Database, loops: [EventLoop], listener: Listener, port: UInt16) {
        self.db = db
        self.loops = loops
        self.listener = listener
        self.port = port
    }

    /// Opens the database, brings it up to date and listens.
    public static func start(environment: [String: String]) async throws -> Server {
        let outlet = Outlet()
        let db = try open(environment) { outlet.publish($0) }
        try await Schema.migrate(db)
        let loops = (0..<max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))).map { _ in EventLoop() }
        let services = try await Services.make(
            Services.Parts(
                db: db, outlet: outlet, loops: loops, log: Log(now: now), now: now, newToken: { Token.id(at: now()) },
                hostname: environment["HOSTNAME"] ?? ""))
        let listener = Listener(loops: loops, handler: API(services: services))
        let port = try listener.listen(on: environment["MM_SERVICESETTINGS_LISTENADDRESS"] ?? ":8065")
        for loop in loops { loop.start() }
        return Server(db: db, loops: loops, listener: listener, port: port)
    }

    /// Finishes what was begun, then closes everything.
    public func stop() async {
        await listener.drain(within: 10_000)
        for loop in loops { loop.stop() }
        await db.close()
    }

    private static func open(_ environment: [String: String], _ publish: @escaping Publish) throws -> any Database {
        let source = environment["MM_SQLSETTINGS_DATASOURCE"]
        if environment["MM_SQLSETTINGS_DRIVERNAME"] == "postgres" { return try PostgresDatabase(url: source ?? "", connections: 8, publish: publish) }
        return try SQLiteDatabase(path: source ?? "./data/martlet.db", publish: publish)
    }

    @Sendable private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}

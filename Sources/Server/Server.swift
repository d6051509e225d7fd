internal import Chat
internal import Database
internal import FoundationEssentials
internal import Network
internal import Outside
internal import Realtime
internal import Wire

#if canImport(Glibc)
    internal import Glibc
#endif

/// The composition root: settings in, a running server out; stopped in reverse.
public final class Server: Sendable {
    private let db: any Database
    private let loops: [EventLoop]
    private let doors: Doors
    private let services: Services
    /// The port that was bound, which the system chose when the address named port 0.
    public var port: UInt16 { doors.port }

    private init(db: any Database, loops: [EventLoop], doors: Doors, services: Services) {
        self.db = db
        self.loops = loops
        self.doors = doors
        self.services = services
    }

    /// Opens the database, brings it up to date and listens.
    public static func start(environment: [String: String]) async throws -> Server {
        let outlet = Outlet(), layers = try SettingsLayers(environment: environment, file: try configFile(environment))
        let settings = SettingsBook(layers).current
        let db = try open(settings) { outlet.publish($0) }
        try await Schema.migrate(db)
        let wanted = Int(settings[ConnectionSettings.loops])
        let loops = (0..<max(1, wanted > 0 ? wanted : sysconf(Int32(_SC_NPROCESSORS_ONLN)))).map { _ in EventLoop() }
        let output = LogOutput()
        output.follow(settings)
        let log = Log(now: now, threshold: { output.threshold }, write: { output.write($0, $1) })
        var parts = Services.Parts(
            db: db, outlet: outlet, loops: loops, layers: layers, log: log, now: now, newToken: { Token.id(at: now()) },
            hostname: Machine.hostname)
        parts.address = Machine.address(of: settings[ClusterSettings.networkInterface])
        parts.aws = AWSEnvironment(environment)
        parts.busLine = { settings, installation in try busLine(settings, installation, log) }
        let services = try await Services.make(parts)
        output.follow(services.settings.current)
        services.settings.whenChanged { output.follow($0) }
        try await services.joinOthers()
        let certificates = try Certificates(services.settings.current)
        let doors = try Doors.open(services, loops: loops, certificates)
        let housekeeping = Housekeeping(services: services)
        _ = loops[0].every(Housekeeping.interval) { Task { await housekeeping.run() } }
        let indexer = SearchIndexer(services: services)
        indexer.start { loops[0].after($0, $1) }
        _ = loops[0].every(SearchIndexer.patience) { Task { await indexer.run() } }
        let due = DueWork(services: services)
        _ = loops[0].every(DueWork.interval) { Task { await due.run() } }
        for loop in loops { loop.start() }
        Task { await housekeeping.begin() }
        return Server(db: db, loops: loops, doors: doors, services: services)
    }

    /// Brings the database up to date and ends: a deployment does so before its new servers start, so that none of them waits.
    public static func migrate(environment: [String: String]) async throws {
        let layers = try SettingsLayers(environment: environment, file: try configFile(environment))
        let db = try open(SettingsBook(layers).current) { _ in }
        try await Schema.migrate(db)
        await db.close()
    }

    /// Has the servers on this database read every message and file for the search again, beside their work, and ends. Meanwhile
    /// everything is found as before.
    public static func rebuildSearch(environment: [String: String]) async throws {
        let layers = try SettingsLayers(environment: environment, file: try configFile(environment))
        let db = try open(SettingsBook(layers).current) { _ in }
        try await Schema.migrate(db)
        try await db.write { tx in try RebuildIndex().run(in: tx) }
        await db.close()
    }

    /// Every setting, as `docs/operate/settings.md` has it.
    public static var settingsDocument: String { SettingsDocument.text }

    /// Tells everybody that this server is about to go, and waits until they had the time to go elsewhere: first those who
    /// send it work, then the clients, one after the other. Nobody is refused meanwhile.
    public func drain() async {
        let time = services.settings.current[ServerSettings.drainSeconds] * 1_000
        services.health.drain()
        guard time > 0 else { return }
        services.log.info("draining", ["milliseconds": "\(time)", "sockets": "\(services.hub.connectionCount)"])
        await loops[0].pause(time / 2)
        doors.retire()
        services.hub.closeGradually(over: time / 2, code: 1012, reason: "the server restarts")
        await loops[0].pause(time / 2)
    }

    /// Finishes what was begun, then closes everything.
    public func stop() async {
        services.log.info("stopping")
        services.health.drain()
        services.hub.closeAll(code: 1001, reason: "the server stops")
        await doors.close()
        await services.bus?.stop()
        for loop in loops { loop.stop() }
        await db.close()
    }

    private static func open(_ settings: Settings, _ publish: @escaping Publish) throws -> any Database {
        let source = try DataSource(driver: settings[SqlSettings.driverName], source: settings[SqlSettings.dataSource])
        // Lanes beyond a few per core only make PostgreSQL switch between them; the setting is a limit, not a wish.
        let options = PostgresOptions(
            connections: min(16, settings[SqlSettings.maxOpenConns]), statementTimeout: .seconds(settings[SqlSettings.queryTimeout]),
            idleTime: .milliseconds(settings[SqlSettings.connMaxIdleTimeMilliseconds]))
        return try source.open(options: options, publish: publish)
    }

    /// config.json where `MM_CONFIG` names it, or where it usually lies; none is fine unless it was named.
    private static func configFile(_ environment: [String: String]) throws -> (name: String, bytes: [UInt8])? {
        let named = environment["MM_CONFIG"].flatMap { $0.isEmpty || $0.hasPrefix("postgres") ? nil : $0 }
        let path = named ?? "./config/config.json"
        if named == nil, access(path, F_OK) != 0 { return nil }
        return (path, Array(try Data(contentsOf: URL(filePath: path))))
    }

    @Sendable private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}

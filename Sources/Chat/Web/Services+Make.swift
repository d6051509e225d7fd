public import Database
public import Network
public import Outside
internal import Realtime
internal import Synchronization
internal import Wire

extension Services {
    /// What differs between a server and a test of one.
    public struct Parts: Sendable {
        public var db: any Database
        public var outlet: Outlet
        public var loops: [EventLoop]
        public var log: Log
        /// Milliseconds since 1970.
        public var now: @Sendable () -> Int64
        /// Twenty-six characters that sort by time.
        public var newToken: @Sendable () -> String
        public var hostname: String
        /// This machine's, as others on its network reach it.
        public var address = ""
        public var layers: SettingsLayers
        /// Who takes mail; over SMTP unless a test listens.
        public var postman: Postman?
        /// Where keys for a store in the cloud are found.
        public var aws = AWSEnvironment([:])
        /// Who carries requests to other servers; the network unless a test listens.
        public var outbound = Outbound.network
        /// How the other servers on the database are reached; asked when the stored settings are known.
        public var busLine: @Sendable (Settings, _ installation: String) throws -> (any BusLine)? = { _, _ in nil }

        public init(
            db: any Database, outlet: Outlet, loops: [EventLoop], layers: SettingsLayers, log: Log, now: @escaping @Sendable () -> Int64,
            newToken: @escaping @Sendable () -> String, hostname: String
        ) {
            self.db = db
            self.outlet = outlet
            self.loops = loops
            self.layers = layers
            self.log = log
            self.now = now
            self.newToken = newToken
            self.hostname = hostname
        }
    }

    /// Builds everything on a migrated database: seeds what a fresh one needs, loads what every request asks for, and opens
    /// the outlet, so that what transactions commit reaches caches and sockets.
    public static func make(_ parts: Parts) async throws -> Services {
        let late = Late<Services>(), newToken = parts.newToken
        let installation = try await Installation.load(
            from: parts.db, now: parts.now(), newID: newToken, environment: parts.layers.serviceEnvironment)
        let settings = SettingsBook(parts.layers, installation: installation)
        try await settings.load(from: parts.db)
        try await settings.makeSecrets(in: parts.db, now: parts.now(), newID: newToken())
        let files = try store(settings.current, parts.aws), rounds = settings.current[LoginSettings.passwordIterations]
        let members = Services.Members(
            db: parts.db, roles: RoleBook(), sessions: SessionBook(db: parts.db, settings: settings), settings: settings,
            statuses: StatusBook(), profiles: ProfileBook(), drawing: WorkerPool(threads: 2, queueLimit: 64),
            hub: Hub(loops: parts.loops, sources: .chat(late)), bus: try bus(parts, settings), posts: PostQueue(db: parts.db),
            keywords: KeywordBook(),
            previews: PreviewBook(), search: SearchNews(), outbound: parts.outbound, notifier: Notifier(), files: files,
            passwords: Passwords(pool: WorkerPool(threads: 2, queueLimit: 256), rounds: rounds),
            postman: parts.postman ?? Postman(Mail(pool: WorkerPool(threads: 2, queueLimit: 1000))), now: parts.now, newToken: newToken,
            hostname: parts.hostname, address: parts.address, figures: Figures(now: parts.now()), health: Health(), log: parts.log)
        let services = Services(members)
        late.set(services)
        try await parts.db.write { tx in try SeedRoles.insertMissing(services: services, in: tx) }
        try await services.roles.load(from: parts.db)
        parts.outlet.open(rest: { services.take($0) }) { signals in services.take(signals) }
        return services
    }

    /// Where files are kept; what is configured wrongly stops the start with a sentence.
    private static func store(_ settings: Settings, _ aws: AWSEnvironment) throws -> any FileStore {
        guard settings[FileSettings.driverName] == "amazons3" else {
            return DirectoryStore(root: settings[FileSettings.directory], pool: WorkerPool(threads: 2, queueLimit: 4_096))
        }
        return try S3Store(S3Place(settings), environment: aws, spool: "/tmp/martlet-spool")
    }

    /// What a commit left for this node alone.
    private func take(_ message: any Sendable) {
        switch message {
        case let notice as Notice: notifier.take(notice, self)
        case let written as PostFigures.Written: figures.posts.add(written.kind, written.count)
        default: break
        }
    }

    /// What a commit changed: caches first, then everybody who hears.
    private func take(_ signals: [Signal]) {
        figures.heed(signals)
        bus?.tell(signals)
        heed(signals)
    }

    /// What a commit on any server changed.
    func heed(_ signals: [Signal]) {
        for signal in signals {
            sessions.heed(signal)
            statuses.heed(signal)
            keywords.heed(signal)
            profiles.heed(signal)
            previews.heed(signal)
            search.heed(signal)
            switch signal {
            case .rolesChanged: Task { try? await roles.load(from: db) }  // the next change loads again; what is cached stays valid
            case .settingsChanged: Task { try? await settings.load(from: db) }  // the next change loads again; what holds stays valid
            default: break
            }
        }
        hub.publish(signals)
    }
}

/// Where committed transactions leave what they have to tell: made before the database, opened when everybody is there.
public final class Outlet: Sendable {
    /// A value of its own: a closure that lies in a generic box by itself is wrapped once more each time it is taken out, and
    /// put back so; after a hundred thousand commits that was all a commit did.
    private struct Takers: Sendable {
        let signals: @Sendable ([Signal]) -> Void
        let rest: @Sendable (any Sendable) -> Void
    }

    private let takers = Mutex<Takers?>(nil)

    public init() {}

    /// Signals are for every node; the rest is for this one, which sends what it asks for and counts.
    func open(rest: @escaping @Sendable (any Sendable) -> Void, _ signals: @escaping @Sendable ([Signal]) -> Void) {
        takers.withLock { $0 = Takers(signals: signals, rest: rest) }
    }

    /// The database's `Publish`; before the outlet is open there is nobody to tell.
    public func publish(_ messages: [any Sendable]) {
        guard let takers = takers.withLock({ $0 }) else { return }
        var signals: [Signal] = [], rest: [any Sendable] = []
        signals.reserveCapacity(messages.count)
        for message in messages { if let signal = message as? Signal { signals.append(signal) } else { rest.append(message) } }
        takers.signals(signals)
        for message in rest { takers.rest(message) }
    }
}

/// Something that is built after those who need it.
final class Late<Value: Sendable>: Sendable {
    private let box = Mutex<Value?>(nil)
    init() {}
    func set(_ value: Value) { box.withLock { $0 = value } }
    /// Asked only by what runs after the composition is complete.
    var value: Value {
        guard let value = box.withLock({ $0 }) else { preconditionFailure("asked for before it was built") }
        return value
    }
}

extension S3Place {
    init(_ settings: Settings) {
        self.init(bucket: settings[FileSettings.amazonS3Bucket])
        prefix = settings[FileSettings.amazonS3PathPrefix]
        region = settings[FileSettings.amazonS3Region]
        endpoint = settings[FileSettings.amazonS3Endpoint]
        usesTLS = settings[FileSettings.amazonS3SSL]
        accessKey = settings[FileSettings.amazonS3AccessKeyId]
        secretKey = settings[FileSettings.amazonS3SecretAccessKey]
        isEncrypted = settings[FileSettings.amazonS3SSE]
        storageClass = settings[FileSettings.amazonS3StorageClass]
        timeout = Int(settings[FileSettings.amazonS3RequestTimeoutMilliseconds])
        partSize = Int(settings[FileSettings.amazonS3UploadPartSizeBytes])
    }
}

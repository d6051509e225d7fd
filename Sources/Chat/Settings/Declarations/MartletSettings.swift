/// The web client.
public enum ClientSettings: SettingsSection {
    public struct Declared: Sendable {
        public let directory = Setting(
            "Directory", "", doc: "Folder of a built client for this API, served at `/`; the built-in page when empty.")
    }

    public static let declared = Declared()
    public static let title = "The web client"
    public static let doc = "Which client is served at the site's address."
    public static let pages: [String] = []
}

/// Connections.
public enum ConnectionSettings: SettingsSection {
    public struct Declared: Sendable {
        public let headBytes = Setting(
            "HeadBytes", 65536, rule: .range(1024...1048576, "connection.head_bytes"), doc: "Bytes that the head of a request may have.")
        public let headFields = Setting(
            "HeadFields", 200, rule: .range(16...10000, "connection.head_fields"), doc: "Fields that the head of a request may have.")
        public let slowTimeoutMilliseconds = Setting(
            "SlowTimeoutMilliseconds", 8000, rule: .range(100...3600000, "connection.slow_timeout"),
            doc: "Milliseconds from the first byte of a head to its last, and before the rate of a body counts.")
        public let slowestBytesPerSecond = Setting(
            "SlowestBytesPerSecond", 2048, rule: .range(0...1073741824, "connection.slowest_rate"),
            doc: "Bytes a second that a body must reach on average.")
        public let maxConnections = Setting(
            "MaxConnections", 100_000, rule: .range(16...1000000, "connection.max_connections"), doc: "Connections open at the same time.")
        public let socketBacklogBytes = Setting(
            "SocketBacklogBytes", 4_194_304, rule: .range(65536...1073741824, "connection.socket_backlog"),
            doc: "Bytes that may wait for a slow WebSocket before it is cut off.")
        public let socketMessageBytes = Setting(
            "SocketMessageBytes", 8192, rule: .range(1024...16777216, "connection.socket_message"),
            doc: "Bytes of a WebSocket message from a client.")
        public let socketPingSeconds = Setting(
            "SocketPingSeconds", 60, rule: .range(1...3600, "connection.socket_ping"),
            doc: "Seconds between two pings on an idle WebSocket.")
        public let socketIdleSeconds = Setting(
            "SocketIdleSeconds", 100, rule: .range(2...7200, "connection.socket_idle"),
            doc: "Seconds without a sign of life after which a WebSocket is closed.")
        public let trustedProxies = Setting(
            "TrustedProxies", [] as [String],
            doc: "Addresses or networks of proxies whose `X-Forwarded-` headers are believed, separated by spaces.")
        public let loops = Setting(
            "Loops", 0, rule: .range(0...1024, "connection.loops"), doc: "Event loops, one thread each; 0 for one per processor.")
    }

    public static let declared = Declared()
    public static let title = "Connections"
    public static let doc = "Limits that keep slow and hostile peers from harming others."
    public static let pages: [String] = []
}

/// Threads.
public enum ThreadSettings: SettingsSection {
    public struct Declared: Sendable {
        public let newcomerQuietMinutes = Setting(
            "NewcomerQuietMinutes", 30, rule: .range(0...1440, "thread.newcomer_quiet"),
            doc: "Minutes after somebody was added to a channel in which an answer in a thread that they follow makes no desktop "
                + "notification unless it calls them or they have changed how the channel notifies them; 0 for none.")
    }

    public static let declared = Declared()
    public static let title = "Threads"
    public static let doc = "What followers of threads are told."
    public static let pages: [String] = []
}

/// Logging in.
public enum LoginSettings: SettingsSection {
    public struct Declared: Sendable {
        public let passwordIterations = Setting(
            "PasswordIterations", 600_000, rule: .range(1000...10000000, "login.password_iterations"),
            doc: "PBKDF2 iterations of new password hashes; only tests want fewer.")
        public let attemptsPerMinute = Setting(
            "AttemptsPerMinute", 600, rule: .range(1...100000, "login.attempts_per_minute"),
            doc: "Logins that one address may try in a minute.")
    }

    public static let declared = Declared()
    public static let title = "Logging in"
    public static let doc = "How much a login costs, and how many may be tried."
    public static let pages: [String] = []
}

/// Starting and stopping.
public enum ServerSettings: SettingsSection {
    public struct Declared: Sendable {
        public let drainSeconds = Setting(
            "DrainSeconds", 0, rule: .range(0...3600, "server.drain_seconds"),
            doc: "Seconds between SIGTERM and the stop: `/health/ready` says no at once, requests are still answered, WebSockets are "
                + "closed one after the other in the second half. SIGINT stops without them.")
    }

    public static let declared = Declared()
    public static let title = "Starting and stopping"
    public static let doc = "How a server leaves."
    public static let pages: [String] = []
}

/// What servers on one database tell each other.
public enum BusSettings: SettingsSection {
    public struct Declared: Sendable {
        public let beatMilliseconds = Setting(
            "BeatMilliseconds", 5000, rule: .range(50...60000, "bus.beat"),
            doc: "Milliseconds between two signs of life to the other servers; after four without any a server counts as dead.")
        public let redisAuthority = Setting(
            "RedisAuthority", "",
            doc: "File with the certificate of the authority that signed Redis's, for `rediss://`; the system's authorities when empty.")
    }

    public static let declared = Declared()
    public static let title = "Servers among themselves"
    public static let doc =
        "Servers on one PostgreSQL hear each other through it, or through Redis when MM_CACHESETTINGS_CACHETYPE says `redis`."
    public static let pages: [String] = []
}

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
public enum NetworkSettings: SettingsSection {
    public struct Declared: Sendable {
        public let headBytes = Setting(
            "HeadBytes", 32768, rule: .range(1024...1048576, "network.head_bytes"), doc: "Bytes that the head of a request may have.")
        public let headTimeoutSeconds = Setting(
            "HeadTimeoutSeconds", 10, rule: .range(1...3600, "network.head_timeout"),
            doc: "Seconds within which the head of a request must have arrived.")
        public let bodyTimeoutSeconds = Setting(
            "BodyTimeoutSeconds", 30, rule: .range(1...3600, "network.body_timeout"),
            doc: "Seconds that the body of a request may stand still.")
        public let sendTimeoutSeconds = Setting(
            "SendTimeoutSeconds", 30, rule: .range(1...3600, "network.send_timeout"),
            doc: "Seconds that a peer may leave an answer untaken.")
        public let unsentBytes = Setting(
            "UnsentBytes", 4_194_304, rule: .range(65536...1073741824, "network.unsent_bytes"),
            doc: "Bytes that may wait for a slow peer before it is cut off.")
        public let maxConnections = Setting(
            "MaxConnections", 18000, rule: .range(16...1000000, "network.max_connections"), doc: "Connections open at the same time.")
        public let trustedProxies = Setting(
            "TrustedProxies", [] as [String],
            doc: "Addresses or networks of proxies whose `X-Forwarded-` headers are believed, separated by spaces.")
        public let socketPingSeconds = Setting(
            "SocketPingSeconds", 60, rule: .range(1...3600, "network.socket_ping"), doc: "Seconds between two pings on an idle WebSocket.")
        public let socketIdleSeconds = Setting(
            "SocketIdleSeconds", 100, rule: .range(2...7200, "network.socket_idle"),
            doc: "Seconds without a sign of life after which a WebSocket is closed.")
        public let socketMessageBytes = Setting(
            "SocketMessageBytes", 65536, rule: .range(1024...16777216, "network.socket_message_bytes"),
            doc: "Bytes of a WebSocket message from a client.")
        public let loops = Setting(
            "Loops", 0, rule: .range(0...1024, "network.loops"), doc: "Event loops, one thread each; 0 for one per processor.")
    }

    public static let declared = Declared()
    public static let title = "Connections"
    public static let doc = "Limits that keep slow and hostile peers from harming others."
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

/// A PostgreSQL server, database and role: a URL taken apart into libpq's parameters.
public struct PostgresAddress: Equatable, Sendable {
    struct Parameter: Equatable, Sendable { let name: String, value: String }

    let parameters: [Parameter]
    /// Parameters that mean something to Go's driver or its pool only.
    public let ignored: [String]
    /// The URL could be read in more than one way, so that a name in it may be a piece of the password.
    let isDoubtful: Bool

    /// Reads `postgres://user:password@host:port/database?parameters`. Reserved characters in the password are percent-encoded;
    /// raw ones are understood as long as only one reading makes sense.
    public init(url: String) throws(DataSourceError) {
        let text = PostgresURL(url)
        guard let text else { throw DataSourceError("The data source for postgres is a URL: postgres://user:password@host:5432/database.") }
        var found: [Parameter] = [], ignored: [String] = []
        func set(_ name: String, _ value: String) {
            found.removeAll { $0.name == name }
            found.append(Parameter(name: name, value: value))
        }
        for (name, value) in Self.always { set(name, value) }
        let (hosts, ports) = try text.hostsAndPorts()
        if !hosts.isEmpty { set("host", hosts) }
        if !ports.isEmpty { set("port", ports) }
        if let user = text.user { set("user", user) }
        if let password = text.password { set("password", password) }
        if !text.database.isEmpty { set("dbname", text.database) }
        var settings: [String] = []
        for (name, value) in text.query {
            if name == "sslmode", !Self.sslModes.contains(value) {
                throw DataSourceError("The parameter sslmode must be one of \(Self.sslModes.joined(separator: ", ")).")
            }
            if Self.libpq.contains(name) {
                set(name, value)
            } else if Self.serverSettings.contains(name) {
                settings.append("-c \(name)=\(value.escapedForOptions)")
            } else {
                ignored.append(name)
            }
        }
        if !settings.isEmpty {
            let given = found.filter { $0.name == "options" }.map(\.value)
            set("options", (given + settings).joined(separator: " "))
        }
        guard found.contains(where: { $0.name == "dbname" }) else {
            throw DataSourceError("The data source names no database: postgres://user:password@host:5432/database.")
        }
        parameters = found
        self.ignored = ignored
        isDoubtful = text.isDoubtful
    }

    private static let always = [
        ("client_encoding", "UTF8"), ("application_name", "martlet"), ("connect_timeout", "10"), ("keepalives_idle", "30"),
        ("keepalives_interval", "10"), ("keepalives_count", "3"), ("tcp_user_timeout", "30000"),
    ]
    private static let sslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]
    private static let libpq: Set<String> = [
        "host", "hostaddr", "port", "dbname", "user", "password", "passfile", "connect_timeout", "options", "application_name",
        "keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout", "sslmode", "sslcert", "sslkey",
        "sslpassword", "sslrootcert", "sslcrl", "sslcrldir", "sslsni", "ssl_min_protocol_version", "ssl_max_protocol_version",
        "channel_binding", "gssencmode", "krbsrvname", "requirepeer", "service", "target_session_attrs",
    ]
    /// Go's driver hands every other name to the server; these are the ones that are safe for us there.
    private static let serverSettings: Set<String> = ["search_path", "lock_timeout", "idle_in_transaction_session_timeout", "role"]

    private var password: String? { parameters.first { $0.name == "password" }?.value }

    /// libpq's message, led by the part of the URL it is about. The password is in none of libpq's messages; it is taken
    /// out all the same, and where the URL is doubtful libpq's words, which name its parts, stay away altogether.
    func explain(_ message: String) -> String {
        let part = Self.part(of: message)
        if isDoubtful {
            return "PostgreSQL cannot be reached: \(part) Percent-encode reserved characters (such as @ / : ? # %) in the password."
        }
        var detail = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        if let password, password.utf8.count >= 4 { detail = detail.replacing(password, with: "***") }
        return "PostgreSQL cannot be reached: \(part) (\(detail))"
    }

    private static func part(of message: String) -> String {
        let parts = [
            ("password authentication failed", "the user or the password in the data source is wrong."),
            ("no password supplied", "the data source has no password."),
            ("fe_sendauth", "the data source has no password."),
            ("could not translate host name", "the host in the data source is not known."),
            ("Connection refused", "nothing listens on the host and port in the data source."),
            ("No such file or directory", "nothing listens on the socket in the data source."),
            ("timeout expired", "the host and port in the data source do not answer."),
            ("no pg_hba.conf entry", "the server does not admit this user, database, host or sslmode."),
            ("server does not support SSL", "the server has no TLS, and sslmode in the data source asks for it."),
            ("certificate", "the server's certificate does not pass what sslmode in the data source asks for."),
            ("database \"", "the database in the data source does not exist or is not open to this user."),
            ("role \"", "the user in the data source does not exist or may not log in."),
            ("too many", "the server has no connection left."),
        ]
        return parts.first { message.contains($0.0) }?.1 ?? "the server refuses."
    }
}

extension String {
    fileprivate var escapedForOptions: String { reduce(into: "") { $0 += $1 == " " || $1 == "\\" ? "\\\($1)" : "\($1)" } }
}

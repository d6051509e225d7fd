/// Where the data lives, as `MM_SQLSETTINGS_DRIVERNAME` and `MM_SQLSETTINGS_DATASOURCE` say it. A value: nothing is opened.
public enum DataSource: Equatable, Sendable {
    case sqlite(path: String)
    case postgres(PostgresAddress)

    public static let defaultPath = "./data/martlet.db"

    /// Reads the two settings. Errors name the part that is wrong and quote nothing of it: a slip may have put the
    /// password there.
    public init(driver: String, source: String) throws(DataSourceError) {
        let source = source.trimmingSpaces
        switch driver.trimmingSpaces.lowercased() {
        case "sqlite", "sqlite3": self = .sqlite(path: try Self.path(source))
        case "postgres", "postgresql": self = .postgres(try PostgresAddress(url: source))
        case "" where source.isPostgresURL: self = .postgres(try PostgresAddress(url: source))
        case "": self = .sqlite(path: try Self.path(source))
        case "mysql": throw DataSourceError("The driver mysql is not supported; use sqlite or postgres.")
        default: throw DataSourceError("The driver must be sqlite or postgres.")
        }
    }

    /// Opens the database.
    public func open(options: PostgresOptions = .init(), publish: @escaping Publish) throws -> any Database {
        switch self {
        case .sqlite(let path): try SQLiteDatabase(path: path, publish: publish)
        case .postgres(let address): try PostgresDatabase(address, options: options, publish: publish)
        }
    }

    private static func path(_ source: String) throws(DataSourceError) -> String {
        if source.isEmpty { return defaultPath }
        if source.isPostgresURL {
            throw DataSourceError("The driver is sqlite, but the data source is a PostgreSQL URL. Set the driver to postgres.")
        }
        var path = source[...]
        for scheme in ["sqlite3://", "sqlite://", "file://", "sqlite:", "file:"] where path.hasPrefix(scheme) {
            path = path.dropFirst(scheme.count)
            break
        }
        path = path.prefix { $0 != "?" }
        if path.contains("://") { throw DataSourceError("The data source for sqlite is the path of a file.") }
        if path.isEmpty || path.hasSuffix("/") { throw DataSourceError("The data source for sqlite names no file.") }
        return String(path)
    }
}

/// What is wrong with a data source, for the operator. Holds nothing of the source itself.
public struct DataSourceError: Error, Equatable, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

extension String {
    fileprivate var isPostgresURL: Bool { lowercased().hasPrefix("postgres://") || lowercased().hasPrefix("postgresql://") }
    fileprivate var trimmingSpaces: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}

/// A transaction that only reads.
public enum ReadOnly {}
/// A transaction that may write.
public enum ReadWrite {}

/// One open transaction. Synchronous on purpose: no `await` is possible while a lock is held.
public struct Transaction<Access> {
    let connection: EngineConnection
    let outbox: Outbox

    /// Which language fragments made outside of a statement should speak; inside one, use `\(sqlite:postgres:)`.
    public var dialect: Dialect { connection.dialect }

    /// Every row, in order.
    public func rows<T>(_ sql: SQL, _ read: (inout Row) throws -> T) throws -> [T] {
        var rows: [T] = []
        try run(sql) { row in
            rows.append(try read(&row))
            return true
        }
        return rows
    }

    /// Hands over each row as it comes, for what should not be held in memory or is folded at once.
    public func each(_ sql: SQL, _ read: (inout Row) throws -> Void) throws {
        try run(sql) { row in
            try read(&row)
            return true
        }
    }

    /// The first row, if there is one; the others are not read.
    public func first<T>(_ sql: SQL, _ read: (inout Row) throws -> T) throws -> T? {
        var first: T?
        try run(sql) { row in
            first = try read(&row)
            return false
        }
        return first
    }

    /// The first column of the first row: `nil` for no row, and for NULL.
    public func value<T: SQLReadable>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
        try first(sql) { $0.next(T?.self) } ?? nil
    }

    /// Whether there is a row.
    public func exists(_ sql: SQL) throws -> Bool { try first(sql) { _ in true } ?? false }

    @discardableResult
    func run(_ sql: SQL, _ row: (inout Row) throws -> Bool) throws -> Int {
        outbox.statements += 1
        return try connection.run(sql, row)
    }
}

extension Transaction where Access == ReadWrite {
    /// Changes rows and says how many.
    @discardableResult
    public func execute(_ sql: SQL) throws -> Int { try run(sql) { _ in true } }
    /// Changes rows, together with the next statement or with the commit: a round trip less on PostgreSQL. For writes at
    /// the end of a hot path whose count nobody needs; what goes wrong is thrown by whatever it travelled with.
    public func enqueue(_ sql: SQL) throws {
        outbox.statements += 1
        try connection.enqueue(sql)
    }
    /// Sent after commit, in order; dropped on rollback.
    public func afterCommit(_ message: any Sendable) { outbox.messages.append(message) }
    /// Runs `body` so that its failure undoes only what `body` did: the transaction goes on. On PostgreSQL nothing else lets
    /// it: after a failed statement only a rollback is possible.
    public func savepoint<T>(_ body: () throws -> T) throws -> T {
        try run("SAVEPOINT nested") { _ in true }
        let told = outbox.messages.count
        do {
            let value = try body()
            try run("RELEASE SAVEPOINT nested") { _ in true }
            return value
        } catch {
            outbox.messages.removeLast(outbox.messages.count - told)
            try run("ROLLBACK TO SAVEPOINT nested") { _ in true }
            try run("RELEASE SAVEPOINT nested") { _ in true }
            throw error
        }
    }
    /// Several statements without parameters or results: schema changes.
    func script(_ text: String) throws { try connection.script(text) }
    /// The same transaction for code that only reads.
    public var reading: Transaction<ReadOnly> { .init(connection: connection, outbox: outbox) }
}

/// Collects what a transaction wants to tell the world, and counts its statements. Confined to one transaction.
final class Outbox {
    var messages: [any Sendable] = []
    var statements = 0
}

/// The two engines. An enum, not a protocol: there will be no third, and the compiler sees through it.
enum EngineConnection {
    case sqlite(SQLiteConnection)
    case postgres(PostgresConnection)

    var dialect: Dialect {
        switch self {
        case .sqlite: .sqlite
        case .postgres: .postgres
        }
    }

    /// Runs `sql`, hands over rows until `row` says false, returns how many rows were changed.
    func run(_ sql: SQL, _ row: (inout Row) throws -> Bool) throws -> Int {
        switch self {
        case .sqlite(let connection): try connection.run(sql, row)
        case .postgres(let connection): try connection.run(sql, row)
        }
    }

    func enqueue(_ sql: SQL) throws {
        switch self {
        case .sqlite(let connection): try connection.run(sql)
        case .postgres(let connection): try connection.enqueue(sql)
        }
    }

    func script(_ text: String) throws {
        switch self {
        case .sqlite(let connection): try connection.script(text)
        case .postgres(let connection): try connection.command(text)
        }
    }
}

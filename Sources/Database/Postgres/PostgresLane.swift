#if canImport(Glibc)
    internal import Glibc
#endif

/// One connection and the thread that waits for it. Confined to that thread.
final class PostgresLane {
    private let address: PostgresAddress
    private let options: PostgresOptions
    private var connection: PostgresConnection?

    init(_ address: PostgresAddress, _ options: PostgresOptions) {
        self.address = address
        self.options = options
    }

    /// Connects now, once.
    func open() throws { connection = try PostgresConnection(address, statementTimeout: options.statementTimeout) }

    /// Runs a read; again on a new connection when the old one broke, for it changed nothing.
    func read<T>(_ begin: String?, _ queries: QueryCount, _ body: (Transaction<ReadOnly>) throws -> T) throws -> T {
        var attempt = 1
        while true {
            let connection = try connected(), outbox = Outbox()
            defer { queries.add(statements: outbox.statements) }
            do {
                if let begin { connection.begin(begin) }
                let value = try body(Transaction(connection: .postgres(connection), outbox: outbox))
                try connection.commit()
                return value
            } catch DatabaseError.connectionLost(_) where attempt < Self.attemptsToReconnect {
                attempt += 1
                self.connection = nil
            } catch {
                connection.rollback()
                throw error
            }
        }
    }

    /// Runs a write; again, after a short random wait, when it lost a race, and on a new connection when the old one broke
    /// before COMMIT was sent. Once it was sent, a broken connection is reported: the transaction may have been committed.
    func write<T>(
        _ begin: String, _ queries: QueryCount, _ line: CommitLine, _ body: (Transaction<ReadWrite>) throws -> T
    ) throws -> (T, (place: CommitLine.Place, messages: [any Sendable])?) {
        var races = 0, losses = 0
        while true {
            let connection = try connected(), outbox = Outbox()
            defer { queries.add(statements: outbox.statements) }
            var place: CommitLine.Place?, isCommitting = false
            do {
                connection.begin(begin)
                let value = try body(Transaction(connection: .postgres(connection), outbox: outbox))
                if !outbox.messages.isEmpty { place = line.enter() }
                isCommitting = true
                try connection.commit()
                return (value, place.map { ($0, outbox.messages) })
            } catch {
                line.leave(place)
                connection.rollback()
                if connection.isBroken { self.connection = nil }
                switch error as? DatabaseError {
                case .serialization where races < Self.attemptsAfterRaces:
                    races += 1
                    queries.addRetry()
                    usleep(UInt32.random(in: 200...(min(UInt32(races), 10) * 2_000)))
                case .connectionLost where !isCommitting && losses < Self.attemptsToReconnect:
                    losses += 1
                    self.connection = nil
                default: throw error
                }
            }
        }
    }

    private static let attemptsAfterRaces = 24
    private static let attemptsToReconnect = 2

    /// The connection, or a new one: tried with growing pauses while patience lasts, because servers are restarted.
    private func connected() throws -> PostgresConnection {
        if let connection, !connection.isBroken { return connection }
        connection = nil
        let end = ContinuousClock.now + options.patience
        var pause: UInt32 = 20_000
        while true {
            do {
                try open()
                return try connected()
            } catch  where ContinuousClock.now + .microseconds(Int64(pause)) < end {
                usleep(UInt32.random(in: pause / 2...pause))
                pause = min(pause * 2, 2_000_000)
            }
        }
    }
}

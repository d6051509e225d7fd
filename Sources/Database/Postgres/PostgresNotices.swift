internal import CPostgres

#if canImport(Glibc)
    internal import Glibc
#endif

/// A connection that hears what is said on a channel of PostgreSQL's (LISTEN) and says something there (NOTIFY). It is none
/// of the pool's, blocks, and belongs to one thread.
public final class PostgresNotices: @unchecked Sendable {  // `handle` is the one thread's; `wake` writes to a descriptor only
    private let address: PostgresAddress
    private var handle: OpaquePointer?
    private var channel = ""
    private let alarm = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))

    public init(_ address: PostgresAddress) { self.address = address }

    deinit {
        close()
        Glibc.close(alarm)
    }

    /// Connects and listens. `channel`: small letters, digits and `_`, at most 63.
    public func open(_ channel: String) throws {
        close()
        let handle = try PostgresConnection.connect(address)
        self.handle = handle
        self.channel = channel
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        // Nothing of it is written to a table, so no commit of it has to wait for the disk.
        let text = "SET application_name = 'martlet-bus'; SET synchronous_commit = off; SET statement_timeout = 30000; LISTEN \(channel)"
        try settle(PQexec(handle, text))
    }

    public func close() {
        if let handle { PQfinish(handle) }
        handle = nil
    }

    /// Says all of it in this order, in one transaction. Each is text of less than 8,000 bytes without quotes, braces, commas
    /// and backslashes, so that a list of them needs no escapes.
    public func notify(_ texts: [String]) throws {
        guard let handle else { throw DatabaseError.connectionLost("The line is closed.") }
        guard texts.count > 1 else {
            guard let text = texts.first else { return }
            return try settle(run(handle, "SELECT pg_notify($1, $2)", text))
        }
        let list = "{" + texts.joined(separator: ",") + "}"
        try settle(run(handle, "SELECT pg_notify($1, said) FROM unnest($2::text[]) WITH ORDINALITY AS t(said, place) ORDER BY place", list))
    }

    private func run(_ handle: OpaquePointer, _ statement: String, _ text: String) -> OpaquePointer? {
        channel.withCString { channel in
            text.withCString { text in
                let values: [UnsafePointer<CChar>?] = [channel, text]
                return PQexecParams(handle, statement, 2, nil, values, nil, nil, 0)
            }
        }
    }

    private func settle(_ result: OpaquePointer?) throws {
        defer { PQclear(result) }
        guard let handle else { return }
        if let error = PostgresError.error(of: result, on: handle) { throw error }
    }

    /// What was said by anybody, ourselves included; nothing when woken or when the time is over.
    public func receive(within milliseconds: Int) throws -> [String] {
        guard let handle else { throw DatabaseError.connectionLost("The line is closed.") }
        let waiting = taken(from: handle)
        if !waiting.isEmpty { return waiting }
        var polls = [
            pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0), pollfd(fd: alarm, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&polls, 2, Int32(clamping: milliseconds)) > 0 else { return [] }
        var count: UInt64 = 0
        if polls[1].revents != 0 { _ = read(alarm, &count, 8) }
        guard polls[0].revents != 0 else { return [] }
        guard PQconsumeInput(handle) == 1, PQstatus(handle) == CONNECTION_OK else {
            throw DatabaseError.connectionLost(address.explain(String(cString: PQerrorMessage(handle))))
        }
        return taken(from: handle)
    }

    private func taken(from handle: OpaquePointer) -> [String] {
        var texts: [String] = []
        while let notice = PQnotifies(handle) {
            texts.append(String(cString: notice.pointee.extra))
            PQfreemem(notice)
        }
        return texts
    }

    /// Ends a `receive` that waits; from any thread.
    public func wake() {
        var one: UInt64 = 1
        _ = write(alarm, &one, 8)
    }
}

internal import Database
internal import Wire

extension ChannelQueries where Access == ReadWrite {
    /// Keeps the channel's row for this transaction until it ends. SQLite has one writer anyway.
    func hold(_ channel: ID<Channel>) throws {
        _ = try tx.exists("SELECT 1 FROM channels WHERE id = \(channel)\(sqlite: "", postgres: " FOR UPDATE")")
    }
}

extension Services {
    /// A write that ends with a message in a channel. Its row is held from the start and each statement sees what was committed
    /// last: messages that others write in a busy channel meanwhile make it wait, where a snapshot would make it lose again and again.
    func write<T: Sendable>(
        in channel: ID<Channel>, file: StaticString = #fileID, function: StaticString = #function,
        _ body: @Sendable @escaping (Transaction<ReadWrite>) throws -> T
    ) async throws -> T {
        try await db.write(isolation: .readCommitted, file: file, function: function) { tx in
            try tx.channels.hold(channel)
            return try body(tx)
        }
    }
}

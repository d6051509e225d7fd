internal import Synchronization

/// What a node does by itself; the names are for figures.
enum OwnJob: String, CaseIterable, Sendable {
    case housekeeping, reminders
    case fileCleanup = "file_cleanup", mailBatches = "mail_batches", persistentNotifications = "post_persistent_notifications"
    case scheduledPosts = "scheduled_posts", searchIndex = "search_index", tableStatistics = "table_statistics"
}

/// Which jobs run on this node at the moment.
final class JobCount: Sendable {
    private let running = Mutex<[OwnJob: Int]>([:])

    /// Counts a job for as long as `body` takes.
    func during<T: Sendable>(_ type: OwnJob, _ body: () async throws -> T) async rethrows -> T {
        running.withLock { $0[type, default: 0] += 1 }
        defer { running.withLock { $0[type, default: 0] -= 1 } }
        return try await body()
    }

    subscript(type: OwnJob) -> Int { running.withLock { $0[type] ?? 0 } }
}

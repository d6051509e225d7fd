internal import Database
internal import Outside
internal import Wire

/// Removes what a crash or a broken connection left: files without a row, uploads that nobody goes on with, halves on this
/// machine's disk. Every step is written down before it is done, so it may break off anywhere; several nodes may do the same
/// at once.
struct CleanUpFiles {
    let services: Services

    /// Longer than anything takes between the journal and the row.
    static let grace: Int64 = 3_600_000
    /// How long a file may be sent in parts.
    static let patience: Int64 = 7 * 86_400_000
    /// How long a half on disk may rest, in seconds.
    private static let spoolRest: Int64 = 86_400
    private static let turn: Int64 = 100

    func run() async throws {
        let now = services.now()
        try await services.db.write { tx in
            try tx.fileJournal.giveUp(before: now - Self.grace)
            for id in try tx.uploads.abandoned(before: now - Self.patience, limit: Self.turn) {
                let parts = try tx.uploads.parts(of: id).map(\.path)
                guard try tx.uploads.remove(id) else { continue }
                try tx.fileJournal.doom(parts, at: now)
            }
        }
        let doomed = try await services.db.read { try $0.fileJournal.doomed(limit: Self.turn) }
        if !doomed.isEmpty { await remove(doomed) }
        try await services.files.spool.removeLeftovers(before: now / 1_000 - Self.spoolRest)
    }

    /// Removes what the journal dooms. What cannot be removed now stays in the journal.
    func remove(_ paths: [String]) async {
        var gone: [String] = []
        for path in paths {
            do {
                try await services.files.remove(path)
                gone.append(path)
            } catch { services.log.warn("a file could not be removed", ["path": path, "error": "\(error)"]) }
        }
        let removed = gone
        guard !removed.isEmpty else { return }
        do { try await services.db.write { try $0.fileJournal.forget(removed) } } catch {
            services.log.warn("removed files could not be noted", ["error": "\(error)"])
        }
    }
}

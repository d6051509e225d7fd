public import Database

/// Brings the index up to what was committed: takes changes from the queue and new messages, or, when there are none, the next
/// messages from before the index. The queue's entries go in the same commit as the words come: a crash loses neither.
struct IndexChanges {
    /// As many as hold up whoever writes by no more than some milliseconds.
    var limit: Int64 = 200
    /// Whether to go on with what was there before the index when the queue is empty.
    var buildsOn = true

    /// Says whether there may be more.
    func run(in tx: Transaction<ReadWrite>) throws -> Bool {
        try tx.search.lock()
        let (count, changed) = try tx.search.takeChanges(limit)
        try update(changed, in: tx)
        let added = try tx.search.addNewPosts(limit - Int64(count))
        if count + added > 0 { return count + added == limit || buildsOn }
        guard buildsOn else { return false }
        for kind in SearchKind.allCases where try build(kind, in: tx) { return true }
        return false
    }

    private func update(_ changed: [SearchKind: Set<String>], in tx: Transaction<ReadWrite>) throws {
        let posts = Array(changed[.posts] ?? [])
        var files = changed[.files] ?? []
        if !posts.isEmpty {
            try tx.search.update(.posts, posts)
            files.formUnion(try tx.search.files(of: posts))
        }
        if !files.isEmpty { try tx.search.update(.files, Array(files)) }
    }

    private func build(_ kind: SearchKind, in tx: Transaction<ReadWrite>) throws -> Bool {
        guard let place = try tx.search.progress(kind) else { return false }
        let older = try tx.search.older(kind, than: place, limit: limit)
        if !older.isEmpty { try tx.search.update(kind, older.map(\.id)) }
        try tx.search.setProgress(kind, older.count < limit ? nil : older.last)
        return true
    }
}

/// Forgets how far the index was built, so that everything is read again: after the rules by which texts are cut changed,
/// and whenever an operator asks for it.
public struct RebuildIndex: Sendable {
    public init() {}

    public func run(in tx: Transaction<ReadWrite>) throws {
        for kind in SearchKind.allCases { try tx.search.setProgress(kind, (.max, "")) }
    }
}

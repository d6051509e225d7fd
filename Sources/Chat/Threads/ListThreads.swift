internal import Database
internal import Wire

/// One page of somebody's threads, and what there is in all.
struct ListThreads {
    enum Part { case everything, totals, threads }

    let filter: ThreadFilter
    var place = ThreadPlace.newest
    /// Only what changed from then on.
    var since: Int64 = 0
    var limit: Int64 = 60
    var part = Part.everything
    let complete: CompleteThreads

    func run<A>(in tx: Transaction<A>) throws -> ThreadList {
        var list = ThreadList()
        if part != .threads { list.totals = try tx.threads.totals(filter) }
        if part != .totals { list.threads = try complete.run(tx.threads.page(filter, place, since: since, limit: limit), in: tx) }
        return list
    }
}

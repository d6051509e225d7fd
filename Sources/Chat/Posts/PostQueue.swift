public import Database
internal import Synchronization
internal import Wire

/// Brings the posts that come at the same time into one transaction: one commit, and one change of each channel's counters,
/// for all of them. Without it every post would hold the channel's row until the disk has answered, and a busy channel
/// could take no more posts than the disk takes commits.
///
/// There is no thread and no task: whoever comes while few write leads, writes what has come meanwhile, and hands the lead
/// on. Two lead: on PostgreSQL one works while the other waits for the network; on SQLite, which has one writer, the second
/// stands behind the first and begins as soon as that one's commit is done.
public final class PostQueue: Sendable {
    private struct Waiting: Sendable { let post: CreatePost; let turn: CheckedContinuation<Turn, Never> }
    private enum Turn: Sendable { case lead, done(Result<CreatedPost, any Error>) }
    private struct State: Sendable { var waiting: [Waiting] = []; var leaders = 0 }

    private let state = Mutex(State())
    private let db: any Database
    private let batchLimit: Int
    private static let leaderLimit = 2

    public init(db: any Database, batchLimit: Int = 64) {
        self.db = db
        self.batchLimit = batchLimit
    }

    /// Writes the post; returns after its commit.
    func write(_ post: CreatePost) async throws -> CreatedPost {
        let post = try await post.prepared()
        switch await turn(for: post) {
        case .done(let result): return try result.get()
        case .lead: return try await lead(post)
        }
    }

    private func turn(for post: CreatePost) async -> Turn {
        await withCheckedContinuation { continuation in
            let leads = state.withLock { state in
                if state.leaders == Self.leaderLimit { state.waiting.append(Waiting(post: post, turn: continuation)); return false }
                state.leaders += 1
                return true
            }
            if leads { continuation.resume(returning: .lead) }
        }
    }

    private func lead(_ post: CreatePost) async throws -> CreatedPost {
        let batch = Batch(post)
        let results = await written(batch)
        for (waiting, result) in zip(batch.others, results.dropFirst()) { waiting.turn.resume(returning: .done(result)) }
        passLeadOn()
        return try results[0].get()
    }

    /// What one transaction writes: filled when it begins, so that it takes everything that came while it stood in line.
    private final class Batch: Sendable {
        let first: CreatePost
        private let filled = Mutex<[Waiting]?>(nil)

        init(_ first: CreatePost) { self.first = first }

        var others: [Waiting] { filled.withLock { $0 ?? [] } }

        /// The same each time it is asked: a transaction that lost a race runs again.
        func posts(from queue: PostQueue) -> [CreatePost] {
            let others = filled.withLock { filled in
                let others = filled ?? queue.takeWaiting()
                filled = others
                return others
            }
            return [first] + others.map(\.post)
        }
    }

    private func takeWaiting() -> [Waiting] {
        state.withLock { state in
            let taken = Array(state.waiting.prefix(batchLimit - 1))
            state.waiting.removeFirst(taken.count)
            return taken
        }
    }

    private func passLeadOn() {
        let next = state.withLock { state -> Waiting? in
            if state.waiting.isEmpty { state.leaders -= 1; return nil }
            return state.waiting.removeFirst()
        }
        next?.turn.resume(returning: .lead)
    }

    /// One result for each post. When the transaction fails as a whole, each is tried alone, so that none suffers for another.
    private func written(_ batch: Batch) async -> [Result<CreatedPost, any Error>] {
        do {
            return try await db.write(isolation: .readCommitted, file: "CreatePost", function: "run") { tx in
                try CreatePost.run(batch.posts(from: self), in: tx)
            }
        } catch {
            let others = batch.others
            guard !others.isEmpty else { return [.failure(error)] }
            var results: [Result<CreatedPost, any Error>] = []
            for post in [batch.first] + others.map(\.post) { results.append(await alone(post)) }
            return results
        }
    }

    private func alone(_ post: CreatePost) async -> Result<CreatedPost, any Error> {
        do {
            return try await db.write(isolation: .readCommitted, file: "CreatePost", function: "run") { tx in
                try CreatePost.run([post], in: tx)[0]
            }
        } catch { return .failure(error) }
    }
}

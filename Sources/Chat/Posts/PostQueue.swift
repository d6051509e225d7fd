public import Database
internal import Synchronization
internal import Wire

/// Brings the posts that come at the same time into one transaction: one commit, and one change of each channel's counters,
/// for all of them. Without it every post would hold the channel's row until the disk has answered, and a busy channel
/// could take no more posts than the disk takes commits.
///
/// There is no thread and no task: whoever comes while few write leads, writes what has come meanwhile, and hands the lead
/// on. SQLite has one writer, so one leads; on PostgreSQL another transaction works while one waits for the network.
public final class PostQueue: Sendable {
    private struct Waiting: Sendable { let post: CreatePost; let turn: CheckedContinuation<Turn, Never> }
    private enum Turn: Sendable { case lead, done(Result<CreatedPost, any Error>) }
    private struct State: Sendable { var waiting: [Waiting] = []; var leaders = 0 }

    private let state = Mutex(State())
    private let db: any Database
    private let batchLimit: Int
    private let leaderLimit: Int

    public init(db: any Database, batchLimit: Int = 64) {
        self.db = db
        self.batchLimit = batchLimit
        leaderLimit = db.dialect == .sqlite ? 1 : 2
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
                if state.leaders == leaderLimit { state.waiting.append(Waiting(post: post, turn: continuation)); return false }
                state.leaders += 1
                return true
            }
            if leads { continuation.resume(returning: .lead) }
        }
    }

    private func lead(_ post: CreatePost) async throws -> CreatedPost {
        let others = state.withLock { state in
            let batch = Array(state.waiting.prefix(batchLimit - 1))
            state.waiting.removeFirst(batch.count)
            return batch
        }
        let results = await written([post] + others.map(\.post))
        for (waiting, result) in zip(others, results.dropFirst()) { waiting.turn.resume(returning: .done(result)) }
        passLeadOn()
        return try results[0].get()
    }

    private func passLeadOn() {
        let next = state.withLock { state -> Waiting? in
            if state.waiting.isEmpty { state.leaders -= 1; return nil }
            return state.waiting.removeFirst()
        }
        next?.turn.resume(returning: .lead)
    }

    /// One result for each post. When the transaction fails as a whole, each is tried alone, so that none suffers for another.
    private func written(_ posts: [CreatePost]) async -> [Result<CreatedPost, any Error>] {
        do {
            return try await db.write(isolation: .readCommitted, file: "CreatePost", function: "run") { tx in
                try CreatePost.run(posts, in: tx)
            }
        } catch {
            guard posts.count > 1 else { return [.failure(error)] }
            var results: [Result<CreatedPost, any Error>] = []
            for post in posts { results += await written([post]) }
            return results
        }
    }
}

internal import Database
internal import Wire

/// A thread goes on in another channel: those of its followers who are there follow on, with the same unread before them, and hear
/// so; the others have lost it. `MoveThread` runs this when the messages are there.
struct CarryThread {
    let from: ID<Post>
    let to: ID<Post>
    let channel: Channel
    /// When each message was written, and when it came to its new place.
    let times: [(was: Int64, now: Int64)]
    /// Has read all of it.
    let mover: ID<User>
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        let now = services.now()
        try tx.threads.begin(to, in: channel)
        try tx.threads.recount(to)
        let marks = try tx.threads.marks(of: from, in: channel.id)
        for mark in marks {
            var mark = mark
            if mark.user == mover {
                (mark.lastViewedAt, mark.unreadMentions) = (now, 0)
            } else {
                mark.lastViewedAt = place(mark.lastViewedAt)
            }
            try tx.threads.insert(mark, of: to, at: now)
        }
        try tx.threads.close(from, at: now)
        try tx.threads.forgetFollowers(of: from)
        let followers = marks.filter(\.isFollowing).map(\.user)
        for user in try CollapsedThreads(services).of(followers, in: tx).sorted(by: { $0.raw < $1.raw }) {
            guard let row = try tx.threads.find(to, of: user) else { continue }
            for view in try CompleteThreads(services: services, extends: true).run([row], in: tx) {
                tx.tell(.threadUpdated(view, in: channel.team, to: user, previous: (0, 0)))
            }
        }
    }

    /// Until where somebody has read who had read until then.
    private func place(_ time: Int64) -> Int64 {
        guard time > 0 else { return 0 }
        return times.last { $0.was <= time }?.now ?? times.first?.now ?? 0
    }
}

internal import Database
internal import Wire

/// An answer was deleted: whoever was called by it and had not read it is called no more, and hears so. `DeletePost` runs this
/// after the thread was counted anew.
struct ShrinkThread {
    let reply: Post
    let channel: Channel
    let services: Services

    func run(at now: Int64, in tx: Transaction<ReadWrite>) throws {
        let waiting = try tx.threads.unreadCalled(in: reply.root, by: reply)
        guard !waiting.isEmpty else { return }
        let called = try ResolveMentions(post: reply, place: nil, channel: channel, services: services).run(in: tx).users
        let relieved = waiting.filter(called.contains), seeing = try CollapsedThreads(services).of(relieved, in: tx)
        for user in relieved {
            try tx.threads.forgetCall(of: user, in: reply.root, at: now)
            guard seeing.contains(user), let row = try tx.threads.find(reply.root, of: user) else { continue }
            for view in try CompleteThreads(services: services, extends: true).run([row], in: tx) {
                tx.tell(.threadUpdated(view, in: channel.team, to: user, previous: (0, 0)))
            }
        }
    }
}

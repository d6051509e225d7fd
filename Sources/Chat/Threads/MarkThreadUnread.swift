internal import Database
internal import Wire

/// Somebody made a channel unread from an answer on, with a client that shows no threads: the thread is unread from there, too.
struct MarkThreadUnread {
    let reply: Post
    let channel: Channel
    let user: ID<User>
    let services: Services

    /// `tells`: the person's other clients show threads.
    func run(tells: Bool, in tx: Transaction<ReadWrite>) throws {
        guard services.settings.current[ServiceSettings.threadAutoFollow], let root = try tx.posts.find(reply.root) else { return }
        let time = reply.createAt - 1
        let calls = try ThreadCalls(root: root, channel: channel, services: services).count(for: user, after: time, in: tx)
        try tx.threads.setRead(root.id, by: user, until: time, mentions: calls, at: services.now())
        guard tells, let row = try tx.threads.find(root.id, of: user) else { return }
        for view in try CompleteThreads(services: services, extends: true).run([row], in: tx) {
            tx.tell(.threadUpdated(view, in: channel.team, to: user, previous: nil))
        }
    }
}

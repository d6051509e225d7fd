internal import Database
internal import Wire

/// Takes away every reaction with an emoji that is no more.
struct ForgetReactions {
    let name: String
    let time: Int64

    init(with name: String, at time: Int64) { (self.name, self.time) = (name, time) }

    func run(in tx: Transaction<ReadWrite>) throws {
        let posts = try tx.reactions.removeAll(named: name, at: time)
        guard !posts.isEmpty else { return }
        let left = Set(try tx.reactions.all(of: posts).map(\.post))
        for post in posts { try tx.posts.setHasReactions(left.contains(post), of: post, at: time) }
    }
}

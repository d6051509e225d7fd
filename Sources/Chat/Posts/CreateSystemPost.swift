internal import Database
internal import Wire

/// Writes what happened in a channel as a message in it: somebody joined, the header changed. Other features run this
/// inside their own transaction.
struct CreateSystemPost {
    let channel: Channel
    let author: ID<User>
    /// `system_join_channel` and the like (facts: limits.md, system post types).
    let type: String
    let message: String
    let props: JSONObject
    let services: Services

    @discardableResult
    func run(in tx: Transaction<ReadWrite>) throws -> Post {
        var post = Post(id: services.newID(), channel: channel.id, user: author, message: message)
        post.createAt = services.now()
        post.updateAt = post.createAt
        post.type = type
        post.props = JSONText(props)
        try tx.posts.insert(post)
        var counters = PostCounters()
        let called = try ResolveMentions(post: post, place: nil, channel: channel, services: services).run(in: tx)
        counters.add(post, isViewed: false, mentioned: called.users)
        try counters.write(in: tx)
        let directName = channel.type == .direct ? try tx.users.find(author).map { "@" + $0.username } : nil
        let said = SaidPost(view: PostView(post), channel: channel, sender: "System", directName: directName, mentioned: called.users)
        tx.tell(.posted(said))
        return post
    }
}

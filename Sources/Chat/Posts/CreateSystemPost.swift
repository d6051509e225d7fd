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
    /// The message that it answers.
    var root: Post?
    var setsOnline = true

    @discardableResult
    func run(in tx: Transaction<ReadWrite>) throws -> Post {
        var post = Post(id: services.newID(), channel: channel.id, user: author, message: message)
        post.createAt = services.now()
        post.updateAt = post.createAt
        post.type = type
        post.props = JSONText(props)
        if let root { post.root = root.id }
        try tx.posts.insert(post)
        var view = PostView(post)
        if let root {
            view.replyCount = try tx.threads.count(post, in: channel.team).replyCount
            try tx.posts.touch(root.id, at: post.createAt)
        }
        var counters = PostCounters()
        let called = try ResolveMentions(post: post, place: nil, channel: channel, services: services).run(in: tx)
        counters.add(post, isViewed: false, mentioned: called.users)
        try counters.write(in: tx)
        let directName = channel.type == .direct ? try tx.users.find(author).map { "@" + $0.username } : nil
        let said = SaidPost(
            view: view, channel: channel, sender: "System", directName: directName, mentioned: called.users, setsOnline: setsOnline)
        tx.tell(.posted(said))
        if type == "system_add_to_channel" {
            PostNotice(view, in: channel, by: "", called, followers: [], isViewed: false, nil).leave(in: tx, services)
        }
        return post
    }
}

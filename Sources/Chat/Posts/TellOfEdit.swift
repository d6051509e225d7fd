internal import Database
internal import Wire

/// The channel hears that a message has another text, files or props, or was pinned or let go: each as they may see it.
struct TellOfEdit {
    let access: Access
    let services: Services

    /// The message as whoever changed it sees it.
    func run(_ post: Post, in channel: Channel, _ tx: Transaction<ReadWrite>) throws -> PostView {
        var views = [PostView(post)]
        views[0].replyCount = try tx.threads.replyCount(of: views[0].threadID)
        try CompletePosts(access: access, services: services).run(on: &views, in: tx)
        tx.tell(.postEdited(views[0], try PostVariants(of: views[0], in: channel, tx)))
        return views[0]
    }
}

internal import Database
internal import Wire

/// The contents of a push that had none, for the app that got it: what the push would say where everything may be said, as the
/// message is now.
struct FetchPush {
    let post: AccessiblePost
    let receipt: PushReceipt
    let user: ID<User>
    let services: Services

    /// Refuses who is in the channel no more, and their own messages: nothing was pushed to them.
    func run<A>(in tx: Transaction<A>) throws -> PushMessage {
        var called = ResolveMentions.Called()
        called.users = [user]
        let notice = PostNotice(PostView(post.post), in: post.place.channel, by: "", called, followers: [], isViewed: false, nil)
        guard var message = try NotifyAboutPost(notice: notice, services: services).contents(for: user, in: tx) else {
            throw APIError.postNotFound
        }
        (message.ackID, message.platform, message.serverID) = (receipt.id, receipt.platform, services.settings.diagnosticID)
        message.isIDLoaded = true
        return message
    }
}

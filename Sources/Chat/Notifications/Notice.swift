internal import Database
internal import Wire

/// What a committed transaction wants people to hear of outside of their clients. Left with the transaction like an event, and
/// taken by the node that committed it, so each is sent once. It names what happened; who hears is found out later, off
/// everybody's way.
enum Notice: Sendable {
    case posted(PostNotice)
    /// A direct message, which may get an answer that somebody left behind.
    case asked(Post, in: Channel)
    /// Channels that called somebody, and all that were unread: their notifications may go.
    case read([ID<Channel>], [ID<Channel>], by: ID<User>, on: ID<Session>?)
    case readThread(ID<Post>, in: ID<Channel>, by: ID<User>, on: ID<Session>?)
    /// The number on the app's icon is another one.
    case unread(by: ID<User>, on: ID<Session>?)

    /// Nothing is left where nobody would send it.
    func leave(in tx: Transaction<ReadWrite>, _ services: Services) {
        let settings = services.settings.current
        guard settings[EmailSettings.sendPushNotifications] || settings[EmailSettings.sendEmailNotifications] else { return }
        tx.afterCommit(self)
    }
}

/// A message that was written, and whom it concerns.
struct PostNotice: Sendable {
    let view: PostView
    let channel: Channel
    /// The author's user name; empty for what the server says.
    let author: String
    let called: [ID<User>]
    let byCrowd: Set<ID<User>>
    let byAnswer: [ID<User>: KeywordBook.AnswerWish]
    /// Of the thread that it answers in, when they see threads by themselves.
    let followers: Set<ID<User>>
    /// The author has read the channel with it, on this session.
    let isViewed: Bool
    let session: ID<Session>?
    var post: Post { view.post }

    init(
        _ view: PostView, in channel: Channel, by author: String, _ called: ResolveMentions.Called, followers: [ID<User>], isViewed: Bool,
        _ session: ID<Session>?
    ) {
        (self.view, self.channel, self.author, self.isViewed, self.session) = (view, channel, author, isViewed, session)
        (self.called, byCrowd, byAnswer, self.followers) = (called.users, called.byCrowd, called.byAnswer, Set(followers))
    }

    func leave(in tx: Transaction<ReadWrite>, _ services: Services) { Notice.posted(self).leave(in: tx, services) }
}

internal import Network
public import Wire

/// Whoever sent a request, before it is asked whether they are signed in.
public struct Visitor: Sendable {
    /// In the log and in the answer, so that the two can be brought together.
    let requestID: String
    /// The living session of the token that came, if one came.
    let session: Session?
    /// How the token came: only cookies need protection against forged requests.
    let tokenSource: TokenSource?
    /// Must set up a second factor before anything else.
    var owesSecondFactor = false
    /// A browser's header is asked for even where another one of ours would do.
    var isForgeryCheckStrict = false
    /// The session lives longer from now on; the browser's cookie must, too.
    var renewsCookie = false
    let log: Log

    /// Names where a token was found, in the order in which they are looked at.
    enum TokenSource: Sendable { case cookie, header, query }
}

/// The context of a request whose session is known: only `Routes` can make one, so a handler that takes it cannot be
/// reached without.
public struct SignedIn: Sendable {
    public let session: Session
    let requestID: String
    let log: Log
    /// The door to everything that a client names.
    let access: Access
    /// Of the caller's WebSocket, from the `Connection-Id` header: events about what they did themselves leave it out.
    let connectionID: String

    var user: ID<User> { session.user }

    init(_ session: Session, visitor: Visitor, access: Access, connectionID: String, _: Routes.Key) {
        self.session = session
        self.requestID = visitor.requestID
        self.log = visitor.log
        self.access = access
        self.connectionID = connectionID
    }
}

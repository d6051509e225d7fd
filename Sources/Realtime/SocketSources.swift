public import Wire

/// Who a socket belongs to, as far as delivery must know.
public struct SocketStanding: Sendable {
    public var session: Session
    /// Has `manage_system`: hears what others may not.
    public var isAdmin: Bool
    /// Must set up multi-factor authentication first: hears nothing and may do nothing.
    public var needsMFA: Bool

    public init(session: Session, isAdmin: Bool, needsMFA: Bool) {
        self.session = session
        self.isAdmin = isAdmin
        self.needsMFA = needsMFA
    }
}

/// One action that a client asked for through its socket.
public struct SocketRequest: Sendable {
    public let action: String
    public let data: JSONObject
    public let session: Session
    public let connection: String
}

/// What the hub asks of the product: closures, because this module knows no feature.
public struct SocketSources: Sendable {
    /// The standing of a token, `nil` when there is no living session.
    public var session: @Sendable (_ token: String) async -> SocketStanding?
    /// The same for a session that was found before; `nil` when it has ended.
    public var refresh: @Sendable (ID<Session>) async -> SocketStanding?
    public var channelMembers: @Sendable (ID<Channel>) async throws -> [ID<User>]
    public var teamMembers: @Sendable (ID<Team>) async throws -> [ID<User>]
    /// Whether a guest may know that somebody exists.
    public var canSee: @Sendable (_ guest: ID<User>, _ other: ID<User>) async -> Bool
    /// The first event of a connection.
    public var hello: @Sendable (_ connection: String, ID<User>) -> Event
    /// Does an action; the answer's data, or what went wrong.
    public var perform: @Sendable (SocketRequest) async throws(APIError) -> JSONObject
    public var connected: @Sendable (Session) async -> Void
    /// `isLast`: this node holds no other connection of the person.
    public var disconnected: @Sendable (Session, _ isLast: Bool) async -> Void
    /// Somebody's first connection to this node was opened, or their last one closed. Called under the hub's lock, in that order.
    public var presence: @Sendable (ID<User>, _ isHere: Bool) -> Void = { _, _ in }
    /// A client answered a ping.
    public var ponged: @Sendable (Session) async -> Void
    public var newToken: @Sendable () -> String
    /// Milliseconds since 1970.
    public var now: @Sendable () -> Int64

    public init(
        session: @escaping @Sendable (String) async -> SocketStanding?, refresh: @escaping @Sendable (ID<Session>) async -> SocketStanding?,
        channelMembers: @escaping @Sendable (ID<Channel>) async throws -> [ID<User>],
        teamMembers: @escaping @Sendable (ID<Team>) async throws -> [ID<User>],
        canSee: @escaping @Sendable (ID<User>, ID<User>) async -> Bool, hello: @escaping @Sendable (String, ID<User>) -> Event,
        perform: @escaping @Sendable (SocketRequest) async throws(APIError) -> JSONObject,
        connected: @escaping @Sendable (Session) async -> Void, disconnected: @escaping @Sendable (Session, Bool) async -> Void,
        ponged: @escaping @Sendable (Session) async -> Void, newToken: @escaping @Sendable () -> String,
        now: @escaping @Sendable () -> Int64
    ) {
        self.session = session
        self.refresh = refresh
        self.channelMembers = channelMembers
        self.teamMembers = teamMembers
        self.canSee = canSee
        self.hello = hello
        self.perform = perform
        self.connected = connected
        self.disconnected = disconnected
        self.ponged = ponged
        self.newToken = newToken
        self.now = now
    }
}

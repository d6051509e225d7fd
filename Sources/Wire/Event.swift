/// What happened, and exactly who may hear of it. Encoded once, however many hear it.
public struct Event: Sendable {
    /// Who hears: the tests in order are `connection`, `omitConnection`, `user`, `omitUsers`, `channel`, `team`; without
    /// any of them everybody does (facts: websocket.md section 8).
    public struct Broadcast: Sendable, Equatable {
        public var user: ID<User>?
        public var channel: ID<Channel>?
        public var team: ID<Team>?
        public var connection = ""
        public var omitConnection = ""
        public var omitUsers: [ID<User>] = []
        /// Only for those without `manage_system`.
        public var isSanitized = false
        /// Only for those with `manage_system`.
        public var isSensitive = false

        public init(user: ID<User>? = nil, channel: ID<Channel>? = nil, team: ID<Team>? = nil, omitUsers: [ID<User>] = []) {
            self.user = user
            self.channel = channel
            self.team = team
            self.omitUsers = omitUsers
        }
        public static let everybody = Broadcast()
    }

    public var name: String
    /// The JSON object of the event's data, without what differs by person.
    public var data: [UInt8]
    public var broadcast: Broadcast
    /// Members added to `data` for one person only, as `"mentions":"[\"…\"]"` without braces or leading comma.
    public var personal: [ID<User>: [UInt8]] = [:]
    /// In the same form, for everybody who has no entry in `personal`.
    public var others: [UInt8] = []
    /// Whose clients are asked to say that they got it, where they offered to.
    public var acknowledgers: Set<ID<User>> = []
    /// For `new_user` and `user_updated`: guests hear of this person only when they may see them.
    public var subject: ID<User>?

    public init(_ name: String, to broadcast: Broadcast, data: (inout JSONWriter) -> Void = { _ in }) {
        self.name = name
        self.broadcast = broadcast
        var json = JSONWriter()
        json.object { data(&$0) }
        self.data = json.bytes
    }

    /// With data that is written already.
    public init(_ name: String, to broadcast: Broadcast, written data: [UInt8]) {
        self.name = name
        self.broadcast = broadcast
        self.data = data
    }
}

/// What a committed transaction tells every node: an event for clients, or a change that caches and the hub's directory
/// of members must follow. Order of commit is kept.
public enum Signal: Sendable {
    case event(Event)
    case joinedChannel(ID<Channel>, [ID<User>])
    case leftChannel(ID<Channel>, [ID<User>])
    case joinedTeam(ID<Team>, [ID<User>])
    case leftTeam(ID<Team>, [ID<User>])
    /// Profile, roles or activity changed: cached sessions and profiles are read again.
    case userChanged(ID<User>)
    /// Sockets of the session are closed and its cache entry dropped.
    case sessionEnded(ID<Session>, user: ID<User>)
    case rolesChanged
    case settingsChanged
}

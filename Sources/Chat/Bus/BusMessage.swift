internal import Wire

/// What one server says to the others on the same database. Numbered without a gap, so that nothing is missed unnoticed.
struct BusMessage: Sendable {
    enum Body: Sendable {
        case here(Here)
        /// What kind of server it is: after every introduction, and again when something of it changes.
        case about(ServerFacts)
        /// In the order in which it happened.
        case items([BusItem])
        /// Nothing happened, and the number says that nothing was lost.
        case beat
        /// The server stops, and has said everything.
        case gone
    }

    /// Who says it: a name that a process keeps for its life.
    let node: String
    let number: UInt64
    let body: Body
}

/// How a server introduces itself: when its line is open, and to whoever came later.
struct Here: Sendable {
    /// Everybody who has a WebSocket there.
    var people: [ID<User>]
    /// The others are to introduce themselves as well.
    var wantsAnswer: Bool
    /// Something happened that was told to nobody, because nobody seemed to be there.
    var hasKeptQuiet: Bool
}

/// What a server says of itself to administrators.
struct ServerFacts: Sendable, Equatable {
    var version = ""
    /// Of the database, as this server migrated it.
    var schemaVersion = ""
    /// Of the settings that hold there: servers that were given the same ones agree.
    var configHash = ""
    var address = ""
    var hostname = ""
}

/// One thing that happened on a server.
enum BusItem: Sendable {
    case signal(Signal)
    /// Somebody's first WebSocket there was opened.
    case came(ID<User>)
    /// Their last one was closed.
    case left(ID<User>)
    /// Somebody looks at a channel there, or with an empty id at none.
    case looked(ID<User>, at: ID<Channel>)

    /// About how many bytes it takes.
    var weight: Int {
        switch self {
        case .signal(.event(let event)): 256 + event.data.count + event.others.count + event.personal.count * 64
        case .signal(.joinedChannel(_, let users)), .signal(.leftChannel(_, let users)), .signal(.joinedTeam(_, let users)),
            .signal(.leftTeam(_, let users)):
            64 + users.count * 28
        default: 64
        }
    }
}

public import Database
public import Outside
public import Realtime
public import Wire

/// What every feature may lean on. Built once, by `make`; a dozen members at most.
public struct Services: Sendable {
    public var db: any Database
    public var roles: RoleBook
    public var sessions: SessionBook
    /// What is configured, now.
    public var settings: SettingsBook
    /// Who was active lately, and what they look at.
    public var statuses: StatusBook
    /// Own profiles, written.
    public var profiles: ProfileBook
    /// Where pictures are drawn and read: never on a loop.
    public var drawing: WorkerPool
    /// Every open WebSocket of this node.
    public var hub: Hub
    /// The other servers on this database; `nil` where there can be none.
    public var bus: Bus?
    /// Where every post is written.
    public var posts: PostQueue
    /// The words that people want to be called by.
    public var keywords: KeywordBook
    /// What was learned of addresses in messages.
    public var previews: PreviewBook
    /// Requests to other servers.
    public var outbound: Outbound
    /// Sends what people are to hear of outside of the clients.
    public var notifier: Notifier
    /// Where attachments lie.
    public var files: any FileStore
    /// Hashing takes long by design: always before a transaction is opened.
    public var passwords: Passwords
    /// Takes mail.
    public var postman: Postman
    /// Milliseconds since 1970.
    public var now: @Sendable () -> Int64
    /// Twenty-six characters that sort by time.
    public var newToken: @Sendable () -> String
    public var hostname: String
    /// What this node has done.
    public var figures: Figures
    /// Whether this node should be sent work.
    public var health: Health
    public var log: Log

    func newID<T>() -> ID<T> { ID(newToken()) }
}

extension Transaction where Access == ReadWrite {
    /// Sends the event after commit, to those whom its broadcast names.
    func tell(_ event: Event) { afterCommit(Signal.event(event)) }
    /// Tells every node of a change that its caches and directory follow, after commit.
    func signal(_ signal: Signal) { afterCommit(signal) }
}

extension JSONText: SQLReadable {
    public init(_ row: inout Row) { self.init(raw: row.string()) }
}

public import Database
public import Outside
public import Realtime
public import Wire

/// What every feature may lean on. Built once, by `make`. One reference: every operation holds it, and copying all members each
/// time would count each of them up and down on every thread.
public final class Services: Sendable {
    /// What it holds.
    struct Members: Sendable {
        let db: any Database
        let roles: RoleBook
        let sessions: SessionBook
        let settings: SettingsBook
        let statuses: StatusBook
        let profiles: ProfileBook
        let drawing: WorkerPool
        let hub: Hub
        let bus: Bus?
        let posts: PostQueue
        let keywords: KeywordBook
        let previews: PreviewBook
        let search: SearchNews
        let outbound: Outbound
        let notifier: Notifier
        let files: any FileStore
        let passwords: Passwords
        let postman: Postman
        let now: @Sendable () -> Int64
        let newToken: @Sendable () -> String
        let hostname: String
        let address: String
        let figures: Figures
        let health: Health
        let log: Log
    }

    private let members: Members

    init(_ members: Members) { self.members = members }

    public var db: any Database { members.db }
    public var roles: RoleBook { members.roles }
    public var sessions: SessionBook { members.sessions }
    /// What is configured, now.
    public var settings: SettingsBook { members.settings }
    /// Who was active lately, and what they look at.
    public var statuses: StatusBook { members.statuses }
    /// Own profiles, written.
    public var profiles: ProfileBook { members.profiles }
    /// Where pictures are drawn and read: never on a loop.
    public var drawing: WorkerPool { members.drawing }
    /// Every open WebSocket of this node.
    public var hub: Hub { members.hub }
    /// The other servers on this database; `nil` where there can be none.
    public var bus: Bus? { members.bus }
    /// Where every post is written.
    public var posts: PostQueue { members.posts }
    /// The words that people want to be called by.
    public var keywords: KeywordBook { members.keywords }
    /// What was learned of addresses in messages.
    public var previews: PreviewBook { members.previews }
    /// Whether the search has something to read.
    public var search: SearchNews { members.search }
    /// Requests to other servers.
    public var outbound: Outbound { members.outbound }
    /// Sends what people are to hear of outside of the clients.
    public var notifier: Notifier { members.notifier }
    /// Where attachments lie.
    public var files: any FileStore { members.files }
    /// Hashing takes long by design: always before a transaction is opened.
    public var passwords: Passwords { members.passwords }
    /// Takes mail.
    public var postman: Postman { members.postman }
    /// Milliseconds since 1970.
    public var now: @Sendable () -> Int64 { members.now }
    /// Twenty-six characters that sort by time.
    public var newToken: @Sendable () -> String { members.newToken }
    public var hostname: String { members.hostname }
    /// This machine's, as others on its network reach it.
    public var address: String { members.address }
    /// What this node has done.
    public var figures: Figures { members.figures }
    /// Whether this node should be sent work.
    public var health: Health { members.health }
    public var log: Log { members.log }

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

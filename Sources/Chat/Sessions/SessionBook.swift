public import Database
internal import Synchronization
public import Wire

/// Finds the session of a token. What it found it keeps, because every request asks; it forgets what a committed transaction says
/// has changed, here or on another server, and everything after some minutes, for the time in which the line to the others is broken.
public final class SessionBook: Sendable {
    /// Requests within this time count as one activity, so that reading does not become writing.
    static let activityInterval: Int64 = 5 * 60_000
    private static let capacity = 50_000

    let count = CacheCount()
    private let db: any Database
    private let settings: SettingsBook
    private let shelf = Mutex(SessionShelf(capacity: SessionBook.capacity))

    public init(db: any Database, settings: SettingsBook) {
        self.db = db
        self.settings = settings
    }

    /// The living session of the token, `nil` when there is none or it has expired.
    public func find(_ token: String, now: Int64) async throws -> Session? {
        guard let token = SessionToken(token.utf8) else { return nil }
        return try await find(token, now: now)?.session
    }

    /// The same with what the gate wants to know besides.
    func find(_ token: SessionToken, now: Int64) async throws -> KnownSession? {
        let (known, epoch) = shelf.withLock { ($0[token], $0.epoch) }
        if let known, now - known.readAt < Int64(settings.current[ServiceSettings.sessionCacheInMinutes]) * 60_000 {
            count.hit()
            return try await admit(known, token, now)
        }
        count.miss()
        guard var known = try await load(token, now) else { return nil }
        known.readAt = now
        shelf.withLock { $0.keep(known, for: token, since: epoch) }
        return try await admit(known, token, now)
    }

    /// Follows what committed transactions changed.
    public func heed(_ signal: Signal) {
        switch signal {
        case .userChanged(let user), .sessionEnded(_, let user): shelf.withLock { $0.forget(user) }
        case .settingsChanged: shelf.withLock { $0.forgetAll() }
        default: return
        }
        count.invalidated()
    }

    func forgetAll() { shelf.withLock { $0.forgetAll() } }

    private func load(_ token: SessionToken, _ now: Int64) async throws -> KnownSession? {
        let text = token.text
        if let known = try await db.readOne({ try $0.sessions.known(token: text) }) { return known }
        guard let grant = try await db.readOne({ try $0.accessTokens.grant(token: text) }) else { return nil }
        guard grant.isUsable || grant.isBot && grant.isActive, grant.isBot || settings.current[ServiceSettings.enableUserAccessTokens]
        else {
            return nil
        }
        return try await db.write { tx in try OpenTokenSession(grant: grant, token: text, now: now).run(in: tx) }
    }

    /// Refuses what has expired; notes that there was activity.
    private func admit(_ known: KnownSession, _ token: SessionToken, _ now: Int64) async throws -> KnownSession? {
        let session = known.session
        if session.expiresAt > 0, session.expiresAt < now { return nil }
        if known.isPersonalToken, !settings.current[ServiceSettings.enableUserAccessTokens] { return nil }
        if now - session.lastActivityAt < Self.activityInterval { return known }
        return try await refresh(known, token, now)
    }

    private func refresh(_ known: KnownSession, _ token: SessionToken, _ now: Int64) async throws -> KnownSession? {
        let length = SessionLength(settings.current)
        if length.isIdleTooLong(known.session, now: now) {
            try await db.write { [id = known.session.id] tx in _ = try tx.endSession(id) }
            return nil
        }
        var fresh = known
        fresh.session.lastActivityAt = now
        let expiry = length.extended(known.session, now: now)
        if let expiry { fresh.session.expiresAt = expiry }
        shelf.withLock { [fresh] in $0.replace(fresh, for: token) }
        try await db.write(isolation: .readCommitted) { [session = fresh.session] tx in
            try tx.sessions.touch(session.id, activity: session.lastActivityAt, expiry: session.expiresAt)
        }
        fresh.wasExtended = expiry != nil
        return fresh
    }
}

/// A session with what is looked up beside it.
struct KnownSession: Sendable {
    var session: Session
    /// Has a password of ours and no second factor: must set one up where that is demanded.
    var lacksSecondFactor: Bool
    /// Of a person's access token: worth nothing while those are switched off.
    var isPersonalToken = false
    var readAt: Int64 = 0
    /// This very request moved its end on; the cookie is sent again then.
    var wasExtended = false
}

/// Sessions in memory, in two generations: when the young one is full it becomes the old one, and what nobody asked for in the
/// meantime is dropped.
struct SessionShelf {
    private struct Generation {
        var known: [SessionToken: KnownSession] = [:]
        var tokens: [ID<User>: [SessionToken]] = [:]

        mutating func keep(_ session: KnownSession, for token: SessionToken) {
            if known.updateValue(session, forKey: token) == nil { tokens[session.session.user, default: []].append(token) }
        }

        mutating func forget(_ user: ID<User>) {
            for token in tokens.removeValue(forKey: user) ?? [] { known[token] = nil }
        }
    }

    private var young = Generation()
    private var old = Generation()
    private let capacity: Int
    /// Grows with every change that was heard of: what was read before one may be out of date.
    private(set) var epoch = 0

    init(capacity: Int) { self.capacity = capacity }

    subscript(_ token: SessionToken) -> KnownSession? {
        mutating get {
            if let known = young.known[token] { return known }
            guard let known = old.known[token] else { return nil }
            insert(known, for: token)
            return known
        }
    }

    /// Keeps what was read when the epoch was `epoch`, unless something has changed since.
    mutating func keep(_ known: KnownSession, for token: SessionToken, since epoch: Int) {
        if epoch == self.epoch { insert(known, for: token) }
    }

    /// Only when it is still there: what was forgotten in the meantime must not come back.
    mutating func replace(_ known: KnownSession, for token: SessionToken) {
        if young.known[token] != nil { young.known[token] = known } else if old.known[token] != nil { insert(known, for: token) }
    }

    mutating func forget(_ user: ID<User>) {
        epoch += 1
        young.forget(user)
        old.forget(user)
    }

    mutating func forgetAll() {
        epoch += 1
        (young, old) = (Generation(), Generation())
    }

    private mutating func insert(_ known: KnownSession, for token: SessionToken) {
        if young.known.count >= capacity / 2 { (old, young) = (young, Generation()) }
        young.keep(known, for: token)
    }
}

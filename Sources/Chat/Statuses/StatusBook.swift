internal import Synchronization
public import Wire

/// What this node saw people do and the database need not know at once: when they were last active, what they look at, and
/// that their row says online already. So a busy person's row is written once in two minutes, not with every message.
public final class StatusBook: Sendable {
    private struct Glimpse: Sendable {
        var lastActivityAt: Int64 = 0
        var activeChannel = ""
        var lookedAt: Int64 = 0
        /// When the row was last known to say online; 0 when it may say something else.
        var onlineSince: Int64 = 0
    }

    /// How old a row's activity may grow while somebody goes on.
    static let writeInterval: Int64 = 120_000

    /// Hits are activities for which nothing had to be written.
    let count = CacheCount()
    private let glimpses = Mutex<[ID<User>: Glimpse]>([:])

    public init() {}

    /// Notes activity; whether nothing has to be written for it.
    func suffices(_ user: ID<User>, at now: Int64) -> Bool {
        let suffices = glimpses.withLock { glimpses in
            guard let known = glimpses[user], known.onlineSince > 0, now - known.onlineSince < Self.writeInterval else { return false }
            glimpses[user]?.lastActivityAt = now
            return true
        }
        if suffices { count.hit() } else { count.miss() }
        return suffices
    }

    /// The row says online, and of when.
    func noteOnline(_ user: ID<User>, activityAt: Int64, now: Int64) {
        glimpses.withLock { glimpses in
            glimpses[user, default: Glimpse()].onlineSince = activityAt
            glimpses[user]?.lastActivityAt = now
        }
    }

    /// Somebody looks at a channel, or with an empty id at none.
    public func look(_ user: ID<User>, at channel: ID<Channel>, now: Int64) {
        glimpses.withLock { glimpses in
            glimpses[user, default: Glimpse()].activeChannel = channel.raw
            glimpses[user]?.lookedAt = now
        }
    }

    /// Which channel somebody looks at: no notification is needed for what they see.
    /// Nobody is believed to look at one for long without doing anything.
    func looks(_ user: ID<User>, at channel: ID<Channel>, now: Int64) -> Bool {
        glimpses.withLock { glimpses in
            guard let known = glimpses[user], known.activeChannel == channel.raw else { return false }
            return now - max(known.lookedAt, known.lastActivityAt) <= Self.lookLength
        }
    }

    private static let lookLength: Int64 = 20_000

    /// A row with what this node knows beyond it.
    func completed(_ status: Status) -> Status {
        guard let known = glimpses.withLock({ $0[status.user] }) else { return status }
        var status = status
        status.lastActivityAt = max(status.lastActivityAt, known.lastActivityAt)
        status.activeChannel = known.activeChannel
        return status
    }

    /// Rows may say something else now; who was active and what they look at is still true.
    func forgetAll() { glimpses.withLock { for user in $0.keys { $0[user]?.onlineSince = 0 } } }

    /// Follows what transactions on any node committed.
    public func heed(_ signal: Signal) {
        guard case .event(let event) = signal, event.name == "status_change", let user = event.broadcast.user else { return }
        glimpses.withLock { $0[user]?.onlineSince = 0 }
        count.invalidated()
    }
}

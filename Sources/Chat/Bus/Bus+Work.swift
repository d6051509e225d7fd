internal import Synchronization
internal import Wire

#if canImport(Glibc)
    internal import Glibc
#endif

/// What the bus's thread does.
extension Bus {
    /// The line takes what is sent and says nothing: a pooler stands between that knows no LISTEN, or the line is dead.
    struct Deaf: Error, CustomStringConvertible { let description = "our own messages do not come back" }

    func work() {
        var pause = Self.shortestPause, hasFailed = false
        while !state.withLock({ $0.isStopping }) {
            do {
                try line.open()
                opened()
                try converse()
            } catch {
                if lost() { (pause, hasFailed) = (Self.shortestPause, false) }
                if !hasFailed { log.error("the line to the other servers is broken; it is tried again", ["error": "\(error)"]) }
                hasFailed = true
            }
            line.close()
            tried()
            rest(pause)
            pause = min(pause * 2, 5_000)
        }
        ended()
    }

    private func opened() {
        let now = Self.now()
        state.withLock { state in
            (state.sentAt, state.echoedAt, state.openedAt) = (0, now, now)
            state.roster.lineCameBack(at: now)
            state.introduce(asking: true)
        }
    }

    /// Our own word came back: the line carries both ways. What was said before it did is lost.
    private func proven() {
        let (isNew, ears) = state.withLock { state in
            defer { state.isOpen = true }
            return (!state.isOpen, state.ears)
        }
        guard isNew else { return }
        log.info("the line to the other servers is open")
        ears?.startAfresh()
        tried()
    }

    /// Whether it had been open.
    private func lost() -> Bool {
        state.withLock { state in
            defer { state.isOpen = false }
            return state.isOpen
        }
    }

    private func tried() {
        let waiting = state.withLock { state in
            defer { state.whenTried = [] }
            return state.whenTried
        }
        for continuation in waiting { continuation.resume() }
    }

    private func ended() {
        let waiting = state.withLock { state in
            (state.isOpen, state.hasEnded) = (false, true)
            defer { state.whenEnded = [] }
            return state.whenEnded
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Sends and hears until the line breaks or the server stops.
    private func converse() throws {
        while true {
            let isStopping = state.withLock { $0.isStopping }
            if isStopping { state.withLock { $0.queue.say(.gone) } }
            let rest = isStopping ? 0 : state.withLock { $0.queue.isEmpty ? 0 : max(0, Self.pace - (Self.now() - $0.sentAt)) }
            if rest == 0 { try send() }
            if isStopping { return }
            for bytes in try line.receive(within: Int(rest > 0 ? rest : min(beat / 2, 1_000))) { take(bytes) }
            try look()
        }
    }

    private func send() throws {
        let now = Self.now(),
            items = state.withLock { state in
                if state.mustDescribe, !state.roster.isEmpty { state.describe() }
                if state.queue.isEmpty, now - state.sentAt >= beat { state.queue.say(.beat) }
                return state.queue.take()
            }
        let written = items.map { BusWriter.bytes(of: $0) }, messages = state.withLock { $0.queue.keep(written) }
        guard !messages.isEmpty else { return }
        try line.send(messages)
        state.withLock { state in
            state.queue.arrived()
            state.sentAt = now
            state.counts.messages += messages.count
        }
    }

    private func take(_ bytes: [UInt8]) {
        do throws(BusReader.Refusal) {
            let message = try BusReader.message(bytes), now = Self.now()
            let outcome = state.withLock { state -> Roster.Outcome in
                if message.node == own { state.echoedAt = now }
                return state.roster.take(message, at: now)
            }
            if message.node == own { proven() } else { act(on: outcome) }
        } catch {  // of another version: its numbers will show a gap where it mattered
            log.warn("a message of another server cannot be read", ["bytes": "\(bytes.count)"])
        }
    }

    /// Whether somebody fell silent, or we ourselves.
    private func look() throws {
        let now = Self.now()
        let (outcome, isDeaf, isSlow) = state.withLock { state in
            (
                state.roster.expire(before: now - beat * Self.patience), now - state.echoedAt > beat * Self.patience,
                !state.isOpen && now - state.openedAt > 5_000
            )
        }
        if isSlow { tried() }  // a server that starts waits no longer; its clients will be sent away when the line is proven
        if isDeaf { throw Deaf() }
        guard outcome.loss != nil else { return }
        act(on: outcome, isFirst: state.withLock { $0.roster.isFirst })
    }

    /// `isFirst`: this server writes of everybody who was abandoned; otherwise only of those it watches.
    private func act(on outcome: Roster.Outcome, isFirst: Bool = false) {
        let (ears, abandoned) = state.withLock { state -> (Ears?, [ID<User>]) in
            if outcome.mustAnswer || outcome.mustAsk { state.introduce(asking: outcome.mustAsk) }
            if outcome.loss != nil { state.counts.losses += 1 }
            state.counts.count(outcome.items)
            let abandoned = outcome.abandoned.filter { user in state.watched.remove(user) != nil || isFirst }
            return (state.ears, abandoned)
        }
        guard let ears else { return }
        if let loss = outcome.loss {
            log.warn("something of the other servers was missed; everything is read again", ["reason": loss])
            ears.startAfresh()
        }
        deliver(outcome.items, to: ears)
        if !abandoned.isEmpty { ears.abandoned(abandoned) }
    }

    private func deliver(_ items: [BusItem], to ears: Ears) {
        var signals: [Signal] = []
        for item in items {
            switch item {
            case .signal(let signal): signals.append(signal)
            case .looked(let user, let channel): ears.looked(user, channel)
            case .came, .left: break  // the roster follows them
            }
        }
        if !signals.isEmpty { ears.hear(signals) }
    }

    /// Waits before the next try, and not at all when the server stops.
    private func rest(_ milliseconds: Int64) {
        let end = Self.now() + milliseconds
        while Self.now() < end, !state.withLock({ $0.isStopping }) { usleep(20_000) }
    }

    /// Milliseconds of a clock that only goes forward.
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}

extension Bus.Counts {
    fileprivate mutating func count(_ heard: [BusItem]) { for item in heard { items[item.name, default: 0] += 1 } }
}

extension BusItem {
    /// What the figures call it.
    fileprivate var name: String {
        switch self {
        case .signal(.event): "publish"
        case .signal(.joinedChannel), .signal(.leftChannel): "channel_members"
        case .signal(.joinedTeam), .signal(.leftTeam): "team_members"
        case .signal(.userChanged): "user"
        case .signal(.sessionEnded): "session"
        case .signal(.rolesChanged): "roles"
        case .signal(.settingsChanged): "settings"
        case .came, .left: "presence"
        case .looked: "look"
        }
    }
}

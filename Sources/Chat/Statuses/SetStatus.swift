internal import Database
internal import Wire

/// Changes whether somebody is there, by their choice (`manual`) or because it was noticed. What was chosen is not changed
/// by what is noticed, except that choosing to be online ends the choice.
struct SetStatus {
    enum Change: Sendable {
        case online(manual: Bool)
        /// Only when nothing was done for as long as the settings say, unless chosen.
        case away(manual: Bool)
        case offline(manual: Bool)
        /// Until that second; 0 for no end.
        case dnd(until: Int64)
        /// An automatic answer is on.
        case outOfOffice
    }

    let user: ID<User>
    let change: Change
    let services: Services

    /// The status then; the same as before when nothing was to change.
    @discardableResult
    func run(in tx: Transaction<ReadWrite>) throws -> Status {
        let known = try tx.statuses.find(user)
        guard services.settings.current[ServiceSettings.enableUserStatuses] else { return known ?? Status(user: user) }
        let before = services.statuses.completed(known ?? Status(user: user))
        switch change {
        case .online(let manual): return try goOnline(before, isNew: known == nil, manual: manual, tx)
        case .away(let manual):
            guard manual || isIdle(before) else { return before }
            return try save(before, .away, manual: manual, tx)
        case .offline(let manual):
            guard manual || !before.isManual else { return before }
            return try save(before, .offline, manual: manual, tx)
        case .outOfOffice: return try save(before, .ooo, manual: true, tx)
        case .dnd(let end):
            var next = before
            if before.kind != .dnd { next.previous = before.kind.rawValue }
            next.dndEndTime = end == 0 ? before.dndEndTime : end
            return try save(next, .dnd, manual: true, tx)
        }
    }

    private func isIdle(_ status: Status) -> Bool {
        let limit = Int64(services.settings.current[TeamSettings.userStatusAwayTimeout]) * 1000
        return !status.isManual && status.kind == .online && services.now() - status.lastActivityAt >= limit
    }

    private func goOnline(_ before: Status, isNew: Bool, manual: Bool, _ tx: Transaction<ReadWrite>) throws -> Status {
        guard manual || isNew || !before.isManual else { return before }
        let now = services.now()
        let isSame = !isNew && before.kind == .online && !before.isManual
        if isSame, let row = try tx.statuses.find(user), now - row.lastActivityAt < StatusBook.writeInterval {
            services.statuses.noteOnline(user, activityAt: row.lastActivityAt, now: now)
            return services.statuses.completed(before)
        }
        var next = before
        next.kind = .online
        next.isManual = false
        next.lastActivityAt = now
        try tx.statuses.save(next)
        if before.kind != .online || isNew { tx.tell(.statusChanged(next)) }
        return next
    }

    private func save(_ status: Status, _ kind: Status.Kind, manual: Bool, _ tx: Transaction<ReadWrite>) throws -> Status {
        var next = status
        next.kind = kind
        next.isManual = manual
        next.activeChannel = ""
        services.statuses.look(user, at: ID(""), now: services.now())
        if kind == .offline { (next.lastActivityAt, next.dndEndTime, next.previous) = (services.now(), 0, "") }
        try tx.statuses.save(next)
        tx.tell(.statusChanged(next))
        return next
    }
}

extension Services {
    /// Notes that somebody does something: cheap when they did something lately, one small transaction otherwise. For what
    /// has no transaction of its own; operations run `SetStatus` in theirs after asking `statuses.suffices`.
    func noteActivity(of user: ID<User>) async throws {
        if statuses.suffices(user, at: now()) { return }
        try await setStatus(of: user, .online(manual: false))
    }

    /// Changes somebody's status in a transaction of its own.
    @discardableResult
    func setStatus(of user: ID<User>, _ change: SetStatus.Change) async throws -> Status {
        try await db.write { tx in try SetStatus(user: user, change: change, services: self).run(in: tx) }
    }
}

extension Transaction where Access == ReadWrite {
    /// Notes within a transaction that somebody does something.
    func noteActivity(of user: ID<User>, _ services: Services) throws {
        if services.statuses.suffices(user, at: services.now()) { return }
        try SetStatus(user: user, change: .online(manual: false), services: services).run(in: self)
    }
}

internal import Database
internal import Wire

/// Lets everybody whose time without disturbance is over be what they were before. Run once a minute.
struct EndDoNotDisturb {
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        for overdue in try tx.statuses.overdue(at: services.now() / 1000) {
            var status = overdue.ended
            status.dndEndTime = 0
            status.previous = ""
            try tx.statuses.save(status)
            tx.tell(.statusChanged(status))
        }
    }
}

extension Status {
    /// What comes after `dnd`.
    var ended: Status {
        var status = self
        status.kind = Kind(rawValue: previous) ?? .online
        status.isManual = false
        return status
    }

    /// The same, already over when its end has passed: the minute's job has not come by yet.
    func asOf(_ now: Int64) -> Status { kind == .dnd && dndEndTime > 0 && dndEndTime * 1000 <= now ? ended : self }
}

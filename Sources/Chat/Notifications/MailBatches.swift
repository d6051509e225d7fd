internal import Outside
internal import Synchronization
internal import Wire

/// Messages that wait to be mailed together. Kept in memory, as the recorded server does: whoever missed them sees them in
/// their client all the same.
final class MailBatches: Sendable {
    struct Batch: Sendable {
        var mails: [MailAboutPost] = []
        var since: Int64 = 0
        var interval: Int64
    }

    private let batches = Mutex<[ID<User>: Batch]>([:])

    /// Says whether there was room; the first that does not fit goes alone.
    func add(_ mail: MailAboutPost, interval: Int64, now: Int64, limit: Int) -> Bool {
        batches.withLock { batches in
            guard batches.values.reduce(0, { $0 + $1.mails.count }) < limit else { return false }
            var batch = batches[mail.reader.id] ?? Batch(since: now, interval: interval)
            (batch.interval, batch.mails) = (interval, batch.mails + [mail])
            batches[mail.reader.id] = batch
            return true
        }
    }

    /// Those who have waited long enough for the first of their messages.
    func due(_ now: Int64) -> [ID<User>: [MailAboutPost]] {
        batches.withLock { batches in
            let due = batches.filter { now - $0.value.since >= $0.value.interval * 1_000 }
            for user in due.keys { batches[user] = nil }
            return due.mapValues(\.mails)
        }
    }

    var isEmpty: Bool { batches.withLock { $0.isEmpty } }
}

extension MailAboutPost {
    /// One mail for several messages of one reader, each with its link.
    static func together(_ mails: [MailAboutPost], _ settings: Settings, site: String) -> MailMessage? {
        guard let first = mails.first, let last = mails.last else { return nil }
        if mails.count == 1 { return last.single(settings, site: site) }
        let isFull = settings[EmailSettings.emailNotificationContentsType] == "full"
        let pages = mails.map { $0.page(isFull: isFull, linkPath: "", site: site) }
        var page = MailPage(title: "You have \(mails.count) new messages", look: .page(pictures: [], linksHome: true))
        page.parts = pages
        let date = first.clock.date(first.notice.post.createAt)
        return MailMessage(
            page, to: first.reader.email, subject: "[\(settings[TeamSettings.siteName])] \(mails.count) new messages on \(date)", settings)
    }

    private func single(_ settings: Settings, site: String) -> MailMessage {
        let isFull = settings[EmailSettings.emailNotificationContentsType] == "full"
        return MailMessage(page(isFull: isFull, linkPath: "", site: site), to: reader.email, subject: subject(settings), settings)
    }
}

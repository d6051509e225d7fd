internal import Database
internal import Wire

/// Mails what has waited long enough, without what its reader has seen in the meantime.
struct SendMailBatches: Sendable {
    let services: Services

    func run() async {
        for (user, mails) in services.notifier.batches.due(services.now()) {
            do {
                let unseen = try await unseen(mails, by: user), settings = services.settings.current
                guard let mail = MailAboutPost.together(unseen, settings, site: services.siteURL) else { continue }
                services.notifier.enqueue(for: user, services) { [services] in await services.deliverCounted(mail) }
            } catch {
                services.log.warn("messages that waited could not be mailed", ["error": "\(error)"])
            }
        }
    }

    private func unseen(_ mails: [MailAboutPost], by user: ID<User>) async throws -> [MailAboutPost] {
        let channels = Array(Set(mails.map(\.notice.channel.id)))
        let views = try await services.db.readOne { tx in try tx.notifications.lastViews(of: user, in: channels) }
        return mails.filter { mail in views[mail.notice.channel.id].map { $0 < mail.notice.post.createAt } ?? false }
    }
}

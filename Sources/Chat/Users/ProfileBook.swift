internal import Synchronization
public import Wire

/// Own profiles as they were last written, for the question that every client asks first and again after every pause. What
/// a committed transaction changes is forgotten; what was read before that is not kept, and nothing longer than half a
/// minute, for the time in which the line to the other servers is broken.
public final class ProfileBook: Sendable {
    /// A written profile with the name it is known by.
    struct Page: Sendable {
        let bytes: [UInt8]
        let etag: String
        let privacy: UserView.Privacy
        let readAt: Int64
    }

    private struct Shelf: Sendable {
        var pages: [ID<User>: Page] = [:]
        var epoch = 0
    }

    private static let capacity = 10_000
    private static let life: Int64 = 30_000
    let count = CacheCount()
    private let shelf = Mutex(Shelf())

    public init() {}

    func find(_ user: ID<User>, _ privacy: UserView.Privacy, at now: Int64) -> Page? {
        guard let page = shelf.withLock({ $0.pages[user] }), page.privacy == privacy, now - page.readAt < Self.life else {
            count.miss()
            return nil
        }
        count.hit()
        return page
    }

    /// Taken before a profile is read, given back with what was read.
    var epoch: Int { shelf.withLock { $0.epoch } }

    func keep(_ page: Page, of user: ID<User>, since epoch: Int) {
        shelf.withLock { shelf in
            guard shelf.epoch == epoch else { return }
            if shelf.pages.count >= Self.capacity { shelf.pages = [:] }
            shelf.pages[user] = page
        }
    }

    func forgetAll() {
        shelf.withLock { shelf in
            shelf.epoch += 1
            shelf.pages = [:]
        }
    }

    /// Follows what transactions on any node committed.
    public func heed(_ signal: Signal) {
        guard case .userChanged(let user) = signal else { return }
        shelf.withLock { shelf in
            shelf.epoch += 1
            shelf.pages[user] = nil
        }
        count.invalidated()
    }
}

extension User {
    /// What a profile is known by: changes with it, and with what of it is shown.
    func etag(_ privacy: UserView.Privacy) -> String {
        "\(Version.number).\(id).\(updateAt).\(termsOfServiceID).\(termsOfServiceCreateAt).\(privacy.showsFullName).\(privacy.showsEmail).\(botLastIconUpdate)"
    }
}

internal import Synchronization
internal import Wire

/// What this node lately learned of addresses, so that a message that many read costs no query.
public final class PreviewBook: Sendable {
    private struct Page: Sendable {
        var known: [LinkKey: LinkMetadata] = [:]
        /// In the order in which they came; the older half goes when there are too many.
        var order: [LinkKey] = []
    }

    let count = CacheCount()
    private let page = Mutex(Page())
    private let limit: Int

    public init(limit: Int = 4_096) { self.limit = limit }

    subscript(_ key: LinkKey) -> LinkMetadata? {
        let known = page.withLock { $0.known[key] }
        if known == nil { count.miss() } else { count.hit() }
        return known
    }

    /// Other settings may mean other answers: whatever is written next asks anew.
    func heed(_ signal: Signal) {
        if case .settingsChanged = signal { forgetAll() }
    }

    func forgetAll() {
        page.withLock { $0 = Page() }
        count.invalidated()
    }

    func keep(_ metadata: LinkMetadata, under key: LinkKey) {
        page.withLock { page in
            if page.known.updateValue(metadata, forKey: key) == nil { page.order.append(key) }
            guard page.order.count > limit else { return }
            for key in page.order.prefix(limit / 2) { page.known[key] = nil }
            page.order.removeFirst(limit / 2)
        }
    }
}

internal import Synchronization

/// What posts caused: pushes and mails that were taken, attached files, and how many posts were a webhook's.
final class PostFigures: Sendable {
    enum Kind: Int, CaseIterable, Sendable { case pushes, mails, webhooks, files }

    /// Left with a transaction, counted when it has committed: a post that is refused or tried again counts once or not at all.
    struct Written: Sendable { let kind: Kind, count: Int }

    private let counts = InlineArray<4, Atomic<Int>> { _ in Atomic(0) }

    func add(_ kind: Kind, _ count: Int = 1) { counts[kind.rawValue].wrappingAdd(count, ordering: .relaxed) }

    subscript(kind: Kind) -> Int { counts[kind.rawValue].load(ordering: .relaxed) }
}

internal import Synchronization

/// Lets what transactions tell leave in the order of their commits, though each commits on a thread of its own.
///
/// A transaction takes its place just before it sends COMMIT. One that saw the other's rows, or waited for its locks, came
/// to that point only after the other had committed, so places agree with the order that the data can prove.
final class CommitLine: Sendable {
    /// A transaction's place; without messages it needs none.
    struct Place: Sendable { fileprivate let number: Int }

    private enum Entry: Sendable {
        case waiting
        case done(messages: [any Sendable], resume: @Sendable () -> Void)
        case gone
    }

    private struct State: Sendable {
        var first = 0
        var entries: [Entry] = []
    }

    private let state = Mutex(State())
    private let publish: Publish

    init(_ publish: @escaping Publish) { self.publish = publish }

    func enter() -> Place {
        state.withLock { state in
            state.entries.append(.waiting)
            return Place(number: state.first + state.entries.count - 1)
        }
    }

    /// The transaction was not committed: nothing to tell.
    func leave(_ place: Place?) {
        if let place { settle(place, .gone) }
    }

    /// Tells what the transaction had to tell, when everyone before it has; then lets its caller go on.
    func finish(_ committed: (place: Place, messages: [any Sendable])?, _ resume: @escaping @Sendable () -> Void) {
        guard let committed else { return resume() }
        settle(committed.place, .done(messages: committed.messages, resume: resume))
    }

    /// Publishes under the lock: nobody may overtake.
    private func settle(_ place: Place, _ entry: Entry) {
        let resumes = state.withLock { state in
            state.entries[place.number - state.first] = entry
            var resumes: [@Sendable () -> Void] = [], settled = 0
            loop: for entry in state.entries {
                switch entry {
                case .waiting: break loop
                case .gone: break
                case .done(let messages, let resume):
                    publish(messages)
                    resumes.append(resume)
                }
                settled += 1
            }
            state.entries.removeFirst(settled)
            state.first += settled
            return resumes
        }
        for resume in resumes { resume() }
    }
}

import Glibc
import Synchronization

/// Looks again and again until something is so, or ten seconds are over.
enum Wait {
    static func pause() { poll(nil, 0, 2) }

    struct Vain: Error { let what: String }

    static func until(_ what: String, _ isSo: () throws -> Bool) throws {
        let end = time(nil) + 10
        while try !isSo() {
            guard time(nil) < end else { throw Vain(what: what) }
            pause()
        }
    }
}

/// Raised once, seen from anywhere.
final class Flag: Sendable {
    private let value = Atomic<Bool>(false)
    var isRaised: Bool { value.load(ordering: .acquiring) }
    func raise() { value.store(true, ordering: .releasing) }
}

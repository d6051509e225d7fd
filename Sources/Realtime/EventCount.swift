internal import Synchronization

/// How often events of one name were sent: to each socket that hears one, once.
final class EventCount: Sendable {
    private let count = Atomic<Int>(0)

    func add() { count.wrappingAdd(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
}

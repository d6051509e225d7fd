internal import Synchronization
internal import Wire

/// Keeps people from sending mail to the whole world: twenty invitations an hour, and twenty more at once. Each sender is
/// remembered by the time at which they would have used up nothing. Per node, and gone with it.
final class InviteLimit: Sendable {
    private static let interval: Int64 = 3_600_000 / 20
    private static let tolerance = interval * 20
    private let times = Mutex<[ID<User>: Int64]>([:])

    /// Takes `count` invitations off what the sender may send, or nothing when that is too much.
    func admits(_ sender: ID<User>, count: Int, now: Int64) -> Bool {
        times.withLock { times in
            times = times.filter { $0.value > now }
            let next = max(times[sender] ?? now, now) + Int64(count) * Self.interval
            guard next - now <= Self.tolerance + Self.interval else { return false }
            times[sender] = next
            return true
        }
    }
}

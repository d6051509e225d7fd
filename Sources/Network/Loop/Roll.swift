internal import CUV

/// The connections of one loop, and the time at which each wants to be looked at.
///
/// Times lie side by side in one array that is read through four times a second: setting one is a store, and ten
/// thousand idle sockets cost ten microseconds a look instead of a timer each.
final class Roll {
    static let never = Int64.max
    private static let period: UInt64 = 250

    private(set) var connections: [Connection] = []
    private var due: [Int64] = []
    private let timer: UnsafeMutablePointer<uv_timer_t>
    private let uv: UnsafeMutablePointer<uv_loop_t>
    /// Called when the last connection is gone.
    private var whenEmpty: [@Sendable () -> Void] = []

    init(_ uv: UnsafeMutablePointer<uv_loop_t>) {
        self.uv = uv
        timer = .allocate(capacity: 1)
        uv_timer_init(uv, timer)
    }

    /// Gives the connection its seat.
    func add(_ connection: Connection) -> Int {
        connections.append(connection)
        due.append(Self.never)
        if connections.count == 1 { uv_timer_start(timer, { EventLoop.of($0!.pointee.loop).roll.look() }, Self.period, Self.period) }
        return connections.count - 1
    }

    /// The last one takes the seat that becomes free.
    func remove(_ seat: Int) {
        let last = connections.count - 1
        if seat != last {
            connections[seat] = connections[last]
            due[seat] = due[last]
            connections[seat].assumeIsolated { $0.seat = seat }
        }
        connections.removeLast()
        due.removeLast()
        guard connections.isEmpty else { return }
        uv_timer_stop(timer)
        let waiting = whenEmpty
        whenEmpty = []
        for call in waiting { call() }
    }

    func set(_ time: Int64, for seat: Int) { due[seat] = time }

    func callWhenEmpty(_ body: @escaping @Sendable () -> Void) {
        if connections.isEmpty { body() } else { whenEmpty.append(body) }
    }

    private func look() {
        let now = Int64(uv_now(uv))
        var seat = due.count - 1
        while seat >= 0 {
            if seat < due.count, due[seat] <= now {
                due[seat] = Self.never
                connections[seat].assumeIsolated { $0.isDue(now) }
            }
            seat -= 1
        }
    }
}

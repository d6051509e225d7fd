internal import Realtime
internal import Synchronization
internal import Wire

/// What this node has done since it started, counted where it happens and cheap enough for the hot paths: a clock before and
/// after a request, one lock for each kind of door.
public final class Figures: Sendable {
    struct Door: Sendable { let method: String, path: String, times: Histogram }

    /// Seconds since 1970.
    let startedAt: Double
    /// What posts caused.
    let posts = PostFigures()
    let jobs = JobCount()
    private let doors = Mutex<[Door]>([])
    private let events = Mutex<[String: Int]>([:])

    public init(now: Int64) { startedAt = Double(now) / 1_000 }

    /// Called once, with every door in the order of its seat; where the calls of each are to be counted.
    func open(_ routes: [(method: String, path: String)]) -> [Histogram] {
        let all = routes.map { Door(method: $0.method, path: $0.path, times: Histogram()) }
        doors.withLock { $0 = all }
        return all.map(\.times)
    }

    /// Counts what was told.
    func heed(_ signals: [Signal]) {
        events.withLock { events in
            for case .event(let event) in signals { events[event.name, default: 0] += 1 }
        }
    }

    var allDoors: [Door] { doors.withLock { $0 } }
    var allEvents: [String: Int] { events.withLock { $0 } }
}

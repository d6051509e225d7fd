internal import Synchronization

/// How long something took, sorted by how it ended; counted by many at once.
final class Histogram: Sendable {
    /// Upper ends of the buckets, in seconds.
    static let bounds: [Double] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// What was counted for one way of ending; `buckets` has one more than `bounds`, and none contains another.
    struct Series: Sendable {
        var status: Int
        var buckets = [Int](repeating: 0, count: Histogram.bounds.count + 1)
        var sum = 0.0
        var count: Int { buckets.reduce(0, +) }
    }

    private let state = Mutex<[Series]>([])

    var series: [Series] { state.withLock { $0 } }

    func add(nanoseconds: Int64, status: Int) {
        let seconds = Double(nanoseconds) / 1e9
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        state.withLock { all in
            let index = all.firstIndex { $0.status == status } ?? all.endIndex
            if index == all.endIndex { all.append(Series(status: status)) }
            all[index].buckets[bucket] += 1
            all[index].sum += seconds
        }
    }
}

internal import Database
internal import Synchronization

/// How long something took, sorted by how it ended; counted by many at once.
final class Histogram: Sendable {
    /// Upper ends of the buckets, in seconds.
    static let bounds = OperationTimes.bounds

    /// What was counted for one way of ending; `buckets` has one more than `bounds`, and none contains another.
    struct Series: Sendable {
        var status: Int
        var buckets = [Int](repeating: 0, count: Histogram.bounds.count + 1)
        var sum = 0.0
        var count: Int { buckets.reduce(0, +) }
    }

    private let state = Mutex<[Series]>([])
    private let unknownTags = Atomic<Int>(0)

    var series: [Series] { state.withLock { $0 } }

    /// Whole answers to those who might have had them already.
    var tagMisses: Int { unknownTags.load(ordering: .relaxed) }

    func missTag() { unknownTags.wrappingAdd(1, ordering: .relaxed) }

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

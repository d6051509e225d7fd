internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// How long transactions take, by the operation that ran them and by how they ended. Counted for every one of them, so it costs
/// little: an operation is found by the addresses of its names, which the program has anyway; nothing is built, nothing locked.
public final class OperationTimes: Sendable {
    /// Upper ends of the buckets, in seconds.
    public static let bounds: [Double] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    private static let limits = bounds.map { Int64($0 * 1e9) }

    /// What was counted for one operation and one ending; `buckets` has one more than `bounds`, and none contains another.
    public struct Series: Sendable {
        public let operation: String
        /// It ended by itself, and what it wrote was committed.
        public let isDone: Bool
        public var buckets: [Int]
        public var seconds: Double
    }

    /// Where in the program a transaction is run.
    struct Place: Equatable, Sendable {
        let file: StaticString, function: StaticString

        static func == (one: Place, other: Place) -> Bool { one.addresses == other.addresses }

        var slot: Int { Int(((addresses.0 &* 31 &+ addresses.1) &* 0x9E37_79B9_7F4A_7C15) >> 56) }

        private var addresses: (UInt, UInt) { (UInt(bitPattern: file.utf8Start), UInt(bitPattern: function.utf8Start)) }

        /// `Chat/TeamRoutes.swift` and `create(_:_:)` are `TeamRoutes.create`; what only runs is called by its type.
        var name: String {
            let type = "\(file)".split(separator: "/").last?.prefix { $0 != "." && $0 != "+" } ?? ""
            let verb = "\(function)".prefix { $0 != "(" }
            return verb == "run" ? String(type) : "\(type).\(verb)"
        }
    }

    private final class Entry: Sendable {
        let place: Place
        /// Another one of the same slot.
        let next = AtomicLazyReference<Entry>()
        /// The buckets of those that were done, then of those that were not.
        let buckets = InlineArray<30, Atomic<Int>> { _ in Atomic(0) }
        let nanoseconds = InlineArray<2, Atomic<Int64>> { _ in Atomic(0) }

        init(_ place: Place) { self.place = place }
    }

    private let slots = InlineArray<256, AtomicLazyReference<Entry>> { _ in AtomicLazyReference() }

    func add(nanoseconds: Int64, isDone: Bool, at place: Place) {
        let entry = entry(place), half = isDone ? 0 : 1
        let bucket = Self.limits.firstIndex { nanoseconds <= $0 } ?? Self.limits.count
        entry.buckets[half * 15 + bucket].wrappingAdd(1, ordering: .relaxed)
        entry.nanoseconds[half].wrappingAdd(nanoseconds, ordering: .relaxed)
    }

    /// Made when it is first needed.
    private func entry(_ place: Place) -> Entry {
        let slot = place.slot
        var entry = slots[slot].load() ?? slots[slot].storeIfNil(Entry(place))
        while entry.place != place { entry = entry.next.load() ?? entry.next.storeIfNil(Entry(place)) }
        return entry
    }

    /// Everything that was counted, by name.
    public var series: [Series] {
        var found: [String: Series] = [:]
        for slot in slots.indices {
            var next = slots[slot].load()
            while let entry = next {
                for isDone in [true, false] { Self.add(entry, isDone, to: &found) }
                next = entry.next.load()
            }
        }
        return found.values.sorted { ($0.operation, $0.isDone ? 0 : 1) < ($1.operation, $1.isDone ? 0 : 1) }
    }

    private static func add(_ entry: Entry, _ isDone: Bool, to found: inout [String: Series]) {
        let name = entry.place.name, key = "\(name) \(isDone)", half = isDone ? 0 : 1
        let buckets = (0..<15).map { entry.buckets[half * 15 + $0].load(ordering: .relaxed) }
        guard buckets.contains(where: { $0 > 0 }) else { return }
        var series = found[key] ?? Series(operation: name, isDone: isDone, buckets: [Int](repeating: 0, count: 15), seconds: 0)
        for (index, count) in buckets.enumerated() { series.buckets[index] += count }
        series.seconds += Double(entry.nanoseconds[half].load(ordering: .relaxed)) / 1e9
        found[key] = series
    }

    /// Nanoseconds of a clock that only goes forward.
    public static func clock() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

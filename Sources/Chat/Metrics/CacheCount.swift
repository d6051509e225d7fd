internal import Synchronization

/// What a cache was good for: counted by the cache, where it happens.
final class CacheCount: Sendable {
    private let hits = Atomic<Int>(0), misses = Atomic<Int>(0), invalidations = Atomic<Int>(0)

    func hit() { hits.wrappingAdd(1, ordering: .relaxed) }
    func miss() { misses.wrappingAdd(1, ordering: .relaxed) }
    /// Something was forgotten because it changed.
    func invalidated() { invalidations.wrappingAdd(1, ordering: .relaxed) }

    struct Values: Sendable { let hits: Int, misses: Int, invalidations: Int }

    var values: Values {
        Values(
            hits: hits.load(ordering: .relaxed), misses: misses.load(ordering: .relaxed),
            invalidations: invalidations.load(ordering: .relaxed))
    }
}

#if canImport(Glibc)
    internal import Glibc
#endif

/// A few threads for calls that block or take long, so that neither an event loop nor Swift's own threads wait for them.
/// The queue has an end: under a flood the newest callers are refused at once instead of everybody waiting for ever.
public final class WorkerPool: @unchecked Sendable {  // the variables are touched under `mutex`
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var queue: [@Sendable () -> Void] = []
    private var taken = 0
    private var idle = 0
    private var threads = 0
    private var isStopped = false
    private let threadLimit: Int
    private let queueLimit: Int

    /// Threads start when work comes and then stay; at most `queueLimit` calls wait for one.
    public init(threads: Int, queueLimit: Int) {
        threadLimit = max(1, threads)
        self.queueLimit = max(1, queueLimit)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(changed)
        mutex.deallocate()
        changed.deallocate()
    }

    /// Runs `body` on one of the pool's threads. Throws `OutsideError.tooBusy` when too many wait already.
    public func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try put { continuation.resume(with: Result(catching: body)) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// Takes no more work; what has begun or waits is finished.
    public func stop() {
        pthread_mutex_lock(mutex)
        isStopped = true
        pthread_mutex_unlock(mutex)
        pthread_cond_broadcast(changed)
    }

    private func put(_ work: @escaping @Sendable () -> Void) throws(OutsideError) {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        if isStopped { throw .stopped }
        if queue.count - taken >= queueLimit { throw .tooBusy }
        queue.append(work)
        if idle < queue.count - taken, threads < threadLimit {
            threads += 1
            startThread { self.serve() }
        }
        pthread_cond_signal(changed)
    }

    private func serve() {
        while let work = next() { work() }
    }

    private func next() -> (@Sendable () -> Void)? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        idle += 1
        while taken == queue.count && !isStopped { pthread_cond_wait(changed, mutex) }
        idle -= 1
        guard taken < queue.count else { return nil }
        let work = queue[taken]
        taken += 1
        if taken == queue.count { (queue, taken) = ([], 0) }
        return work
    }
}

/// Runs `body` on a thread of its own.
func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
        if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
    }
    pthread_create(&thread, nil, start, Unmanaged.passRetained(Box(body)).toOpaque())
    pthread_detach(thread)
}

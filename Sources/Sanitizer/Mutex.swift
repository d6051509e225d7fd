#if MARTLET_TSAN
    #if canImport(Glibc)
        internal import Glibc
    #endif

    /// Takes the place of `Synchronization.Mutex` under the thread sanitizer, which sees the locks of the C library and not
    /// the futex that Swift's is made of. Linked into every target that locks; `make tsan` sets the flag.
    struct Mutex<Value>: @unchecked Sendable, ~Copyable {  // `value` is touched under `lock` only
        private let lock: UnsafeMutablePointer<pthread_mutex_t>
        private let value: UnsafeMutablePointer<Value>

        init(_ initial: consuming sending Value) {
            lock = .allocate(capacity: 1)
            pthread_mutex_init(lock, nil)
            value = .allocate(capacity: 1)
            value.initialize(to: initial)
        }

        deinit {
            pthread_mutex_destroy(lock)
            lock.deallocate()
            value.deinitialize(count: 1)
            value.deallocate()
        }

        borrowing func withLock<Result, Failure: Error>(
            _ body: (inout sending Value) throws(Failure) -> sending Result
        ) throws(Failure) -> sending Result {
            pthread_mutex_lock(lock)
            defer { pthread_mutex_unlock(lock) }
            return try body(&value.pointee)
        }
    }
#endif

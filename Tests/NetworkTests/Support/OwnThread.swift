import Glibc
import Testing

/// Runs each test on a thread of its own: clients here block, and must not hold a thread that others wait for.
struct OwnThread: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void) async throws
    {
        guard testCase != nil else { try await function(); return }
        try await withTaskExecutorPreference(Threads()) { try await function() }
    }

    func scopeProvider(for test: Test, testCase: Test.Case?) -> OwnThread? { testCase == nil ? nil : self }

    private final class Threads: TaskExecutor {
        private final class Box {
            let job: UnownedJob, executor: UnownedTaskExecutor
            init(_ job: UnownedJob, _ executor: UnownedTaskExecutor) { (self.job, self.executor) = (job, executor) }
        }

        func enqueue(_ job: consuming ExecutorJob) {
            let box = Unmanaged.passRetained(Box(UnownedJob(job), asUnownedTaskExecutor())).toOpaque()
            var thread = pthread_t()
            pthread_create(
                &thread, nil,
                { argument in
                    let box = Unmanaged<Box>.fromOpaque(argument!).takeRetainedValue()
                    box.job.runSynchronously(on: box.executor)
                    return nil
                }, box)
            pthread_detach(thread)
        }
    }
}

extension Trait where Self == OwnThread {
    static var ownThread: OwnThread { OwnThread() }
}

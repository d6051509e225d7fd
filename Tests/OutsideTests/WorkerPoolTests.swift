import Outside
import Synchronization
import Testing

private final class Gate: Sendable {
    let begun = Atomic(false)
    let isShut = Atomic(true)
}

struct WorkerPoolTests {
    @Test func workRunsOnOtherThreadsAndItsErrorsComeBack() async throws {
        let pool = WorkerPool(threads: 2, queueLimit: 100)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...50 { group.addTask { try await pool.run { number } } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 1275)
        await #expect(throws: OutsideError.notFound) { try await pool.run { throw OutsideError.notFound } }
    }

    @Test func whenTheQueueIsFullTheNewestIsRefusedAtOnce() async throws {
        let pool = WorkerPool(threads: 1, queueLimit: 2)
        let gate = Gate()
        async let first: Void = pool.run {
            gate.begun.store(true, ordering: .releasing)
            while gate.isShut.load(ordering: .acquiring) {}
        }
        while !gate.begun.load(ordering: .acquiring) { await Task.yield() }
        let results = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<5 {
                group.addTask {
                    do {
                        try await pool.run {}
                        return true
                    } catch {
                        gate.isShut.store(false, ordering: .releasing)  // the refusal opens the gate
                        return error as? OutsideError != .tooBusy
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        try await first
        #expect(results.contains(false))
        #expect(results.filter { $0 }.count >= 2)
    }

    @Test func aStoppedPoolFinishesAndTakesNoMore() async throws {
        let pool = WorkerPool(threads: 1, queueLimit: 10)
        #expect(try await pool.run { 7 } == 7)
        pool.stop()
        await #expect(throws: OutsideError.stopped) { try await pool.run {} }
    }
}

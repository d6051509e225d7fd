import Dispatch
import TestSupport
import Testing

@testable import Database

/// Transactions by the operation that ran them.
struct OperationTimesTests {
    @Test func anOperationIsNamedAfterItsPlace() {
        #expect(OperationTimes.Place(file: "Chat/TeamRoutes.swift", function: "create(_:_:)").name == "TeamRoutes.create")
        #expect(OperationTimes.Place(file: "Chat/Services+Make.swift", function: "make(_:)").name == "Services.make")
        #expect(OperationTimes.Place(file: "Chat/RemoveEmoji.swift", function: "run()").name == "RemoveEmoji", "what only runs")
    }

    @Test(arguments: Engine.underTest)
    func whatEndsWellAndWhatDoesNotAreCountedApart(_ engine: Engine) async throws {
        struct No: Error {}
        let database = try await TestDatabase.make(engine)
        for _ in 0..<3 { _ = try await database.readOne { try $0.value("SELECT 1", as: Int64.self) } }
        try await database.write { try $0.execute("INSERT INTO systems (name, value) VALUES ('a', '')") }
        await #expect(throws: No.self) { try await database.write { _ in throw No() } }
        let ours = database.queries.times.series.filter { $0.operation.hasPrefix("OperationTimesTests.") }
        #expect(ours.map(\.isDone) == [true, false])
        #expect(ours.map { $0.buckets.reduce(0, +) } == [4, 1] && ours[0].seconds > 0)
    }

    /// More places than slots, from many threads: each is found again, and nothing is lost.
    @Test func nothingIsLostWhenManyCountAtOnce() async {
        let times = OperationTimes()
        let files: [StaticString] = ["A.swift", "B.swift", "C.swift", "D.swift"], verbs: [StaticString] = ["one()", "two()", "three()"]
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for round in 0..<1_200 {
                        let place = OperationTimes.Place(file: files[round % 4], function: verbs[round % 3])
                        times.add(nanoseconds: 1_000_000 * Int64(round % 2 * 20_000 + 1), isDone: round % 2 == 0, at: place)
                    }
                }
            }
        }
        let series = times.series
        #expect(Set(series.map(\.operation)).count == 12 && series.count == 12)
        #expect(series.allSatisfy { $0.buckets.reduce(0, +) == 800 })
        #expect(series.allSatisfy { $0.isDone ? $0.buckets[1] == 800 : $0.buckets.last == 800 })
    }

    /// One connection, and somebody holds it.
    @Test func whoWaitsForAConnectionIsCounted() async throws {
        let database = try await TestDatabase.make(.postgres)
        let single = try PostgresDatabase(url: database.location, connections: 1, publish: { _ in })
        #expect(single.pool?.waits == 0)
        let gate = DispatchSemaphore(value: 0), clock = ContinuousClock(), begun = clock.now
        async let holder: Void = single.readOne { _ in gate.wait() }
        try await Eventually.holds("it is held") { single.pool.map { $0.open == 1 && $0.idle == 0 } ?? false }
        async let other: Void = single.readOne { try $0.each("SELECT 1") { _ in } }
        try await Eventually.holds("somebody waits") { single.pool?.waiting == 1 }
        let seen = clock.now
        #expect(single.pool?.waits == 0, "it is counted when it is over")
        let held = seen.duration(to: clock.now)
        gate.signal()
        try await holder
        try await other
        let waited = single.pool?.waited ?? .zero
        #expect(single.pool?.waits == 1 && waited > .zero && waited >= held && waited <= begun.duration(to: clock.now))
        await single.close()
    }
}

import Database
import Glibc

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
    print("usage: DatabaseBenchmark <file or postgres://…> [pid of the postmaster] [connections]")
    exit(2)
}
let driver = arguments[1].hasPrefix("postgres") ? "postgres" : "sqlite", postmaster = arguments.count > 2 ? arguments[2] : nil
let connections = arguments.count > 3 ? Int(arguments[3]) ?? 16 : 16
let database = try DataSource(driver: driver, source: arguments[1]).open(options: .init(connections: connections), publish: { _ in })
let workload = Workload(database: database, base: time(nil) * 20_000)
try await workload.fill()

@MainActor func measure(_ name: String, _ count: Int, _ work: @escaping @Sendable (Int) async throws -> Void) async throws {
    for number in 0..<200 { try await work(number) }
    let start = ContinuousClock.now, before = CPUTime.now(postmaster: postmaster)
    try await withThrowingTaskGroup(of: Void.self) { group in
        for client in 0..<64 {
            group.addTask { for number in stride(from: client, to: count, by: 64) { try await work(200 + number) } }
        }
        try await group.waitForAll()
    }
    let time = (ContinuousClock.now - start) / .seconds(1), after = CPUTime.now(postmaster: postmaster)
    let own = (after.own - before.own) / Double(count), other = (after.postgres - before.postgres) / Double(count)
    print("\(name) \(Int(Double(count) / time))/s, \(Int(own.rounded())) µs here, \(Int(other.rounded())) µs in PostgreSQL")
}

try await measure("one row", 40_000) { try await workload.me($0) }
try await measure("page   ", 8_000) { try await workload.page($0) }
try await measure("post   ", 8_000) { try await workload.post($0) }
await database.close()

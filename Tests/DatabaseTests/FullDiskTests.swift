import Foundation
import TestSupport
import Testing

@testable import Database

/// The disk fills up under the writer.
struct FullDiskTests {
    @Test func aFullDiskFailsWhatDoesNotFitAndHarmsNothingElse() async throws {
        let database = try await TestDatabase.make(.sqlite)
        try await database.write { tx in
            try tx.execute("INSERT INTO systems (name, value) VALUES ('before', '')")
            try tx.script("PRAGMA max_page_count = \((try tx.value("PRAGMA page_count", as: Int.self) ?? 0) + 4)")
        }
        let big = String(repeating: "x", count: 200_000)
        let full = await #expect(throws: DatabaseError.self) {
            try await database.write { tx in
                tx.afterCommit("never")
                try tx.execute("INSERT INTO systems (name, value) VALUES ('big', \(big))")
            }
        }
        #expect(full == .engine(code: "full", message: "The disk that holds the database is full."))
        try await database.write { try $0.execute("INSERT INTO systems (name, value) VALUES ('after', '')") }
        let names = try await database.read { try $0.rows("SELECT name FROM systems ORDER BY name") { $0.string() } }
        #expect(names == ["after", "before"])
    }
}

import Foundation
import TestSupport
import Testing

@testable import Database

/// SQLite's log is carried into the file while the writer goes on.
struct CheckpointTests {
    @Test func theLogDoesNotGrowForEver() async throws {
        let path = TestDirectory.shared.path("checkpoint.db")
        let db = try SQLiteDatabase(path: path) { _ in }
        try await db.write { tx in try tx.script("CREATE TABLE pieces (id INTEGER PRIMARY KEY, piece BLOB NOT NULL) STRICT") }
        let piece = [UInt8](repeating: 7, count: 256 * 1024)
        for number in 0..<600 {  // 150 MB, more than twice what the log may keep
            try await db.write { tx in
                try tx.execute(
                    "INSERT INTO pieces (id, piece) VALUES (\(Int64(number % 20)), \(piece)) ON CONFLICT (id) DO UPDATE SET piece = \(piece)"
                )
            }
        }
        let log = try #require(try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int)
        #expect(log < 80 << 20, "\(log) bytes")
        await db.close()
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
    }
}

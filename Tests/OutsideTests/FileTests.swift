import Foundation
import Outside
import Testing

struct FileTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("martlet-files-\(UUID().uuidString)").path
    let pool = WorkerPool(threads: 2, queueLimit: 100)

    private func withStore(_ body: (DirectoryStore) async throws -> Void) async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(DirectoryStore(root: folder + "/data", pool: pool))
    }

    @Test func whatIsWrittenIsReadWholeAndInParts() async throws {
        try await withStore { store in
            let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
            try await store.write(.bytes(bytes), to: "users/ann/profile.png")
            #expect(try await store.read("users/ann/profile.png", range: nil) == bytes)
            #expect(try await store.read("users/ann/profile.png", range: 10..<20) == Array(bytes[10..<20]))
            #expect(try await store.read("users/ann/profile.png", range: 990..<5000) == Array(bytes[990...]))
            #expect(try await store.read("users/ann/profile.png", range: 5000..<6000).isEmpty)
            #expect(try await store.size(of: "users/ann/profile.png") == 1000)
            try await store.write(.bytes([1]), to: "users/ann/profile.png")
            #expect(try await store.read("users/ann/profile.png", range: nil) == [1])
        }
    }

    @Test func aReceivedFileIsMovedOrCopiedWhole() async throws {
        try await withStore { store in
            let received = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
            for (path, spool) in [("a/b", store.spool), ("a/c", SpoolFolder(path: "/dev/shm/martlet-spool", pool: pool))] {
                let file = try await spool.begin()
                try await file.append(Array(received[..<300_000]))
                try await file.append(Array(received[300_000...]))
                #expect(file.size == 700_000)
                #expect(try await file.read(299_999..<300_001) == Array(received[299_999..<300_001]))
                try await store.write(.spooled(file), to: path)
                #expect(try await store.read(path, range: nil) == received)
            }
            #expect(try await store.list("") == ["a/b", "a/c"])
        }
    }

    @Test func whatWasNotStoredGoesAway() async throws {
        try await withStore { store in
            var file: SpooledFile? = try await store.spool.begin()
            try await file?.append([1, 2, 3])
            let names = { try FileManager.default.contentsOfDirectory(atPath: folder + "/data/.spool") }
            #expect(try names().count == 1)
            #expect(try await store.spool.removeLeftovers(before: 1000) == 0, "it was written to lately")
            file = nil
            #expect(try names().isEmpty)
            try Data([1]).write(to: URL(fileURLWithPath: folder + "/data/.spool/old.part"))
            #expect(try await store.spool.removeLeftovers(before: .max) == 1)
        }
    }

    @Test func whatIsNotThereIsNotFound() async throws {
        try await withStore { store in
            await #expect(throws: OutsideError.notFound) { try await store.read("a/b", range: nil) }
            await #expect(throws: OutsideError.notFound) { try await store.size(of: "a") }
            try await store.remove("a/b")
            #expect(try await store.list("a").isEmpty)
            try await store.write(.bytes([1]), to: "a/b")
            await #expect(throws: OutsideError.notFound) { try await store.read("a", range: nil) }
            try await store.remove("a/b")
            await #expect(throws: OutsideError.notFound) { try await store.read("a/b", range: nil) }
        }
    }

    @Test func listingGoesDownAndIsSorted() async throws {
        try await withStore { store in
            for path in ["b/2", "b/1", "a/x/y", "c"] { try await store.write(.bytes([]), to: path) }
            #expect(try await store.list("") == ["a/x/y", "b/1", "b/2", "c"])
            #expect(try await store.list("b/") == ["b/1", "b/2"])
        }
    }

    @Test(arguments: [
        "", "/", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "./a", "a/./b", ".hidden", "a\0b", String(repeating: "x", count: 256),
    ])
    func noPathLeavesTheFolder(_ path: String) async throws {
        try await withStore { store in
            await #expect(throws: OutsideError.badPath) { try await store.write(.bytes([1]), to: path) }
            await #expect(throws: OutsideError.badPath) { try await store.read(path, range: nil) }
            await #expect(throws: OutsideError.badPath) { try await store.remove(path) }
        }
    }

    @Test func writersOfOnePathNeverMix() async throws {
        try await withStore { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for value in 0..<20 as Range<UInt8> {
                    group.addTask { try await store.write(.bytes([UInt8](repeating: value, count: 50_000)), to: "one") }
                }
                try await group.waitForAll()
            }
            let bytes = try await store.read("one", range: nil)
            #expect(bytes.count == 50_000 && Set(bytes).count == 1)
            #expect(try await store.list("") == ["one"])
        }
    }
}

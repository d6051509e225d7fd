import Database
import Outside
import TestSupport
import Testing
import Wire

@testable import Chat

struct CleanUpFilesTests {
    @Test(arguments: Engine.underTest)
    func aFileThatLostItsRowIsRemovedAfterItsTime(_ engine: Engine) async throws {
        let world = try await FileWorld(engine)
        let id = try await world.uploaded("kept.txt", [1]), clean = CleanUpFiles(services: world.chat.services)
        // As a crash between the store and the row leaves it.
        let now = world.chat.services.now()
        try await world.chat.db.write { try $0.fileJournal.expect(["20231114/lost.txt"], at: now) }
        try await world.chat.services.files.write(.bytes([2]), to: "20231114/lost.txt")
        try await clean.run()
        #expect(try await world.stored().count == 2, "it may still be under way")
        world.chat.advance(milliseconds: CleanUpFiles.grace)
        try await clean.run()
        try await clean.run()
        #expect(try await world.stored().count == 1)
        #expect(await world.chat.get("/files/\(id)", as: world.ann).body == [1])
        #expect(try await world.chat.db.read { try $0.value("SELECT COUNT(*) FROM martlet_filejournal", as: Int64.self) } == 0)
    }

    @Test(arguments: Engine.underTest)
    func aRowIsNeverWrittenForAFileThatWasGivenUp(_ engine: Engine) async throws {
        let world = try await FileWorld(engine)
        try await world.chat.db.write { try $0.fileJournal.expect(["a/slow"], at: 1) }
        try await CleanUpFiles(services: world.chat.services).run()
        #expect(try await world.chat.db.write { try $0.fileJournal.settle(["a/slow"]) } == false)
    }

    @Test(arguments: Engine.underTest)
    func anUploadThatNobodyGoesOnWithIsForgotten(_ engine: Engine) async throws {
        let world = try await FileWorld(engine)
        let size = Int64(ContinueUploadTests.part + 1)
        let begun = await world.chat.post(
            "/uploads", ["channel_id": .string(world.room), "filename": "x", "file_size": .integer(size)], as: world.ann)
        let id = try #require(begun["id"]?.string)
        await world.chat.send("POST", "/uploads/\(id)", as: world.ann, body: [UInt8](repeating: 1, count: ContinueUploadTests.part))
        #expect(try await world.stored().count == 1)
        world.chat.advance(milliseconds: CleanUpFiles.patience)
        await Housekeeping(services: world.chat.services).run()
        #expect(try await world.stored().isEmpty)
        #expect(await world.chat.get("/uploads/\(id)", as: world.ann).status == 404)
    }
}

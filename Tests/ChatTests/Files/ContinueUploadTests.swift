import Database
import Outside
import TestSupport
import Testing
import Wire

@testable import Chat

struct ContinueUploadTests {
    static let part = 5 * 1024 * 1024

    private func begin(_ world: FileWorld, size: Int, name: String = "big.bin") async throws -> String {
        let reply = await world.chat.post(
            "/uploads", ["channel_id": .string(world.room), "filename": .string(name), "file_size": .integer(Int64(size))], as: world.ann)
        return try #require(reply.status == 201 ? reply["id"]?.string : nil, "\(reply.text)")
    }

    private func send(_ world: FileWorld, _ id: String, _ bytes: [UInt8], as person: Person? = nil) async -> Harness.Reply {
        await world.chat.send("POST", "/uploads/\(id)", as: person ?? world.ann, body: bytes)
    }

    @Test(arguments: Engine.underTest)
    func aFileComesInParts(_ engine: Engine) async throws {
        let world = try await FileWorld(engine)
        let first = [UInt8](repeating: 7, count: Self.part), id = try await begin(world, size: Self.part + 30)
        #expect(await send(world, id, first).status == 204)
        #expect(await world.chat.get("/uploads/\(id)", as: world.ann)["file_offset"]?.integer == Int64(Self.part))
        #expect(await send(world, id, [UInt8](repeating: 8, count: 10)).status == 204)
        #expect(await world.chat.get("/users/me/uploads", as: world.ann).json.array?.count == 1)
        let done = await send(world, id, [UInt8](repeating: 9, count: 20))
        let file = try #require(done["id"]?.string)
        #expect(done.status == 200 && done["size"]?.integer == Int64(Self.part + 30) && done["name"]?.string == "big.bin")
        let end = await world.chat.send("GET", "/files/\(file)", as: world.ben, fields: [("Range", "bytes=\(Self.part - 1)-")])
        #expect(end.body == [7] + [UInt8](repeating: 8, count: 10) + [UInt8](repeating: 9, count: 20))
        #expect(await world.chat.get("/uploads/\(id)", as: world.ann).errorID == "app.upload.get.app_error")
        #expect(try await world.stored().count == 1, "the parts are gone")
        let journal = try await world.chat.db.read { try $0.value("SELECT COUNT(*) FROM martlet_filejournal", as: Int64.self) }
        #expect(journal == 0 && world.chat.signals.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func refusalsChangeNothing(_ engine: Engine) async throws {
        let world = try await FileWorld(engine)
        let id = try await begin(world, size: 30)
        #expect(await send(world, id, [1, 2]).errorID == "app.upload.upload_data.first_part_too_small.app_error")
        #expect(await send(world, id, [UInt8](repeating: 1, count: 31)).errorID == "api.upload.upload_data.invalid_content_length")
        #expect(await send(world, id, [1], as: world.ben).errorID == "api.context.permissions.app_error")
        #expect(await world.chat.get("/uploads/\(id)", as: world.ben).errorID == "api.upload.get_upload.forbidden.app_error")
        #expect(await world.chat.get("/users/\(world.ann.id)/uploads", as: world.ben).status == 403)
        for (size, status, error) in [
            (0, 400, "model.upload_session.is_valid.file_size.app_error"),
            (200_000_000, 413, "app.upload.create.upload_too_large.app_error"),
        ] {
            let reply = await world.chat.post(
                "/uploads", ["channel_id": .string(world.room), "filename": "x", "file_size": .integer(Int64(size))], as: world.ann)
            #expect(reply.status == status && reply.errorID == error)
        }
        #expect(await world.chat.post("/uploads", [1], as: world.ann).errorID == "api.context.invalid_body_param.app_error")
        #expect(await world.chat.post("/uploads", ["channel_id": .string(world.room)], as: world.outsider).status == 403)
        #expect(await world.chat.get("/uploads/\(id)", as: world.ann)["file_offset"]?.integer == 0)
        #expect(try await world.stored().isEmpty)
        let form = await world.form([("name=\"file\"; filename=\"x\"", [UInt8](repeating: 49, count: 30))], path: "/uploads/\(id)")
        #expect(form.status == 200 && form["size"]?.integer == 30)
    }

    @Test func anImportIsForAdministratorsAndLiesWhereImportsAre() async throws {
        let world = try await FileWorld(.sqlite)
        let draft: JSONValue = ["filename": "all.zip", "file_size": 3, "type": "import"]
        #expect(await world.chat.post("/uploads", draft, as: world.ben).errorID == "api.context.permissions.app_error")
        let id = try #require(await world.chat.post("/uploads", draft, as: world.ann)["id"]?.string)
        #expect(await send(world, id, [1, 2, 3])["size"]?.integer == 3)
        #expect(try await world.stored() == ["import/\(id)_all.zip"])
        #expect(try await world.rows() == 0)
    }

    @Test(arguments: Engine.underTest)
    func ofTwoThatSendTheSamePartOneWins(_ engine: Engine) async throws {
        let world = try await FileWorld(engine)
        let id = try await begin(world, size: 2 * Self.part), bytes = [UInt8](repeating: 7, count: Self.part)
        let statuses = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<3 { group.addTask { await send(world, id, bytes).status } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        // Those that read the session after the first one's part was noted go on with the second part.
        #expect(statuses.contains(204) && statuses.allSatisfy { [200, 204, 400, 404].contains($0) })
        let offset = await world.chat.get("/uploads/\(id)", as: world.ann)["file_offset"]?.integer ?? Int64(2 * Self.part)
        #expect(offset == Int64(Self.part) || offset == Int64(2 * Self.part))
        world.chat.advance(milliseconds: 8 * 86_400_000)
        try await CleanUpFiles(services: world.chat.services).run()
        #expect(try await world.stored().count == Int(try await world.rows()))
    }
}

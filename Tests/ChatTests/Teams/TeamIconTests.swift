import Outside
import TestSupport
import Testing
import Wire

struct TeamIconTests {
    private func send(_ world: TeamWorld, _ bytes: [UInt8], field: String = "image", as person: Person) async -> Harness.Reply {
        let head = "--edge\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"icon.png\"\r\nContent-Type: image/png\r\n\r\n"
        return await world.chat.send(
            "POST", "\(world.path)/image", as: person, body: Array(head.utf8) + bytes + Array("\r\n--edge--\r\n".utf8),
            fields: [("Content-Type", "multipart/form-data; boundary=edge")])
    }

    @Test(arguments: Engine.underTest)
    func aTeamGetsAPictureAndLosesIt(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine)
        let path = "\(world.path)/image"
        #expect(await world.chat.get(path, as: world.member).status == 404)
        let picture = try PNG.encode(Bitmap(width: 2, height: 2, pixels: [UInt8](repeating: 200, count: 16)))
        #expect(await send(world, picture, as: world.owner).status == 200)
        #expect(world.chat.eventNames == ["update_team"])
        let shown = await world.chat.get(path, as: world.member)
        #expect(shown.status == 200 && PictureHeader(shown.body).map { $0.width == 128 } == true)
        #expect((await world.chat.get(world.path, as: world.member)["last_team_icon_update"]?.integer ?? 0) > 0)
        #expect(await world.chat.delete(path, as: world.owner).status == 200)
        #expect(await world.chat.get(path, as: world.member).status == 404)
    }

    @Test func whatIsNoPictureOrNotAllowedChangesNothing() async throws {
        let world = try await TeamWorld(.sqlite)
        #expect(await send(world, Array("words".utf8), as: world.owner).errorID == "api.team.set_team_icon.decode.app_error")
        #expect(await send(world, [], field: "other", as: world.owner).errorID == "api.team.set_team_icon.no_file.app_error")
        #expect(
            await world.chat.post("\(world.path)/image", ["image": "x"], as: world.owner).errorID
                == "api.team.set_team_icon.parse.app_error")
        #expect(await send(world, Array("words".utf8), as: world.member).status == 403)
        #expect(world.chat.signals.isEmpty)
    }
}

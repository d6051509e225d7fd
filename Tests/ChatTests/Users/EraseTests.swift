import Database
import TestSupport
import Testing
import Wire

struct EraseTests {
    private static let on = [
        "MM_SERVICESETTINGS_ENABLEAPIUSERDELETION": "true", "MM_SERVICESETTINGS_ENABLEAPITEAMDELETION": "true",
    ]

    @Test(arguments: Engine.underTest)
    func anAccountGoesForGoodWithAllThatItsOwnerWrote(_ engine: Engine) async throws {
        let town = try await Town(engine, settings: Self.on), channel = try await town.channel("plaza", members: [town.ben])
        let root = await town.say("of ann", in: channel, as: town.ann)["id"]?.string ?? ""
        await town.chat.post("/posts", ["channel_id": .string(channel), "message": "answer", "root_id": .string(root)], as: town.ben)
        let doomed = await town.say("of ben", in: channel, as: town.ben)["id"]?.string ?? ""
        await town.chat.post("/posts", ["channel_id": .string(channel), "message": "to ben", "root_id": .string(doomed)], as: town.ann)
        await town.chat.post(
            "/reactions", ["user_id": .string(town.ben.id.raw), "post_id": .string(root), "emoji_name": "+1"], as: town.ben)
        #expect(await town.chat.delete("/users/\(town.ben.id)?permanent=true", as: town.ann).status == 403)
        #expect(await town.chat.delete("/users/\(town.ben.id)?permanent=true", as: town.root).status == 200)
        #expect(await town.chat.get("/users/\(town.ben.id)", as: town.root).status == 404)
        #expect(await town.chat.get("/users/me", as: town.ben).status == 401)
        #expect(await town.chat.get("/posts/\(doomed)", as: town.ann).status == 404)
        let left = await town.chat.get("/posts/\(root)", as: town.ann)
        #expect(left["reply_count"]?.integer == 0 && left["has_reactions"] == nil)
        #expect(try await rows(of: town.ben, in: town.chat) == 0)
        #expect(await town.chat.post("/users", Self.account("ben")).status == 201, "the name is free again")
    }

    private static func account(_ name: String) -> JSONValue {
        ["username": .string(name), "email": .string("\(name)@example.com"), "password": .string(Harness.password)]
    }

    private func rows(of person: Person, in chat: Harness) async throws -> Int64 {
        let id = person.id
        return try await chat.db.read { tx in
            try ["users", "posts", "channelmembers", "teammembers", "preferences", "sessions", "sidebarcategories", "reactions"].reduce(0) {
                let column = $1 == "users" ? "id" : "userid"
                return $0 + (try tx.value("SELECT COUNT(*) FROM \(unchecked: $1) WHERE \(unchecked: column) = \(id)", as: Int64.self) ?? 0)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func aTeamGoesForGoodWithItsChannels(_ engine: Engine) async throws {
        let town = try await Town(engine, settings: Self.on), channel = try await town.channel("plaza", members: [town.ben])
        await town.say("hello", in: channel, as: town.ann)
        town.chat.forget()
        #expect(await town.chat.delete("/teams/\(town.team)?permanent=true", as: town.root).status == 200)
        #expect(town.chat.eventNames == ["delete_team"])
        #expect(await town.chat.get("/teams/\(town.team)", as: town.root).status == 404)
        #expect(await town.chat.get("/channels/\(channel)", as: town.ann).status >= 403)
        let left: Int64? = try await town.chat.db.read { tx in
            try tx.value("SELECT (SELECT COUNT(*) FROM channels) + (SELECT COUNT(*) FROM posts) + (SELECT COUNT(*) FROM teammembers)")
        }
        #expect(left == 0)
        #expect(await town.chat.post("/teams", ["name": "town", "display_name": "Town", "type": "O"], as: town.ann).status == 201)
    }

    @Test func nothingGoesForGoodWhileTheSettingIsOff() async throws {
        let town = try await Town(.sqlite)
        #expect(await town.chat.delete("/users/\(town.ben.id)?permanent=true", as: town.root).status == 401)
        #expect(await town.chat.delete("/teams/\(town.team)?permanent=true", as: town.root).status == 401)
        #expect(await town.chat.delete("/users", as: town.root).status == 404)
        #expect(town.chat.signals.isEmpty)
    }
}

import TestSupport
import Testing
import Wire

struct ConversationTests {
    private func ids(_ people: Person...) -> JSONValue { .array(people.map { .string($0.id.raw) }) }

    @Test(arguments: Engine.underTest)
    func aDirectMessageIsTheSameFromBothSides(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat
        let first = await chat.post("/channels/direct", ids(town.ann, town.ben), as: town.ann)
        #expect(first.status == 201 && first["type"] == "D" && first["team_id"] == "")
        #expect(chat.eventNames == ["direct_added"])
        #expect(chat.events.first?.json["teammate_id"]?.string == town.ben.id.raw)
        chat.forget()
        #expect(await chat.post("/channels/direct", ids(town.ben, town.ann), as: town.ben)["id"] == first["id"])
        #expect(await chat.post("/channels/direct", ids(town.ann), as: town.ann)["name"]?.string == "\(town.ann.id)__\(town.ann.id)")
        #expect(chat.eventNames == ["direct_added"])
        let id = first["id"]?.string ?? ""
        #expect(await chat.get("/channels/\(id)", as: town.cat).status == 403)
        #expect(await chat.post("/channels/\(id)/members", ["user_id": .string(town.cat.id.raw)], as: town.ann).status == 400)
        #expect(await chat.delete("/channels/\(id)/members/me", as: town.ann).status == 400)
        #expect(await chat.delete("/channels/\(id)", as: town.ann).status == 400)
        #expect(await chat.put("/channels/\(id)/patch", ["header": "us"], as: town.ben)["header"] == "us")
        #expect(await chat.put("/channels/\(id)/patch", ["purpose": "us"], as: town.ben).status == 400)
        #expect(
            await chat.put("/channels/\(id)/patch", ["header": "us"], as: town.cat).errorID
                == "api.channel.patch_update_channel.forbidden.app_error")
    }

    @Test(arguments: Engine.underTest)
    func whoeverOpensItFirstThereIsOneDirectMessage(_ engine: Engine) async throws {
        let town = try await Town(engine), pair = ids(town.ann, town.ben)
        let replies = await withTaskGroup(of: String.self) { group in
            for person in [town.ann, town.ben, town.ann, town.ben] {
                group.addTask { await town.chat.post("/channels/direct", pair, as: person)["id"]?.string ?? "" }
            }
            return await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(replies.count == 1 && replies.first?.isEmpty == false)
        #expect(town.chat.eventNames == ["direct_added"])
    }

    @Test(arguments: Engine.underTest)
    func directMessagesThatCannotBeAreRefused(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, nobody = String(repeating: "n", count: 26)
        #expect(await chat.post("/channels/direct", ids(town.ben, town.cat), as: town.ann).status == 403)
        #expect(await chat.post("/channels/direct", ids(town.ann, town.ben, town.cat), as: town.ann).status == 400)
        #expect(await chat.post("/channels/direct", ["x": []], as: town.ann).errorID == "api.payload.parse.error")
        #expect(
            await chat.post("/channels/direct", [.string(town.ann.id.raw), .string(nobody)], as: town.ann).errorID
                == "api.channel.create_direct_channel.invalid_user.app_error")
        #expect(chat.signals.isEmpty)
        #expect(await chat.post("/channels/direct", ids(town.ben, town.cat), as: town.root)["creator_id"]?.string == town.ben.id.raw)
    }

    @Test(arguments: Engine.underTest)
    func directMessagesCanBeKeptWithinTeams(_ engine: Engine) async throws {
        let town = try await Town(engine, settings: ["MM_TEAMSETTINGS_RESTRICTDIRECTMESSAGE": "team"])
        #expect(await town.chat.post("/channels/direct", ids(town.ann, town.out), as: town.ann).status == 403)
        #expect(await town.chat.post("/channels/direct", ids(town.ann, town.ben), as: town.ann).status == 201)
    }

    @Test(arguments: Engine.underTest)
    func aGroupMessageIsOneForTheSamePeople(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat
        let group = await chat.post("/channels/group", ids(town.ben, town.cat), as: town.ann)
        #expect(group.status == 201 && group["display_name"] == "ann, ben, cat" && group["name"]?.string?.utf8.count == 40)
        #expect(chat.eventNames == ["group_added", "group_added", "group_added"])
        #expect(await chat.post("/channels/group", ids(town.ann, town.ben, town.cat), as: town.ben)["id"] == group["id"])
        #expect(await chat.post("/channels/group", ids(town.ben), as: town.ann).errorID == "api.channel.create_group.bad_size.app_error")
        #expect(await chat.post("/channels/group", [], as: town.ann).status == 400)
        #expect(await chat.post("/channels/group/search", ["term": "BEN cat"], as: town.ann).json.array?.count == 1)
        #expect(await chat.post("/channels/group/search", ["term": "ben dora"], as: town.ann).json.array?.count == 0)
        #expect(await chat.post("/channels/group/search", ["term": "ben"], as: town.root).json.array?.count == 0)
        let id = group["id"]?.string ?? ""
        #expect(await chat.get("/channels/\(id)/common_teams", as: town.ann).json.array?.map { $0["id"]?.string } == [town.team])
        #expect(await chat.get("/channels/\(id)/common_teams", as: town.root).status == 200)
        #expect(await chat.get("/channels/\(id)/common_teams", as: town.out).status == 403)
    }

    @Test(arguments: Engine.underTest)
    func aGroupMessageBecomesAPrivateChannel(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat
        let id = await chat.post("/channels/group", ids(town.ben, town.cat), as: town.ann)["id"]?.string ?? ""
        let path = "/channels/\(id)/convert_to_channel"
        var wanted: JSONObject = ["channel_id": .string(id), "team_id": .string(town.team), "name": "Not valid", "display_name": "Three"]
        chat.forget()
        #expect(await chat.post(path, .object(wanted), as: town.ann).errorID == "model.channel.is_valid.1_or_more.app_error")
        wanted["name"] = "three"
        #expect(await chat.post(path, .object(wanted), as: town.root).errorID == "app.channel.get_member.missing.app_error")
        #expect(chat.signals.isEmpty)
        #expect(await chat.post(path, .object(wanted), as: town.ann)["type"] == "P")
        #expect(town.messages == ["ann created this channel from a group message with ann, ben and cat."])
        #expect(chat.eventNames.filter { $0 == "sidebar_category_updated" }.count == 3)
        #expect(await chat.get("/channels/\(id)/members/me", as: town.ann)["scheme_admin"] == true)
        #expect(await chat.post(path, .object(wanted), as: town.ann).errorID == "app.channel.get_common_teams.incorrect_channel_type")
    }
}

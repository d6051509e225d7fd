import TestSupport
import Testing
import Wire

struct ChannelTests {
    @Test(arguments: Engine.underTest)
    func aMemberMakesAChannelAndAdministersIt(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat
        let reply = await chat.post("/channels", .object(town.draft("garden")), as: town.ann)
        #expect(reply.status == 201 && reply["total_msg_count"] == 0 && reply["creator_id"]?.string == town.ann.id.raw)
        #expect(chat.eventNames == ["channel_created", "posted"])
        #expect(chat.events.first?.broadcast == .init(user: town.ann.id))
        #expect(town.messages == ["ann joined the channel."])
        let id = try #require(reply["id"]?.string)
        let member = await chat.get("/channels/\(id)/members/me", as: town.ann)
        #expect(member["roles"] == "channel_user channel_admin" && member["msg_count"] == 0)
        #expect(await chat.get("/channels/\(id)", as: town.ben).status == 200)
        #expect(await chat.get("/channels/\(id)", as: town.out).status == 403)
        #expect(await chat.get("/teams/\(town.team)/channels/name/GARDEN", as: town.ben)["id"]?.string == id)
        #expect(await chat.get("/teams/name/town/channels/name/garden", as: town.ben)["id"]?.string == id)
    }

    @Test(arguments: [
        ("name", "garden", "store.sql_channel.save_channel.exists.app_error"),
        ("name", "Upper", "model.channel.is_valid.1_or_more.app_error"),
        ("name", "", "model.channel.is_valid.1_or_more.app_error"), ("name", "-x", "model.channel.is_valid.1_or_more.app_error"),
        ("name", String(repeating: "a", count: 65), "model.channel.is_valid.1_or_more.app_error"),
        ("name", String(repeating: "ab12", count: 10), "model.channel.is_valid.name.app_error"),
        ("display_name", "", "api.context.invalid_body_param.app_error"),
        ("display_name", String(repeating: "ü", count: 65), "model.channel.is_valid.display_name.app_error"),
        ("header", String(repeating: "h", count: 1025), "model.channel.is_valid.header.app_error"),
        ("purpose", String(repeating: "p", count: 251), "model.channel.is_valid.purpose.app_error"),
        ("header", "nul\u{0}", "api.context.invalid_body_param.app_error"),
        ("type", "X", "model.channel.is_valid.type.app_error"), ("type", "D", "api.channel.create_channel.direct_channel.app_error"),
        ("id", String(repeating: "n", count: 26), "store.sql_channel.save_channel.existing.app_error"),
        ("team_id", String(repeating: "n", count: 26), "api.context.permissions.app_error"),
        ("team_id", "", "api.context.invalid_body_param.app_error"),
    ])
    func whatIsWrongWithAChannelIsSaidToItsMakerAlone(_ field: String, _ value: String, _ id: String) async throws {
        let town = try await Town(.sqlite)
        _ = try await town.channel("garden")
        var draft = town.draft("other")
        draft[field] = .string(value)
        let reply = await town.chat.post("/channels", .object(draft), as: town.ann)
        #expect(reply.errorID == id && (400..<500).contains(reply.status))
        #expect(town.chat.signals.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func ofTwoWhoWantOneNameOneGetsIt(_ engine: Engine) async throws {
        let town = try await Town(engine)
        let statuses = await withTaskGroup(of: Int.self) { group in
            for person in [town.ann, town.ben, town.cat, town.root] {
                group.addTask { await town.chat.post("/channels", .object(town.draft("one")), as: person).status }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [201, 400, 400, 400])
    }

    @Test(arguments: Engine.underTest)
    func namesHeaderAndPurposeAreAnnounced(_ engine: Engine) async throws {
        let town = try await Town(engine), id = try await town.channel("garden", members: [town.ben])
        func patch(_ patch: JSONValue, as person: Person) async -> Harness.Reply {
            await town.chat.put("/channels/\(id)/patch", patch, as: person)
        }
        #expect(await patch(["header": "Roses", "purpose": "Flowers"], as: town.ben).status == 200)
        #expect(await patch(["header": ""], as: town.ann)["header"] == "")
        #expect(await patch(["display_name": "Park"], as: town.ann)["total_msg_count"] == 3)
        #expect(
            town.messages == [
                "ben updated the channel header to: Roses", "ben updated the channel purpose to: Flowers",
                "ann removed the channel header (was: Roses)", "ann updated the channel display name from: garden to: Park",
            ])
        #expect(town.chat.eventNames.filter { $0 != "posted" } == Array(repeating: "channel_updated", count: 3))
        town.chat.forget()
        #expect(await patch([:], as: town.ann).errorID == "api.channel.patch_update_channel.no_changes.app_error")
        #expect(await patch(["header": 7], as: town.ann).status == 400)
        #expect(await patch(["name": "town-square"], as: town.ann).errorID == "store.sql_channel.save_channel.exists.app_error")
        #expect(await patch(["header": "x"], as: town.cat).status == 403)
        #expect(town.chat.signals.isEmpty)
        #expect(
            await town.chat.put("/channels/\(id)", ["id": .string(id), "name": "park", "display_name": "Park"], as: town.ann)["name"]
                == "park")
        #expect(await town.chat.get("/teams/\(town.team)/channels/autocomplete?name=park", as: town.cat).json.array?.count == 1)
    }

    @Test(arguments: Engine.underTest)
    func aChannelIsArchivedAndComesBack(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("garden", members: [town.ben])
        #expect(await chat.delete("/channels/\(id)", as: town.cat).status == 403)
        #expect(await chat.delete("/channels/\(id)", as: town.ben).status == 200)
        #expect(chat.eventNames == ["posted", "channel_deleted"])
        #expect(chat.events.last?.broadcast == .init(team: ID(town.team)))
        #expect(await chat.get("/channels/\(id)", as: town.cat)["delete_at"]?.integer ?? 0 > 0)
        #expect(await chat.get("/teams/\(town.team)/channels/name/garden", as: town.cat).status == 404)
        #expect(await chat.get("/teams/\(town.team)/channels/name/garden?include_deleted=true", as: town.cat).status == 200)
        #expect(await chat.get("/teams/\(town.team)/channels/deleted", as: town.cat).json.array?.count == 1)
        #expect(await chat.post("/channels", .object(town.draft("garden")), as: town.ann).status == 400)
        #expect(await chat.delete("/channels/\(id)", as: town.ben).errorID == "api.channel.delete_channel.deleted.app_error")
        #expect(await chat.put("/channels/\(id)/patch", ["header": "x"], as: town.ben).errorID == "app.channel.update.bad_id")
        #expect(await chat.post("/channels/\(id)/restore", as: town.ann).status == 403)
        chat.forget()
        #expect(await chat.post("/channels/\(id)/restore", as: town.root)["delete_at"] == 0)
        #expect(chat.eventNames == ["channel_restored", "posted"])
        #expect(await chat.post("/channels/\(id)/restore", as: town.root).status == 400)
    }

    @Test(arguments: Engine.underTest)
    func theFirstChannelOfATeamStaysAsItIs(_ engine: Engine) async throws {
        let town = try await Town(engine), square = await town.named("town-square")
        #expect(await town.chat.delete("/channels/\(square)", as: town.root).errorID == "api.channel.delete_channel.cannot.app_error")
        #expect(await town.chat.delete("/channels/\(square)/members/me", as: town.ann).errorID == "api.channel.remove.default.app_error")
        #expect(await town.chat.put("/channels/\(square)/privacy", ["privacy": "P"], as: town.root).status == 400)
        #expect(await town.chat.put("/channels/\(square)/patch", ["name": "square"], as: town.root).status == 400)
        #expect(town.chat.signals.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func aChannelIsClosedToTheTeamAndOpenedAgain(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("garden")
        #expect(await chat.put("/channels/\(id)/privacy", ["privacy": "P"], as: town.ann).status == 403)
        #expect(await chat.put("/channels/\(id)/privacy", ["privacy": "P"], as: town.root)["type"] == "P")
        #expect(chat.eventNames == ["channel_converted", "channel_updated", "posted"])
        #expect(await chat.get("/channels/\(id)", as: town.ben).status == 403)
        #expect(await chat.get("/teams/\(town.team)/channels", as: town.ben).json.array?.contains { $0["id"]?.string == id } == false)
        #expect(await chat.put("/channels/\(id)/privacy", ["privacy": "O"], as: town.root).status == 200)
        #expect(await chat.get("/teams/\(town.team)/channels", as: town.ben).json.array?.contains { $0["id"]?.string == id } == true)
    }

    @Test(arguments: Engine.underTest)
    func aChannelMovesToAnotherTeamWithThoseWhoAreThere(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("garden", members: [town.ben])
        let other =
            await chat.post("/teams", ["name": "village", "display_name": "Village", "type": "O"], as: town.root)["id"]?.string ?? ""
        await chat.post("/teams/\(other)/members", ["team_id": .string(other), "user_id": .string(town.ann.id.raw)], as: town.root)
        chat.forget()
        let path = "/channels/\(id)/move"
        #expect(await chat.post(path, ["team_id": .string(other), "force": false], as: town.ann).status == 403)
        #expect(await chat.post(path, ["team_id": .string(other), "force": false], as: town.root).status == 400)
        #expect(chat.signals.isEmpty)
        #expect(await chat.post(path, ["team_id": .string(other), "force": true], as: town.root)["team_id"]?.string == other)
        #expect(chat.eventNames == ["user_removed", "user_removed", "posted"])
        #expect(await chat.get("/channels/\(id)/members", as: town.root).json.array?.map { $0["user_id"]?.string } == [town.ann.id.raw])
    }

    @Test(arguments: Engine.underTest)
    func aChannelGoesForGoodOnlyWhereThatIsSwitchedOn(_ engine: Engine) async throws {
        let town = try await Town(engine, settings: ["MM_SERVICESETTINGS_ENABLEAPICHANNELDELETION": "true"])
        let id = try await town.channel("garden", members: [town.ben])
        await town.say("hello", in: id, as: town.ben)
        #expect(await town.chat.delete("/channels/\(id)?permanent=true", as: town.ann).status == 403)
        #expect(await town.chat.delete("/channels/\(id)?permanent=true", as: town.root).status == 200)
        #expect(await town.chat.get("/channels/\(id)", as: town.root).status == 404)
        #expect(await town.chat.post("/channels", .object(town.draft("garden")), as: town.ann).status == 201)
        let careful = try await Town(engine), stays = try await careful.channel("garden")
        #expect(await careful.chat.delete("/channels/\(stays)?permanent=true", as: careful.root).status == 401)
    }
}

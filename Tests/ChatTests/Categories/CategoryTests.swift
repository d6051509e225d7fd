import TestSupport
import Testing
import Wire

struct CategoryTests {
    private func path(_ town: Town, _ person: Person) -> String { "/users/\(person.id)/teams/\(town.team)/channels/categories" }

    private func draft(_ town: Town, _ name: String, channels: [String] = [], id: String = "") -> JSONObject {
        [
            "id": .string(id), "user_id": .string(town.ann.id.raw), "team_id": .string(town.team), "display_name": .string(name),
            "type": "custom",
            "channel_ids": .array(channels.map { .string($0) }),
        ]
    }

    private func ids(_ reply: Harness.Reply) -> [String] { reply["order"]?.strings ?? [] }

    @Test(arguments: Engine.underTest)
    func everybodyHasThreeCategoriesInATeam(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat
        let reply = await chat.get(path(town, town.ann), as: town.ann)
        #expect(ids(reply) == ["favorites", "channels", "direct_messages"].map { "\($0)_\(town.ann.id)_\(town.team)" })
        #expect(reply["categories"]?.array?[1]["channel_ids"]?.array?.count == 2)
        #expect(await chat.get(path(town, town.ann) + "/order", as: town.ann).json.array?.count == 3)
        #expect(await chat.get(path(town, town.ann) + "/favorites_\(town.ann.id)_\(town.team)", as: town.ann)["type"] == "favorites")
        #expect(await chat.get(path(town, town.ann) + "/nothing", as: town.ann).status == 403)
        #expect(await chat.get(path(town, town.ann), as: town.ben).status == 403)
        #expect(await chat.get(path(town, town.out), as: town.out).status == 403)
    }

    @Test(arguments: Engine.underTest)
    func aCategoryIsMadeChangedAndDeleted(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, garden = try await town.channel("garden"), base = path(town, town.ann)
        let nobody = String(repeating: "n", count: 26)
        let made = await chat.post(base, .object(draft(town, "Work", channels: [garden, nobody])), as: town.ann)
        #expect(made["channel_ids"]?.strings == [garden] && made["sort_order"] == 10)
        #expect(chat.eventNames == ["sidebar_category_created"])
        let id = try #require(made["id"]?.string)
        #expect(ids(await chat.get(base, as: town.ann))[1] == id)
        chat.forget()
        var muted = draft(town, "Quiet", channels: [garden], id: id)
        muted["muted"] = true
        #expect(await chat.put(base + "/\(id)", .object(muted), as: town.ann)["display_name"] == "Quiet")
        #expect(chat.eventNames == ["channel_member_updated", "sidebar_category_updated"])
        #expect(await chat.get("/channels/\(garden)/members/me", as: town.ann)["notify_props"]?["mark_unread"] == "mention")
        chat.forget()
        #expect(await chat.delete(base + "/\(id)", as: town.ann).status == 200)
        #expect(chat.eventNames == ["sidebar_category_deleted"])
        #expect(await chat.get(base, as: town.ann)["categories"]?.array?[1]["channel_ids"]?.strings?.contains(garden) == true)
    }

    @Test(arguments: Engine.underTest)
    func whatIsWrongWithACategoryChangesNothing(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, base = path(town, town.ann)
        var foreign = draft(town, "Work")
        foreign["user_id"] = .string(town.ben.id.raw)
        #expect(await chat.post(base, .object(foreign), as: town.ann).errorID == "api.context.invalid_body_param.app_error")
        #expect(await chat.post(base, .object(draft(town, String(repeating: "c", count: 65))), as: town.ann).status == 400)
        #expect(await chat.send("POST", base, as: town.ann, body: Array("{".utf8)).status == 400)
        #expect(await chat.put(base, [.object(draft(town, "Work", id: "nothing"))], as: town.ann).status == 400)
        #expect(await chat.put(base + "/nothing", .object(draft(town, "Work")), as: town.ann).status == 403)
        #expect(await chat.delete(base + "/channels_\(town.ann.id)_\(town.team)", as: town.ann).status == 400)
        #expect(await chat.put(base + "/order", [], as: town.ann).status == 400)
        #expect(chat.signals.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func theOrderIsTheOwners(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, base = path(town, town.ann)
        let order = Array(ids(await chat.get(base, as: town.ann)).reversed())
        #expect(await chat.put(base + "/order", .array(order.map { .string($0) }), as: town.ann).json.strings == order)
        #expect(chat.eventNames == ["sidebar_category_order_updated"])
        #expect(ids(await chat.get(base, as: town.ann)) == order)
    }

    @Test(arguments: Engine.underTest)
    func favouritesAreTheSameAsCategoryAndAsPreference(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, garden = try await town.channel("garden"), base = path(town, town.ann)
        let id = "favorites_\(town.ann.id)_\(town.team)"
        await chat.put(base, [.object(draft(town, "Favorites", channels: [garden], id: id))], as: town.ann)
        #expect(await chat.get("/users/me/preferences/favorite_channel", as: town.ann).json.array?.map { $0["name"]?.string } == [garden])
        await chat.put(base, [.object(draft(town, "Favorites", id: id))], as: town.ann)
        #expect(await chat.get("/users/me/preferences/favorite_channel", as: town.ann).status == 404)
        let preference: JSONValue = [
            "user_id": .string(town.ann.id.raw), "category": "favorite_channel", "name": .string(garden), "value": "true",
        ]
        await chat.put("/users/me/preferences", [preference], as: town.ann)
        #expect(await chat.get(base + "/\(id)", as: town.ann)["channel_ids"]?.strings == [garden])
        await chat.post("/users/me/preferences/delete", [preference], as: town.ann)
        #expect(await chat.get(base + "/\(id)", as: town.ann)["channel_ids"]?.strings == [])
    }

    @Test(arguments: Engine.underTest)
    func categoriesMadeAtOnceAreAllThere(_ engine: Engine) async throws {
        let town = try await Town(engine), base = path(town, town.ann)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<5 {
                group.addTask { await town.chat.post(base, .object(draft(town, "Number \(number)")), as: town.ann) }
            }
        }
        let orders = await town.chat.get(base, as: town.ann)["categories"]?.array?.compactMap { $0["sort_order"]?.integer } ?? []
        #expect(orders == (0..<8).map { $0 * 10 })
    }
}

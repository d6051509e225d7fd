import TestSupport
import Testing
import Wire

struct StatusTests {
    @Test(arguments: Engine.underTest)
    func somebodyGoesAwayAndTheirClientsHear(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        chat.forget()
        let reply = await chat.put("/users/me/status", ["user_id": .string(ann.id.raw), "status": "away"], as: ann)
        #expect(reply.status == 200 && reply["status"] == "away" && reply["manual"] == true)
        #expect(chat.eventNames == ["status_change"] && chat.events[0].broadcast == .init(user: ann.id))
        let ben = try await chat.person("ben")
        #expect(await chat.get("/users/\(ann.id)/status", as: ben)["status"] == "away")
    }

    @Test(arguments: Engine.underTest)
    func nobodySetsAnothersStatusAndNothingIsSaid(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        chat.forget()
        let body: JSONValue = ["user_id": .string(ann.id.raw), "status": "away"]
        #expect(await chat.put("/users/\(ann.id)/status", body, as: ben).status == 403)
        #expect(await chat.put("/users/me/status", body, as: ben).errorID == "api.context.invalid_body_param.app_error")
        #expect(await chat.put("/users/me/status", ["user_id": .string(ben.id.raw), "status": "ooo"], as: ben).status == 400)
        #expect(chat.signals.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func whatWasChosenStaysUntilOnlineIsChosen(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        func set(_ status: JSONValue) async -> Harness.Reply {
            await chat.put("/users/me/status", ["user_id": .string(ann.id.raw), "status": status], as: ann)
        }
        #expect(await set("dnd")["dnd_end_time"] == 0)
        let online = await set("online")
        #expect(online["status"] == "online" && online["manual"] == false)
        chat.forget()
        #expect(await set("online")["status"] == "online")
        #expect(chat.events.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func doNotDisturbEndsInWhatWasBefore(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        let id = JSONValue.string(ann.id.raw)
        await chat.put("/users/me/status", ["user_id": id, "status": "online"], as: ann)
        let until: Int64 = 1_700_000_000 + 3600
        let reply = await chat.put("/users/me/status", ["user_id": id, "status": "dnd", "dnd_end_time": .integer(until)], as: ann)
        #expect(reply["status"] == "dnd" && reply["dnd_end_time"] == .integer(until))
        chat.advance(milliseconds: 3_700_000)
        #expect(await chat.get("/users/me/status", as: ann)["status"] == "online")
    }

    @Test(arguments: Engine.underTest)
    func whoWasNeverSeenIsOffline(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        let nobody = String(repeating: "z", count: 26)
        let list = await chat.post("/users/status/ids", [.string(nobody), .string(ann.id.raw)], as: ann)
        #expect(list.json.array?.map { $0["status"]?.string } == ["offline", "offline"])
        #expect(await chat.post("/users/status/ids", ["bad"], as: ann).status == 400)
        #expect(await chat.post("/users/status/ids", [], as: ann).status == 400)
        #expect(await chat.post("/users/status/ids", ["ids": []], as: ann).errorID == "api.payload.parse.error")
    }
}

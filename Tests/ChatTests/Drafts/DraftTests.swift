import TestSupport
import Testing
import Wire

struct DraftTests {
    private func draft(_ world: PostWorld, _ message: String, root: String = "", more: [(key: String, value: JSONValue)] = []) -> JSONValue
    {
        .object(
            JSONObject(
                [
                    (key: "channel_id", value: .string(world.room)), (key: "message", value: .string(message)),
                    (key: "root_id", value: .string(root)),
                ] + more))
    }

    @Test(arguments: Engine.underTest)
    func aDraftIsKeptChangedListedAndRemoved(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        #expect(await chat.get("/users/me/teams/\(world.team)/drafts", as: world.ann).text == "null")
        let first = await chat.post("/drafts", draft(world, "half a"), as: world.ann)
        #expect(first.status == 201 && first["message"] == "half a" && first["metadata"] == [:] && first["file_ids"] == nil)
        let event = try #require(world.heard("draft_created"))
        #expect(event.broadcast == .init(user: world.ann.id, channel: ID(world.room)))
        let second = await chat.post("/drafts", draft(world, "half a thought", more: [(key: "props", value: ["a": 1])]), as: world.ann)
        #expect(second["create_at"] == first["create_at"] && second["update_at"] != first["update_at"] && second["props"] == ["a": 1])
        let list = await chat.get("/users/me/teams/\(world.team)/drafts", as: world.ann).json.array ?? []
        #expect(list.map { $0["message"] } == ["half a thought"])
        #expect(await chat.get("/users/me/teams/\(world.team)/drafts", as: world.ben).text == "null")
        chat.forget()
        #expect(await chat.delete("/users/me/channels/\(world.room)/drafts", as: world.ann).status == 200)
        #expect(chat.eventNames == ["draft_deleted"])
        chat.forget()
        #expect(await chat.delete("/users/me/channels/\(world.room)/drafts", as: world.ann).status == 200)
        #expect(chat.events.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func theClientThatWroteItHearsNothing(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let text = JSONWriter.bytes(of: draft(world, "mine"))
        await world.chat.send("POST", "/drafts", as: world.ann, body: text, fields: [("Connection-Id", "me")])
        #expect(world.heard("draft_created")?.broadcast.omitConnection == "me")
    }

    @Test(arguments: Engine.underTest)
    func aThreadHasADraftOfItsOwnUntilItIsDeleted(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let root = try await world.say("a question")
        await chat.post(
            "/drafts", draft(world, "an answer", root: root, more: [(key: "priority", value: ["priority": "urgent"])]), as: world.ben)
        await chat.post("/drafts", draft(world, "something else"), as: world.ben)
        let both = await chat.get("/users/me/teams/\(world.team)/drafts", as: world.ben).json.array ?? []
        #expect(both.count == 2 && both[1]["priority"] == ["priority": "urgent"] && both[0]["priority"] == nil)
        await chat.delete("/posts/\(root)", as: world.ann)
        #expect(await chat.get("/users/me/teams/\(world.team)/drafts", as: world.ben).json.array?.count == 1)
        chat.forget()
        await chat.delete("/users/me/channels/\(world.room)/drafts/\(root)", as: world.ben)
        #expect(chat.eventNames == ["draft_deleted"])
    }

    @Test(arguments: Engine.underTest)
    func anEmptyDraftIsNone(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let none = await chat.post("/drafts", draft(world, ""), as: world.ann)
        #expect(none.status == 201 && none.text == "null" && chat.events.isEmpty)
        await chat.post("/drafts", draft(world, "soon gone"), as: world.ann)
        await chat.post("/drafts", draft(world, ""), as: world.ann)
        #expect(chat.eventNames == ["draft_created", "draft_deleted"])
    }

    @Test(arguments: Engine.underTest)
    func refusalsSayNothing(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        world.refuses(await chat.post("/drafts", draft(world, "x"), as: world.cora), 403, "api.context.permissions.app_error")
        world.refuses(
            await chat.post("/drafts", draft(world, String(repeating: "x", count: 16_384)), as: world.ann), 400, "app.draft.save.app_error")
        world.refuses(await chat.post("/drafts", ["channel_id": 1], as: world.ann), 400, "api.context.invalid_body_param.app_error")
        world.refuses(
            await chat.post("/drafts", draft(world, "x", root: "short"), as: world.ann), 400, "model.draft.is_valid.root_id.app_error")
        world.refuses(
            await chat.get("/users/me/teams/\(world.team)/drafts", as: world.outsider), 403, "api.context.permissions.app_error")
        await chat.delete("/channels/\(world.room)", as: world.ann)
        chat.forget()
        world.refuses(
            await chat.post("/drafts", draft(world, "x"), as: world.ann), 400, "api.draft.create_draft.can_not_draft_to_deleted.error")
        let off = try await Harness(engine, settings: ["MM_SERVICESETTINGS_ALLOWSYNCEDDRAFTS": "false"])
        let ann = try await off.person("ann")
        #expect(await off.post("/drafts", draft(world, "x"), as: ann).errorID == "api.drafts.disabled.app_error")
    }

    @Test(arguments: Engine.underTest)
    func manyDevicesAtOnceLeaveOneDraft(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        await withTaskGroup(of: Int.self) { group in
            for number in 0..<12 {
                group.addTask { await world.chat.post("/drafts", draft(world, "take \(number)"), as: world.ann).status }
            }
            for await status in group { #expect(status == 201) }
        }
        #expect(await world.chat.get("/users/me/teams/\(world.team)/drafts", as: world.ann).json.array?.count == 1)
    }
}

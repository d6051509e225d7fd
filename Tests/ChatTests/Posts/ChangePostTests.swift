import TestSupport
import Testing
import Wire

struct ChangePostTests {
    @Test(arguments: Engine.underTest)
    func anEditKeepsWhatWasAndCanBeTakenBack(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let id = try await world.say("first")
        world.chat.forget()
        let edited = await world.chat.put("/posts/\(id)/patch", ["message": "second"], as: world.ann)
        #expect(edited.status == 200 && edited["message"]?.string == "second" && edited["edit_at"]?.integer != 0)
        #expect(world.chat.eventNames == ["post_edited"])
        let history = await world.chat.get("/posts/\(id)/edit_history", as: world.ann)
        let version = try #require(history.json.array?.first)
        #expect(history.json.array?.count == 1 && version["message"]?.string == "first" && version["original_id"]?.string == id)
        let restored = await world.chat.post("/posts/\(id)/restore/\(version["id"]?.string ?? "")", as: world.ann)
        #expect(restored["message"]?.string == "first")
        world.chat.forget()
        world.refuses(await world.chat.put("/posts/\(id)/patch", ["message": "x"], as: world.ben), 403, "api.context.permissions.app_error")
        world.refuses(await world.chat.get("/posts/\(id)/edit_history", as: world.ben), 403, "api.context.permissions.app_error")
    }

    @Test(arguments: Engine.underTest)
    func editsAtTheSameTimeAllStayInTheHistory(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let id = try await world.say("0")
        let accepted = await withTaskGroup(of: Int.self) { group in
            for number in 1...8 {
                group.addTask { await world.chat.put("/posts/\(id)/patch", ["message": .string("\(number)")], as: world.ann).status }
            }
            return await group.reduce(into: 0) { $0 += $1 == 200 ? 1 : 0 }
        }
        let history = await world.chat.get("/posts/\(id)/edit_history", as: world.ann)
        #expect(accepted == 8 && history.json.array?.count == accepted)
        #expect(Set(history.json.array?.compactMap { $0["message"]?.string } ?? []).count == 8)
    }

    @Test(arguments: Engine.underTest)
    func aDeletedRootTakesItsThreadAndOnlyAdministratorsHearWhoDidIt(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let root = try await world.say("root"), reply = try await world.say("reply", as: world.ben, root: root)
        world.chat.forget()
        world.refuses(await world.chat.delete("/posts/\(root)", as: world.ben), 403, "api.context.permissions.app_error")
        #expect(await world.chat.delete("/posts/\(root)", as: world.ann).status == 200)
        #expect(
            world.chat.events.map(\.broadcast.isSanitized) == [true, false]
                && world.chat.events.map(\.broadcast.isSensitive) == [false, true])
        #expect(await world.chat.get("/posts/\(reply)", as: world.ben).errorID == "app.post.get.app_error")
        world.chat.forget()
        world.refuses(await world.chat.delete("/posts/\(root)", as: world.ann), 404, "app.post.get.app_error")
        let answer = await world.chat.post(
            "/posts", ["channel_id": .string(world.room), "message": "x", "root_id": .string(root)], as: world.ben)
        world.refuses(answer, 400, "api.post.create_post.root_id.app_error")
        let seen = await world.chat.get("/posts/\(root)?include_deleted=true", as: world.admin)
        #expect(seen["message"]?.string == "root" && seen["props"]?["deleteBy"]?.string == world.ann.id.raw)
    }

    @Test(arguments: Engine.underTest)
    func aPinIsToldOnce(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let id = try await world.say("important")
        world.chat.forget()
        for _ in 0..<2 { #expect(await world.chat.post("/posts/\(id)/pin", as: world.ben).status == 200) }
        #expect(world.chat.eventNames == ["post_edited"])
        #expect(await world.chat.get("/channels/\(world.room)/pinned", as: world.ann)["order"]?.strings == [id])
        #expect(await world.chat.get("/posts/\(id)/edit_history", as: world.ann).json.array?.count == 1, "what it was before, as recorded")
        world.chat.forget()
        world.refuses(await world.chat.post("/posts/\(id)/pin", as: world.outsider), 403, "api.context.permissions.app_error")
    }

    @Test(arguments: Engine.underTest)
    func aPinnedAnswerTellsHowManyItsThreadHas(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let root = try await world.say("question")
        let answer = try await world.say("answer", root: root)
        _ = await world.chat.post("/posts/\(answer)/pin", as: world.ben)
        let pinned = await world.chat.get("/channels/\(world.room)/pinned", as: world.ann)
        #expect(pinned["posts"]?[answer]?["reply_count"]?.integer == 1)
    }

    @Test(arguments: Engine.underTest)
    func unreadFromAMessageOnCountsWhatFollows(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        try await world.say("one")
        let second = try await world.say("two @ben")
        try await world.say("three")
        await world.chat.post("/channels/members/me/view", ["channel_id": .string(world.room)], as: world.ben)
        world.chat.forget()
        let unread = await world.chat.post("/users/me/posts/\(second)/set_unread", as: world.ben)
        #expect(unread["msg_count"]?.integer == 1 && unread["mention_count"]?.integer == 1)
        #expect(world.heard("post_unread")?.broadcast.user == world.ben.id)
        let page = await world.chat.get("/users/me/channels/\(world.room)/posts/unread?limit_before=1&limit_after=1", as: world.ben)
        #expect(page["order"]?.strings?.contains(second) == true && page["order"]?.array?.count == 2)
        world.chat.forget()
        world.refuses(
            await world.chat.post("/users/me/posts/\(second)/set_unread", as: world.cora), 404,
            "app.channel.update_last_viewed_at_post.app_error")
    }

    @Test(arguments: Engine.underTest)
    func anEphemeralMessageReachesOnePersonAndNoDatabase(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let body: JSONValue = ["user_id": .string(world.ben.id.raw), "post": ["channel_id": .string(world.room), "message": "psst"]]
        world.refuses(await world.chat.post("/posts/ephemeral", body, as: world.ann), 403, "api.context.permissions.app_error")
        let sent = await world.chat.post("/posts/ephemeral", body, as: world.admin)
        #expect(sent.status == 201 && world.heard("ephemeral_message")?.broadcast.user == world.ben.id)
        #expect(await world.chat.get("/posts/\(sent["id"]?.string ?? "")", as: world.admin).status == 404)
    }
}

import TestSupport
import Testing
import Wire

struct ReadPostTests {
    @Test(arguments: Engine.underTest)
    func pagesJoinWithoutGapOrOverlap(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        var ids: [String] = []
        for number in 0..<7 { ids.append(try await world.say("\(number)")) }
        func page(_ query: String) async -> Harness.Reply { await world.chat.get("/channels/\(world.room)/posts?\(query)", as: world.ann) }
        let first = await page("per_page=3"), second = await page("per_page=3&page=1")
        #expect(
            first["order"]?.strings == Array(ids[4...6].reversed()) && first["prev_post_id"]?.string == ids[3]
                && first["next_post_id"]?.string == "")
        #expect(second["order"]?.strings == Array(ids[1...3].reversed()) && second["next_post_id"]?.string == ids[4])
        let before = await page("before=\(ids[3])&per_page=2"), after = await page("after=\(ids[3])&per_page=2")
        #expect(
            before["order"]?.strings == [ids[2], ids[1]] && before["next_post_id"]?.string == ids[3]
                && before["prev_post_id"]?.string == ids[0])
        #expect(
            after["order"]?.strings == [ids[5], ids[4]] && after["prev_post_id"]?.string == ids[3]
                && after["next_post_id"]?.string == ids[6])
        #expect(await page("before=abc").errorID == "api.context.invalid_body_param.app_error")
        #expect(await world.chat.get("/channels/\(world.room)/posts", as: world.outsider).status == 403)
    }

    @Test(arguments: Engine.underTest)
    func aPageHoldsWhatASingleMessageSays(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let texts = ["plain", "quotes \"\\\" and\n\u{1}\ttabs", "ünï 日本 👍🏽", ""]
        for text in texts {
            let id = try await world.say(text)
            let page = await world.chat.get("/channels/\(world.room)/posts", as: world.ann)
            #expect(page["posts"]?[id] == (await world.chat.get("/posts/\(id)", as: world.ann)).json)
        }
        let id = try await world.say("with a heart")
        await world.chat.post(
            "/reactions", ["user_id": .string(world.ben.id.raw), "post_id": .string(id), "emoji_name": "heart"], as: world.ben)
        let page = await world.chat.get("/channels/\(world.room)/posts", as: world.ann)
        #expect(page["posts"]?[id] == (await world.chat.get("/posts/\(id)", as: world.ann)).json && page["order"]?.array?.count == 7)
    }

    @Test(arguments: Engine.underTest)
    func aClientThatHasThePageGetsNoSecondCopy(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let id = try await world.say("one")
        let path = "/channels/\(world.room)/posts", etag = try #require(await world.chat.get(path, as: world.ann).field("Etag"))
        #expect(await world.chat.send("GET", path, as: world.ann, fields: [("If-None-Match", etag)]).status == 304)
        await world.chat.put("/posts/\(id)/patch", ["message": "two"], as: world.ann)
        #expect(await world.chat.send("GET", path, as: world.ann, fields: [("If-None-Match", etag)]).status == 200)
    }

    @Test(arguments: Engine.underTest)
    func changesSinceATimeShowDeletionsWithoutTheirContent(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let id = try await world.say("secret")
        let time = try #require(await world.chat.get("/posts/\(id)", as: world.ann)["create_at"]?.integer)
        await world.chat.delete("/posts/\(id)", as: world.ann)
        let changes = await world.chat.get("/channels/\(world.room)/posts?since=\(time)", as: world.ann)
        #expect(changes["posts"]?[id]?["message"]?.string == "" && changes["posts"]?[id]?["delete_at"]?.integer != 0)
    }

    @Test(arguments: Engine.underTest)
    func aThreadIsCountedAndCollapsed(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let root = try await world.say("root")
        let reply = await world.chat.post(
            "/posts", ["channel_id": .string(world.room), "message": "reply", "root_id": .string(root)], as: world.ben)
        #expect(reply["reply_count"]?.integer == 1)
        let page = await world.chat.get("/channels/\(world.room)/posts?collapsedThreads=true", as: world.ann)
        let shown = page["posts"]?[root]
        #expect(page["order"]?.strings?.first == root && shown?["reply_count"]?.integer == 1)
        #expect(shown?["participants"]?.array?.compactMap { $0["id"]?.string } == [world.ben.id.raw])
        let thread = await world.chat.get("/posts/\(root)/thread", as: world.ann)
        #expect(thread["order"]?.strings == [root, reply["id"]?.string ?? ""])
        await world.chat.delete("/posts/\(reply["id"]?.string ?? "")", as: world.ben)
        #expect(await world.chat.get("/posts/\(root)", as: world.ann)["reply_count"]?.integer == 0)
    }

    @Test(arguments: Engine.underTest)
    func reactionsComeWithTheMessageAndGo(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let id = try await world.say("how is it?")
        func react(_ name: String, as person: Person) async -> Harness.Reply {
            await world.chat.post(
                "/reactions", ["user_id": .string(person.id.raw), "post_id": .string(id), "emoji_name": .string(name)], as: person)
        }
        world.chat.forget()
        world.refuses(await react("no_such_emoji", as: world.ben), 404, "app.emoji.get_by_name.no_result")
        world.refuses(await react("heart", as: world.cora), 403, "api.context.permissions.app_error")
        #expect(await react("heart", as: world.ben).status == 200 && world.chat.eventNames == ["reaction_added"])
        let shown = await world.chat.get("/posts/\(id)", as: world.ann)
        #expect(shown["metadata"]?["reactions"]?.array?.count == 1 && shown["has_reactions"]?.bool == true)
        world.chat.forget()
        #expect(await world.chat.delete("/users/me/posts/\(id)/reactions/heart", as: world.ben).status == 200)
        #expect(world.chat.eventNames == ["reaction_removed"])
        #expect(await world.chat.get("/posts/\(id)", as: world.ann)["has_reactions"] == nil)
    }

    @Test(arguments: Engine.underTest)
    func savedMessagesAreOnlyShownWhereTheirReaderMayBe(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let id = try await world.say("keep this")
        await world.chat.put(
            "/users/me/preferences",
            [
                [
                    "user_id": .string(world.ben.id.raw), "category": "flagged_post", "name": .string(id), "value": "true",
                ]
            ], as: world.ben)
        #expect(await world.chat.get("/users/me/posts/flagged", as: world.ben)["order"]?.strings == [id])
        #expect(await world.chat.get("/users/\(world.ben.id)/posts/flagged", as: world.ann).status == 403)
        await world.chat.delete("/posts/\(id)", as: world.ann)
        #expect(await world.chat.get("/users/me/posts/flagged", as: world.ben)["order"]?.strings == [])
    }

    @Test(arguments: Engine.underTest)
    func aFileGoesIntoOneMessageOfItsOwner(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let upload = await world.chat.send(
            "POST", "/files?channel_id=\(world.room)&filename=notes.txt", as: world.ann, body: Array("text".utf8))
        let file = try #require(upload["file_infos"]?.array?.first?["id"])
        func post(as person: Person) async -> Harness.Reply {
            await world.chat.post("/posts", ["channel_id": .string(world.room), "message": "", "file_ids": [file]], as: person)
        }
        #expect(await post(as: world.ben)["file_ids"] == .null)
        let first = await post(as: world.ann)
        #expect(first["file_ids"]?.array == [file] && first["metadata"]?["files"]?.array?.count == 1)
        #expect(await post(as: world.ann)["file_ids"] == .null)
        #expect(
            await world.chat.send("POST", "/files?channel_id=\(world.room)&filename=x.txt", as: world.outsider, body: [1]).status == 403)
    }
}

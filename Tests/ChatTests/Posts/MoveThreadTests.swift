import TestSupport
import Testing
import Wire

struct MoveThreadTests {
    /// The deck, where ann and ben are, and the hold, where both are too.
    private struct World {
        let deck: PostWorld
        let hold: String
        var chat: Harness { deck.chat }

        init(_ engine: Engine, _ settings: [String: String] = [:], type: String = "O") async throws {
            deck = try await PostWorld(engine, settings: ["MM_FEATUREFLAGS_MOVETHREADSENABLED": "true"].merging(settings) { $1 })
            let made = await deck.chat.post(
                "/channels",
                ["team_id": .string(deck.team), "name": "hold", "display_name": "Hold", "type": .string(type)], as: deck.ann)
            hold = try #require(made["id"]?.string)
            await deck.chat.post("/channels/\(hold)/members", ["user_id": .string(deck.ben.id.raw)], as: deck.ann)
            deck.chat.forget()
        }

        func move(_ post: String, to channel: String? = nil, as person: Person? = nil) async -> Harness.Reply {
            await chat.post("/posts/\(post)/move", ["channel_id": .string(channel ?? hold)], as: person ?? deck.ann)
        }

        /// What people wrote in a channel, oldest first.
        func posts(in channel: String) async throws -> [JSONValue] {
            let page = await chat.get("/channels/\(channel)/posts", as: deck.ann)
            let found = try #require(page["order"]?.strings).compactMap { page["posts"]?[$0] }
            return found.reversed().filter { $0["type"]?.string?.hasPrefix("system_join") != true && $0["type"] != "system_add_to_channel" }
        }
    }

    @Test(arguments: Engine.underTest)
    func aThreadGoesWithAllThatHangsOnIt(_ engine: Engine) async throws {
        let world = try await World(engine), deck = world.deck, chat = world.chat
        let upload = await chat.send("POST", "/files?channel_id=\(deck.room)&filename=map.txt", as: deck.ann, body: Array("here".utf8))
        let file = try #require(upload["file_infos"]?.array?.first?["id"]?.string)
        let said = await chat.post(
            "/posts",
            [
                "channel_id": .string(deck.room), "message": "@ben look #map", "file_ids": [.string(file)],
                "metadata": ["priority": ["priority": "urgent", "requested_ack": true]],
            ], as: deck.ann)
        let root = try #require(said["id"]?.string), reply = try await deck.say("I see", as: deck.ben, root: root)
        await chat.post(
            "/reactions", ["user_id": .string(deck.ben.id.raw), "post_id": .string(reply), "emoji_name": "heart"], as: deck.ben)
        await chat.post("/users/\(deck.ben.id)/posts/\(root)/ack", as: deck.ben)
        await chat.post("/posts/\(root)/pin", as: deck.ann)
        chat.forget()
        #expect(await world.move(reply).json == ["status": "OK"], "a thread may be named by any of its messages")
        let names = chat.eventNames
        #expect(names.filter { $0 == "posted" }.count == 3 && names.filter { $0 == "post_deleted" }.count == 2)
        #expect(names.filter { $0 == "thread_updated" }.count == 2 && names.last == "ephemeral_message")
        let posts = try await world.posts(in: world.hold)
        #expect(posts.map { $0["message"] } == ["@ben look #map", "I see", "This thread came from another channel."])
        #expect(posts.map { $0["user_id"]?.string } == [deck.ann.id.raw, deck.ben.id.raw, deck.ann.id.raw])
        let moved = try #require(posts.first), id = try #require(moved["id"]?.string)
        #expect(posts.dropFirst().allSatisfy { $0["root_id"]?.string == id } && moved["is_pinned"] == true && moved["hashtags"] == "#map")
        #expect(moved["metadata"]?["files"]?.array?.first?["channel_id"]?.string == world.hold)
        #expect(moved["metadata"]?["priority"]?["priority"] == "urgent")
        #expect(moved["metadata"]?["acknowledgements"]?.array?.first?["user_id"]?.string == deck.ben.id.raw)
        #expect(posts[1]["metadata"]?["reactions"]?.array?.first?["post_id"]?.string == posts[1]["id"]?.string)
        #expect(await chat.get("/files/\(file)/info", as: deck.ben)["post_id"]?.string == id)
        #expect(try await world.posts(in: deck.room).isEmpty)
        for old in [root, reply] { #expect(await chat.get("/posts/\(old)", as: deck.ann).errorID == "app.post.get.app_error") }
    }

    @Test(arguments: Engine.underTest)
    func whoeverFollowedFollowsOnAndTheChannelCounts(_ engine: Engine) async throws {
        let world = try await World(engine), deck = world.deck, chat = world.chat
        for person in [deck.cora] {
            await chat.post("/channels/\(deck.room)/members", ["user_id": .string(person.id.raw)], as: deck.ann)
        }
        let root = try await deck.say("shall we?")
        for person in [deck.ben, deck.cora] { try await deck.say("we shall", as: person, root: root) }
        let threads = "/users/me/teams/\(deck.team)/threads"
        #expect(await chat.get("\(threads)/\(root)", as: deck.ben)["unread_replies"] == 1)
        let before = await chat.get("/channels/\(world.hold)/members/me", as: deck.ben)["mention_count"]
        #expect(await world.move(root).status == 200)
        for (person, unread) in [(deck.ann, 0), (deck.ben, 2)] {
            let list = try #require(await chat.get(threads + "?extended=true", as: person)["threads"]?.array)
            #expect(list.count == 1 && list[0]["id"]?.string != root && list[0]["reply_count"] == 3)
            #expect(list[0]["unread_replies"]?.integer == Int64(unread), "one more came, where the thread comes from")
            #expect(list[0]["post"]?["channel_id"]?.string == world.hold)
        }
        #expect(await chat.get(threads, as: deck.cora)["total"] == 0, "she is not where the thread is now")
        let channel = await chat.get("/channels/\(world.hold)", as: deck.ben)
        #expect(channel["total_msg_count"] == 4 && channel["total_msg_count_root"] == 1)
        let member = await chat.get("/channels/\(world.hold)/members/me", as: deck.ben)
        #expect(member["msg_count"] == 0 && member["mention_count"] == before)
    }

    @Test(arguments: Engine.underTest)
    func whoMayNotMovesNothing(_ engine: Engine) async throws {
        let world = try await World(engine), deck = world.deck, chat = world.chat
        let root = try await deck.say("stay"), forbidden = "api.context.permissions.app_error"
        let other = await chat.post("/teams", ["name": "other", "display_name": "Other", "type": "O"], as: deck.ann)
        let elsewhere = await chat.get("/teams/\(other["id"]?.string ?? "")/channels/name/town-square", as: deck.ann)
        let system = try #require(await chat.get("/channels/\(world.hold)/posts", as: deck.ann)["order"]?.strings?.first)
        let gone = try await deck.say("gone")
        await chat.delete("/posts/\(gone)", as: deck.ann)
        chat.forget()
        deck.refuses(await world.move(root, as: deck.outsider), 403, forbidden)
        deck.refuses(await world.move(root, as: deck.cora), 403, forbidden)
        deck.refuses(await world.move(root, to: String(repeating: "x", count: 26)), 403, forbidden)
        deck.refuses(await world.move(root, to: "nowhere"), 400, "api.context.invalid_body_param.app_error")
        deck.refuses(await chat.post("/posts/\(root)/move", [:], as: deck.ann), 400, "api.context.invalid_body_param.app_error")
        deck.refuses(await world.move(gone), 404, "app.post.get.app_error")
        deck.refuses(await world.move(String(repeating: "x", count: 26)), 404, "app.post.get.app_error")
        for (post, channel) in [(root, deck.room), (root, elsewhere["id"]?.string ?? ""), (system, deck.room)] {
            deck.refuses(await world.move(post, to: channel), 400, "app.post.move_thread_command.error")
        }
        await chat.delete("/channels/\(world.hold)", as: deck.ann)
        chat.forget()
        deck.refuses(await world.move(root), 400, "api.post.create_post.can_not_post_to_deleted.error")
    }

    @Test(arguments: Engine.underTest)
    func theSettingsSayWhoMayMoveWhat(_ engine: Engine) async throws {
        let off = try await World(engine, ["MM_FEATUREFLAGS_MOVETHREADSENABLED": "false"]), still = try await off.deck.say("x")
        off.chat.forget()
        off.deck.refuses(await off.move(still), 501, "api.post.move_thread.disabled.app_error")
        let world = try await World(
            engine,
            [
                "MM_WRANGLERSETTINGS_PERMITTEDWRANGLERROLES": "channel_admin", "MM_WRANGLERSETTINGS_ALLOWEDEMAILDOMAIN": "example.com",
                "MM_WRANGLERSETTINGS_MOVETHREADMAXCOUNT": "2",
            ], type: "P")
        let deck = world.deck, root = try await deck.say("x"), long = try await deck.say("y")
        for _ in 0..<2 { try await deck.say("z", root: long) }
        let closed = try await deck.say("private", in: world.hold)
        world.chat.forget()
        deck.refuses(await world.move(root, as: deck.ben), 403, "api.post.move_thread.no_permission")
        deck.refuses(await world.move(long), 400, "app.post.move_thread_command.error")
        deck.refuses(await world.move(closed, to: deck.room), 400, "app.post.move_thread_command.error")
        #expect(await world.move(root).status == 200)
        let domain = try await World(engine, ["MM_WRANGLERSETTINGS_ALLOWEDEMAILDOMAIN": "elsewhere.example"])
        let other = try await domain.deck.say("x")
        domain.chat.forget()
        domain.deck.refuses(await domain.move(other), 403, "api.post.move_thread.no_permission")
    }

    /// An answer that comes while the thread moves is either moved with it or refused; of several moves one counts.
    @Test(arguments: Engine.underTest)
    func nothingIsLostWhileAThreadMoves(_ engine: Engine) async throws {
        let world = try await World(engine), deck = world.deck, root = try await deck.say("start")
        let results = await withTaskGroup(of: (isMove: Bool, status: Int).self) { group in
            for number in 0..<8 {
                let answer: JSONValue = [
                    "channel_id": .string(deck.room), "message": .string("\(number)"), "root_id": .string(root),
                ]
                group.addTask { (false, await world.chat.post("/posts", answer, as: deck.ben).status) }
                if number % 3 == 0 { group.addTask { (true, await world.move(root).status) } }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.filter(\.isMove).map(\.status).sorted() == [200, 404, 404])
        let written = results.count { !$0.isMove && $0.status == 201 }
        #expect(results.allSatisfy { $0.isMove || [201, 400].contains($0.status) })
        let posts = try await world.posts(in: world.hold)
        #expect(posts.count == written + 2 && posts.dropFirst().allSatisfy { $0["root_id"] == posts[0]["id"] })
        let thread = await world.chat.get("/posts/\(posts[0]["id"]?.string ?? "")/thread", as: deck.ann)
        #expect(thread["order"]?.strings?.count == written + 2)
        #expect(try await world.posts(in: deck.room).isEmpty)
        #expect(await world.chat.get("/channels/\(world.hold)", as: deck.ann)["total_msg_count"]?.integer == Int64(written + 2))
    }
}

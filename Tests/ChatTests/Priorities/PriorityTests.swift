import Database
import TestSupport
import Testing
import Wire

@testable import Chat

struct PriorityTests {
    private func say(_ world: PostWorld, _ message: String, _ priority: JSONValue, root: String = "") async -> Harness.Reply {
        await world.chat.post(
            "/posts",
            [
                "channel_id": .string(world.room), "message": .string(message), "root_id": .string(root),
                "metadata": ["priority": priority],
            ], as: world.ann)
    }

    @Test(arguments: Engine.underTest)
    func anUrgentMessageIsMarkedEverywhereAndCountsAsUrgent(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let marked: JSONValue = ["priority": "urgent", "requested_ack": true, "persistent_notifications": nil]
        let post = await say(world, "now @ben", ["priority": "urgent", "requested_ack": true])
        #expect(post.status == 201 && post["metadata"]?["priority"] == marked, "\(post.text)")
        let id = try #require(post["id"]?.string)
        try await world.say("plain")
        let page = await chat.get("/channels/\(world.room)/posts", as: world.ben)
        #expect(page["posts"]?[id]?["metadata"]?["priority"] == marked)
        #expect(page["posts"]?.object?.members.count { $0.value["metadata"]?["priority"] != nil } == 1)
        #expect(await chat.get("/posts/\(id)", as: world.ben)["metadata"]?["priority"] == marked)
        let member = await chat.get("/channels/\(world.room)/members/me", as: world.ben)
        #expect(member["urgent_mention_count"] == 1)
        await chat.post("/channels/members/me/view", ["channel_id": .string(world.room)], as: world.ben)
        #expect(await chat.get("/channels/\(world.room)/members/me", as: world.ben)["urgent_mention_count"] == 0)
        let unread = await chat.post("/users/me/posts/\(id)/set_unread", [:], as: world.ben)
        #expect(unread["urgent_mention_count"] == 1, "\(unread.text)")
    }

    @Test(arguments: Engine.underTest)
    func aMessageIsAcknowledgedOnceAndForAWhileTakenBack(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let id = try #require(await say(world, "please confirm", ["priority": "important", "requested_ack": true])["id"]?.string)
        let before = await chat.get("/posts/\(id)", as: world.ben)
        chat.forget()
        let path = "/users/me/posts/\(id)/ack"
        let given = await chat.post(path, as: world.ben)
        #expect(given.status == 200 && given["user_id"] == .string(world.ben.id.raw) && given["post_id"] == .string(id), "\(given.text)")
        #expect(chat.eventNames == ["post_acknowledgement_added"] && chat.events[0].broadcast == .init(channel: ID(world.room)))
        #expect(await chat.post(path, as: world.ben)["acknowledged_at"] == given["acknowledged_at"])
        #expect(chat.eventNames.count == 1)
        let after = await chat.get("/posts/\(id)", as: world.ann)
        #expect(after["metadata"]?["acknowledgements"]?.array?.count == 1 && after["update_at"] != before["update_at"])
        chat.forget()
        #expect(await chat.delete(path, as: world.ben).status == 200)
        #expect(chat.eventNames == ["post_acknowledgement_removed"])
        #expect(await chat.get("/posts/\(id)", as: world.ann)["metadata"]?["acknowledgements"] == nil)
        chat.forget()
        world.refuses(await chat.delete(path, as: world.ben), 404, "app.acknowledgement.get.app_error")
        await chat.post(path, as: world.ben)
        chat.advance(milliseconds: 301_000)
        chat.forget()
        world.refuses(await chat.delete(path, as: world.ben), 403, "api.acknowledgement.delete.deadline.app_error")
        world.refuses(await chat.post(path, as: world.outsider), 403, "api.context.permissions.app_error")
        world.refuses(await chat.post("/users/\(world.ann.id)/posts/\(id)/ack", as: world.ben), 403, "api.context.permissions.app_error")
    }

    @Test(arguments: Engine.underTest)
    func manyAcknowledgementsOfOnePersonAreOne(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let id = try #require(await say(world, "confirm", ["priority": "", "requested_ack": true])["id"]?.string)
        world.chat.forget()
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 { group.addTask { await world.chat.post("/users/me/posts/\(id)/ack", as: world.ben).status } }
            for await status in group { #expect(status == 200) }
        }
        #expect(world.chat.eventNames == ["post_acknowledgement_added"])
    }

    @Test(arguments: Engine.underTest)
    func anUrgentNotificationIsRepeatedUntilSomebodyReacts(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat, due = DueWork(services: chat.services)
        let persistent: JSONValue = ["priority": "urgent", "persistent_notifications": true]
        let id = try #require(await say(world, "fire @ben", persistent)["id"]?.string)
        chat.forget()
        await due.run()
        #expect(chat.events.isEmpty, "not before its time")
        chat.advance(milliseconds: 300_000)
        await due.run()
        #expect(chat.eventNames == ["persistent_notification_triggered"] && chat.events[0].broadcast == .init(user: world.ben.id))
        await due.run()
        #expect(chat.eventNames.count == 1)
        let reaction: JSONValue = ["user_id": .string(world.ben.id.raw), "post_id": .string(id), "emoji_name": "eyes"]
        await chat.post("/reactions", reaction, as: world.ben)
        chat.forget()
        chat.advance(milliseconds: 600_000)
        await due.run()
        #expect(chat.events.isEmpty, "somebody is at it")
    }

    @Test(arguments: Engine.underTest)
    func refusalsSayNothingAndWriteNothing(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let root = try await world.say("a root")
        chat.forget()
        let persistent: JSONValue = ["priority": "urgent", "persistent_notifications": true]
        world.refuses(
            await say(world, "x", ["priority": "urgent"], root: root), 400,
            "api.post.post_priority.priority_post_only_allowed_for_root_post.request_error")
        world.refuses(await say(world, "x", ["priority": "loud"]), 400, "api.context.invalid_body_param.app_error")
        world.refuses(
            await say(world, "x @ben", ["priority": "", "persistent_notifications": true]), 400,
            "api.post.post_priority.urgent_persistent_notification_post.request_error")
        world.refuses(
            await say(world, "to nobody", persistent), 400,
            "api.post.post_priority.persistent_notification_validation_error.request_error")
        #expect(try await world.counts(of: world.ann).total == 1)
        let off = try await Harness(engine, settings: ["MM_SERVICESETTINGS_POSTPRIORITY": "false"])
        let ann = try await off.person("ann")
        let team = await off.post("/teams", ["name": "crew", "display_name": "Crew", "type": "O"], as: ann)
        let square = await off.get("/teams/\(team["id"]?.string ?? "")/channels/name/town-square", as: ann)
        let reply = await off.post(
            "/posts", ["channel_id": square["id"] ?? "", "message": "x", "metadata": ["priority": ["priority": "urgent"]]], as: ann)
        #expect(reply.errorID == "api.post.post_priority.priority_post_not_allowed_for_user.request_error")
    }
}

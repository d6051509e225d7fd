import Database
import TestSupport
import Testing
import Wire

@testable import Chat

struct ScheduledPostTests {
    /// The harness' clock starts here.
    private static let begin: Int64 = 1_700_000_000_000

    private func wish(_ world: PostWorld, _ message: String, at time: Int64, more: [(key: String, value: JSONValue)] = []) -> JSONValue {
        .object(
            JSONObject(
                [
                    (key: "channel_id", value: .string(world.room)), (key: "message", value: .string(message)),
                    (key: "scheduled_at", value: .integer(time)),
                ] + more))
    }

    private func schedule(_ world: PostWorld, _ message: String, as person: Person? = nil) async throws -> String {
        let reply = await world.chat.post("/posts/schedule", wish(world, message, at: Self.begin + 500_000), as: person ?? world.ann)
        return try #require(reply["id"]?.string, "\(reply.text)")
    }

    private func all(_ world: PostWorld, as person: Person) async -> [JSONValue] {
        await world.chat.get("/posts/scheduled/team/\(world.team)?includeDirectChannels=true", as: person)[world.team]?.array ?? []
    }

    @Test(arguments: Engine.underTest)
    func aMessageIsScheduledChangedAndTakenBack(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let made = await chat.post("/posts/schedule", wish(world, "later", at: Self.begin + 500_000), as: world.ann)
        #expect(made.status == 201 && made["scheduled_at"] == .integer(Self.begin + 500_000) && made["error_code"] == "", "\(made.text)")
        #expect(chat.eventNames == ["scheduled_post_created"] && chat.events[0].broadcast == .init(user: world.ann.id))
        let id = try #require(made["id"]?.string)
        let changed = await chat.put(
            "/posts/schedule/\(id)", wish(world, "even later", at: Self.begin + 900_000, more: [(key: "id", value: .string(id))]),
            as: world.ann)
        #expect(changed.status == 201 && changed["message"] == "even later")
        #expect(await all(world, as: world.ann).map { $0["message"] } == ["even later"])
        #expect(await all(world, as: world.ben).isEmpty)
        chat.forget()
        #expect(await chat.delete("/posts/schedule/\(id)", as: world.ann).status == 201)
        #expect(chat.eventNames == ["scheduled_post_deleted"])
        #expect(await all(world, as: world.ann).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func itIsSentAtItsTimeWithItsPriority(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let urgent: [(key: String, value: JSONValue)] = [(key: "priority", value: ["priority": "urgent"])]
        await chat.post("/posts/schedule", wish(world, "now @ben", at: Self.begin + 500_000, more: urgent), as: world.ann)
        let due = DueWork(services: chat.services)
        chat.forget()
        await due.run()
        #expect(chat.events.isEmpty)
        chat.advance(milliseconds: 500_000)
        await due.run()
        #expect(chat.eventNames == ["multiple_channels_viewed", "posted", "scheduled_post_deleted"])
        let said = try world.messageHeard("posted")
        #expect(said["message"] == "now @ben" && said["user_id"] == .string(world.ann.id.raw))
        #expect(said["metadata"]?["priority"]?["priority"] == "urgent")
        #expect(try await world.counts(of: world.ben).mentions == 2)
        #expect(await all(world, as: world.ann).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func whatCannotBeSentSaysWhyAndCanBeTriedAgain(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let id = try await schedule(world, "to nobody", as: world.ben)
        await chat.delete("/channels/\(world.room)/members/\(world.ben.id)", as: world.ann)
        chat.forget()
        chat.advance(milliseconds: 500_000)
        await DueWork(services: chat.services).run()
        #expect(chat.eventNames == ["scheduled_post_updated"])
        let failed = try #require(await all(world, as: world.ben).first)
        #expect(failed["error_code"] == "no_channel_member" && failed["processed_at"] != 0)
        chat.forget()
        await DueWork(services: chat.services).run()
        #expect(chat.events.isEmpty, "it is not tried again by itself")
        await chat.post("/channels/\(world.room)/members", ["user_id": .string(world.ben.id.raw)], as: world.ann)
        let again = await chat.put("/posts/schedule/\(id)", wish(world, "to all", at: Self.begin + 900_000), as: world.ben)
        #expect(again.status == 201 && again["error_code"] == "")
    }

    @Test(arguments: Engine.underTest)
    func archivedChannelsAndDeletedThreadsHaveTheirCodes(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let root = try await world.say("a question")
        let answer: [(key: String, value: JSONValue)] = [(key: "root_id", value: .string(root))]
        await chat.post("/posts/schedule", wish(world, "an answer", at: Self.begin + 500_000, more: answer), as: world.ben)
        await chat.delete("/posts/\(root)", as: world.ann)
        chat.advance(milliseconds: 500_000)
        await DueWork(services: chat.services).run()
        #expect(await all(world, as: world.ben).map { $0["error_code"] } == ["thread_deleted"])
        await chat.post("/posts/schedule", wish(world, "x", at: Self.begin + 1_500_000), as: world.ann)
        await chat.delete("/channels/\(world.room)", as: world.ann)
        chat.advance(milliseconds: 1_000_000)
        await DueWork(services: chat.services).run()
        #expect(await all(world, as: world.ann).map { $0["error_code"] } == ["channel_archived"])
    }

    @Test func whatIsScheduledOutlivesTheServer() async throws {
        let world = try await PostWorld(.sqlite)
        _ = try await schedule(world, "after the restart")
        await world.chat.db.close()
        let next = try await Harness(.sqlite, from: world.chat.db.location)
        await DueWork(services: next.services).run()
        #expect(next.eventNames.contains("posted"))
        #expect(await next.get("/channels/\(world.room)/posts", as: world.ann).text.contains("after the restart"))
    }

    @Test func twoNodesSendEachMessageOnce() async throws {
        let world = try await PostWorld(.postgres), chat = world.chat
        for number in 0..<30 { _ = try await schedule(world, "number \(number)") }
        let other = try await Harness(.postgres, beside: chat)
        chat.advance(milliseconds: 500_000)
        other.advance(milliseconds: 500_000)
        chat.forget()
        async let here: Void = DueWork(services: chat.services).run()
        async let there: Void = DueWork(services: other.services).run()
        _ = await (here, there)
        // without the lease, at the same rows at the same time
        async let also: Bool = SendScheduledPosts(services: chat.services).run()
        async let too: Bool = SendScheduledPosts(services: other.services).run()
        _ = try await (also, too)
        #expect((chat.events + other.events).count { $0.name == "posted" } == 30)
        #expect(try await world.counts(of: world.ann).total == 30)
        await other.db.close()
    }

    @Test func twoNodesWithoutALeaseStillSendEachMessageOnce() async throws {
        let world = try await PostWorld(.postgres), chat = world.chat
        for number in 0..<20 { _ = try await schedule(world, "number \(number)") }
        let other = try await Harness(.postgres, beside: chat)
        chat.advance(milliseconds: 500_000)
        other.advance(milliseconds: 500_000)
        async let also: Bool = SendScheduledPosts(services: chat.services).run()
        async let too: Bool = SendScheduledPosts(services: other.services).run()
        _ = try await (also, too)
        #expect(try await world.counts(of: world.ann).total == 20)
        #expect(await all(world, as: world.ann).isEmpty)
        await other.db.close()
    }

    @Test(arguments: Engine.underTest)
    func refusalsSayNothing(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let id = try await schedule(world, "mine")
        chat.forget()
        let past = await chat.post("/posts/schedule", wish(world, "x", at: 1), as: world.ann)
        world.refuses(past, 400, "model.scheduled_post.is_valid.scheduled_at.app_error")
        let later = Self.begin + 700_000
        let nothing = await chat.post("/posts/schedule", wish(world, "", at: later), as: world.ann)
        world.refuses(nothing, 400, "model.scheduled_post.is_valid.empty_post.app_error")
        let outside = await chat.post("/posts/schedule", wish(world, "x", at: later), as: world.cora)
        world.refuses(outside, 403, "api.context.permissions.app_error")
        world.refuses(
            await chat.put("/posts/schedule/\(id)", wish(world, "x", at: later), as: world.ben), 403,
            "app.update_scheduled_post.update_permission.error")
        world.refuses(
            await chat.delete("/posts/schedule/\(id)", as: world.ben), 403, "app.delete_scheduled_post.delete_permission.error")
        let unknown = String(repeating: "n", count: 26)
        world.refuses(
            await chat.delete("/posts/schedule/\(unknown)", as: world.ann), 404,
            "app.delete_scheduled_post.existing_scheduled_post.not_exist")
        world.refuses(
            await chat.get("/posts/scheduled/team/\(world.team)", as: world.outsider), 403, "api.context.permissions.app_error")
        let off = try await Harness(engine, settings: ["MM_SERVICESETTINGS_SCHEDULEDPOSTS": "false"])
        let ann = try await off.person("ann")
        #expect(await off.post("/posts/schedule", wish(world, "x", at: later), as: ann).errorID == "api.scheduled_posts.feature_disabled")
    }
}

import TestSupport
import Testing
import Wire

@testable import Chat

struct ReminderTests {
    private func remind(_ world: PostWorld, of post: String, at seconds: Int64, as person: Person) async -> Harness.Reply {
        await world.chat.post("/users/me/posts/\(post)/reminder", ["target_time": .integer(seconds)], as: person)
    }

    @Test(arguments: Engine.underTest)
    func aReminderComesAsADirectMessageAtItsTimeAndOnce(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let post = try await world.say("read me"), due = DueWork(services: chat.services)
        chat.forget()
        #expect(await remind(world, of: post, at: 1_700_000_600, as: world.ben).status == 200)
        let notice = try #require(world.heard("ephemeral_message"))
        #expect(notice.broadcast.user == world.ben.id)
        let shown = try world.messageHeard("ephemeral_message")
        #expect(shown["props"]?["target_time"] == 1_700_000_600 && shown["root_id"] == .string(post))
        #expect(shown["message"]?.string?.hasSuffix("/crew/pl/\(post) by @ann at 14 Nov 23 22:23 UTC") == true)
        await due.run()
        chat.forget()
        chat.advance(milliseconds: 600_000)
        await due.run()
        #expect(chat.eventNames == ["direct_added", "posted"])
        let said = try world.messageHeard("posted")
        #expect(said["type"] == "reminder" && said["props"]?["post_id"] == .string(post) && said["props"]?["username"] == "ann")
        chat.forget()
        await due.run()
        #expect(chat.events.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func whoCannotReadItAnyMoreIsNotReminded(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let post = try await world.say("soon gone")
        _ = await remind(world, of: post, at: 1, as: world.ben)
        await chat.delete("/posts/\(post)", as: world.ann)
        chat.forget()
        await DueWork(services: chat.services).run()
        #expect(chat.events.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func refusalsSayNothing(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let post = try await world.say("hello")
        chat.forget()
        let bad = await chat.post("/users/me/posts/\(post)/reminder", ["target_time": "soon"], as: world.ben)
        world.refuses(bad, 400, "api.context.invalid_body_param.app_error")
        let other = await chat.post("/users/\(world.ann.id)/posts/\(post)/reminder", ["target_time": 9], as: world.ben)
        world.refuses(other, 403, "api.context.permissions.app_error")
        world.refuses(await remind(world, of: post, at: 9, as: world.outsider), 403, "api.context.permissions.app_error")
        let unknown = String(repeating: "n", count: 26)
        world.refuses(await remind(world, of: unknown, at: 9, as: world.ben), 403, "api.context.permissions.app_error")
    }

    @Test func timesAreWrittenByTheCalendar() {
        #expect(CivilTime(seconds: 4_102_444_800).shortText == "01 Jan 00 00:00 UTC")
        #expect(CivilTime(seconds: 1).shortText == "01 Jan 70 00:00 UTC")
        #expect(CivilTime(seconds: -1).shortText == "31 Dec 69 23:59 UTC")
        #expect(CivilTime(seconds: .max).shortText == "31 Dec 99 23:59 UTC")
    }

    @Test(arguments: Engine.underTest)
    func aLeaseHasOneHolderUntilItEnds(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let first = Lease("work", services: chat.services), second = Lease("work", services: chat.services)
        #expect(try await first.take())
        #expect(try await !second.take())
        #expect(try await first.take(), "its holder holds it longer")
        chat.advance(milliseconds: 120_000)
        #expect(try await second.take(), "the first one is gone")
        #expect(try await !first.take())
        try await first.giveBack()
        #expect(try await !first.take(), "what is not yours cannot be given back")
        try await second.giveBack()
        #expect(try await first.take())
    }
}

import TestSupport
import Testing
import Wire

/// What a client shows when somebody opens a channel, compared with what stands in it.
struct UnreadPageTests {
    /// Ben has read a root and its first answer; then come a second answer, two messages and an answer to the first of these.
    private struct Room {
        let world: PostWorld
        var root = "", first = "", second = "", third = "", fourth = "", fifth = ""

        init(_ engine: Engine) async throws {
            world = try await PostWorld(engine)
            root = try await world.say("root")
            first = try await world.say("first", root: root)
            await world.chat.post("/channels/members/me/view", ["channel_id": .string(world.room)], as: world.ben)
            second = try await world.say("second", root: root)
            third = try await world.say("third")
            fourth = try await world.say("fourth")
            fifth = try await world.say("fifth", root: third)
        }

        func page(_ query: String, as person: Person? = nil) async -> Harness.Reply {
            await world.chat.get("/users/me/channels/\(world.room)/posts/unread?\(query)", as: person ?? world.ben)
        }

        func answers(_ page: Harness.Reply, _ post: String) -> Int64? { page["posts"]?.object?[post]?.object?["reply_count"]?.integer }
    }

    @Test(arguments: Engine.underTest)
    func bothSidesOfTheFirstUnreadMessageComeWithTheirThreads(_ engine: Engine) async throws {
        let room = try await Room(engine)
        let page = await room.page("limit_before=1&limit_after=4")
        #expect(page["order"]?.strings == [room.fifth, room.fourth, room.third, room.second, room.first])
        #expect(Set(page["posts"]?.object?.keys ?? []) == [room.root, room.first, room.second, room.third, room.fourth, room.fifth])
        #expect(page["prev_post_id"]?.string == room.root && page["next_post_id"]?.string == "" && page["has_next"]?.bool == false)
        for post in [room.root, room.first, room.second] { #expect(room.answers(page, post) == 2) }
        #expect(room.answers(page, room.third) == 1 && room.answers(page, room.fifth) == 1 && room.answers(page, room.fourth) == 0)
    }

    @Test(arguments: Engine.underTest)
    func aPageThatEndsEarlierKnowsTheAnswersThatComeLater(_ engine: Engine) async throws {
        let room = try await Room(engine)
        let page = await room.page("limit_before=0&limit_after=2")
        #expect(page["order"]?.strings == [room.third, room.second])
        #expect(page["prev_post_id"]?.string == room.first && page["next_post_id"]?.string == room.fourth)
        #expect(page["posts"]?.object?[room.fifth] != nil && page["posts"]?.object?[room.fourth] == nil)
        #expect(room.answers(page, room.third) == 1 && room.answers(page, room.second) == 2)
        let counted = await room.page("limit_before=0&limit_after=2&skipFetchThreads=true")
        #expect(counted["order"]?.strings == [room.third, room.second] && counted["has_next"] == nil)
        #expect(Set(counted["posts"]?.object?.keys ?? []) == [room.root, room.second, room.third])
        #expect(room.answers(counted, room.third) == 1 && room.answers(counted, room.root) == 2)
    }

    @Test(arguments: Engine.underTest)
    func whoeverCollapsesThreadsSeesRootsAlone(_ engine: Engine) async throws {
        let room = try await Room(engine)
        let page = await room.page("limit_before=5&limit_after=5&collapsedThreads=true")
        #expect(page["order"]?.strings?.prefix(3) == [room.fourth, room.third, room.root])
        #expect(room.answers(page, room.third) == 1 && room.answers(page, room.root) == 2 && room.answers(page, room.fourth) == 0)
    }

    @Test(arguments: Engine.underTest)
    func whoHasReadAllGetsTheNewestWithATag(_ engine: Engine) async throws {
        let room = try await Room(engine), world = room.world
        await world.chat.post("/channels/members/me/view", ["channel_id": .string(world.room)], as: world.ben)
        let page = await room.page("limit_before=2&limit_after=2")
        #expect(page["order"]?.strings == [room.fifth, room.fourth] && page["prev_post_id"]?.string == room.third)
        #expect(page["posts"]?.object?[room.third] != nil && page["has_next"] == nil)
        #expect(page.fields.contains { $0.name == "Etag" && !$0.value.isEmpty })
        let none = await room.page("limit_before=0&limit_after=2")
        #expect(none["order"]?.strings == [] && none["prev_post_id"]?.string == "")
        world.chat.forget()
        world.refuses(await room.page("", as: world.cora), 404, "app.channel.get_member.missing.app_error")
    }
}

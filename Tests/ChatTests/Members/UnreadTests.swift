import TestSupport
import Testing
import Wire

struct UnreadTests {
    @Test(arguments: Engine.underTest)
    func whatOthersWriteIsUnreadUntilItIsLookedAt(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("garden", members: [town.ben])
        await town.say("hello @ben", in: id, as: town.ann)
        await town.say("anybody?", in: id, as: town.ann)
        var unread = await chat.get("/users/me/channels/\(id)/unread", as: town.ben)
        #expect(unread["msg_count"] == 2 && unread["msg_count_root"] == 2)
        #expect(await chat.get("/users/\(town.ben.id)/channels/\(id)/unread", as: town.ann).status == 403)
        chat.forget()
        let view = await chat.post(
            "/channels/members/me/view",
            ["channel_id": .string(id), "prev_channel_id": "", "collapsed_threads_supported": true], as: town.ben)
        #expect(view["status"] == "OK" && view["last_viewed_at_times"]?[id] != nil)
        #expect(chat.eventNames == ["multiple_channels_viewed"] && chat.events.first?.broadcast == .init(user: town.ben.id))
        unread = await chat.get("/users/me/channels/\(id)/unread", as: town.ben)
        #expect(unread["msg_count"] == 0 && unread["mention_count"] == 0)
        chat.forget()
        #expect(await chat.post("/channels/members/me/view", ["channel_id": .string(id)], as: town.ben).status == 200)
        #expect(chat.signals.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func aMutedChannelHasOnlyUnreadMentions(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("garden", members: [town.ben])
        await chat.put("/channels/\(id)/members/\(town.ben.id)/notify_props", ["mark_unread": "mention"], as: town.ben)
        await town.say("hello", in: id, as: town.ann)
        #expect(await chat.get("/users/me/channels/\(id)/unread", as: town.ben)["msg_count"] == 0)
    }

    @Test(arguments: Engine.underTest)
    func severalChannelsAreMarkedReadAtOnce(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat
        let one = try await town.channel("one", members: [town.ben]), two = try await town.channel("two", members: [town.ben])
        for id in [one, two] { await town.say("hello", in: id, as: town.ann) }
        let path = "/channels/members/me/mark_read"
        #expect(
            await chat.post(path, [.string(one), .string(two), "abc"], as: town.ben)["last_viewed_at_times"]?.object?.members.count == 2)
        #expect(await chat.get("/users/me/channels/\(two)/unread", as: town.ben)["msg_count"] == 0)
        #expect(await chat.post(path, [], as: town.ben).status == 400)
        #expect(await chat.post("/channels/members/\(town.ann.id)/mark_read", [.string(one)], as: town.ben).status == 403)
        #expect(await chat.post("/channels/members/me/view", ["channel_id": "abc"], as: town.ben).status == 400)
    }

    @Test(arguments: Engine.underTest)
    func countersAgreeWithTheMessagesWhateverHappensAtOnce(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("garden", members: [town.ben])
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<12 {
                group.addTask { await town.say("message \(number)", in: id, as: number.isMultiple(of: 2) ? town.ann : town.ben) }
                group.addTask { await chat.post("/channels/members/me/view", ["channel_id": .string(id)], as: town.ben) }
            }
        }
        await chat.post("/channels/members/me/view", ["channel_id": .string(id)], as: town.ben)
        let channel = await chat.get("/channels/\(id)", as: town.ann), member = await chat.get("/channels/\(id)/members/me", as: town.ben)
        #expect(channel["total_msg_count"] == 12 && channel["total_msg_count_root"] == 12)
        #expect(member["msg_count"] == 12 && member["msg_count_root"] == 12 && member["mention_count"] == 0)
    }
}

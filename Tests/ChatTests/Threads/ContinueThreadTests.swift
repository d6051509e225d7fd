import Database
import TestSupport
import Testing
import Wire

struct ContinueThreadTests {
    @Test(arguments: Engine.underTest)
    func whoeverTakesPartFollowsAndIsTold(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        let names = it.chat.eventNames.filter { $0 != "status_change" }
        #expect(names == ["multiple_channels_viewed", "posted", "thread_updated", "thread_updated", "posted"])
        let forAnn = try #require(try it.updated(it.ann))
        #expect(forAnn["unread_replies"] == 1 && forAnn["unread_mentions"] == 0 && forAnn["reply_count"] == 1)
        #expect(forAnn["participants"]?.array?.compactMap { $0["username"]?.string } == ["ben"])
        #expect(try it.told("thread_updated", it.ann)?["previous_unread_replies"] == 0)
        #expect(try it.updated(it.ben)?["unread_replies"] == 0)
        #expect(it.notified(it.ann) && !it.notified(it.ben))
        #expect(it.world.heard("posted")?.acknowledgers == [it.ann.id])
        let own = await it.thread(it.ben)
        #expect(own["unread_replies"] == 0 && own["last_viewed_at"] == own["last_reply_at"])
        #expect(await it.thread(it.world.cora).errorID == "app.user.get_thread_membership_for_user.not_found")
    }

    @Test(arguments: Engine.underTest)
    func aMentionMakesSomebodyFollowAndCounts(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        await it.chat.post("/channels/\(it.world.room)/members", ["user_id": .string(it.world.cora.id.raw)], as: it.ann)
        it.chat.forget()
        try await it.world.say("what does @cora say?", root: it.root)
        let cora = try #require(try it.updated(it.world.cora))
        #expect(cora["unread_mentions"] == 1 && cora["unread_replies"] == 2)
        #expect(try it.told("thread_updated", it.world.cora)?["previous_unread_mentions"] == 0)
        #expect(try it.told("thread_updated", it.ben)?["previous_unread_replies"] == 0)
        let unread = await it.chat.get("/users/me/teams/unread?include_collapsed_threads=true", as: it.world.cora)
        #expect(unread.json.array?[0]["thread_count"] == 1 && unread.json.array?[0]["thread_mention_count"] == 1)
        #expect(unread.json.array?[0]["thread_urgent_mention_count"] == 0)
    }

    @Test(arguments: Engine.underTest)
    func urgentThreadsAreCountedApart(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine), root = it.root, room = it.world.room
        try await it.chat.db.write { tx in
            _ = try tx.execute(
                "INSERT INTO postspriority (postid, channelid, priority, requestedack, persistentnotifications) VALUES (\(root), \(room), 'urgent', FALSE, FALSE)"
            )
        }
        try await it.world.say("@ann now!", as: it.ben, root: it.root)
        #expect(try it.updated(it.ann)?["is_urgent"] == true)
        let totals = await it.list("?totalsOnly=true", as: it.ann)
        #expect(totals["total_unread_urgent_mentions"] == 1 && totals["threads"] == .null)
    }

    @Test(arguments: Engine.underTest)
    func whoeverFollowsAChannelsThreadsFollowsNewOnes(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine), cora = it.world.cora
        await it.chat.post("/channels/\(it.world.room)/members", ["user_id": .string(cora.id.raw)], as: it.ann)
        await it.chat.put(
            "/channels/\(it.world.room)/members/\(cora.id)/notify_props", ["channel_auto_follow_threads": "on"], as: cora)
        try await it.world.say("more", as: it.ben, root: it.root)
        #expect(await it.thread(cora)["unread_replies"] == 2)
        #expect(it.notified(cora))
    }

    @Test(arguments: Engine.underTest)
    func whoeverStoppedIsLeftInPeaceUntilTheyAreCalled(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        await it.chat.delete(it.path("/\(it.root)/following"), as: it.ann)
        it.chat.forget()
        try await it.world.say("still there?", as: it.ben, root: it.root)
        #expect(try it.updated(it.ann) == nil && !it.notified(it.ann))
        try await it.world.say("@ann?", as: it.ben, root: it.root)
        #expect(try it.updated(it.ann)?["unread_mentions"] == 1)
    }

    @Test(arguments: Engine.underTest)
    func newcomersAreQuietForAWhile(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        try await it.world.say("and?", root: it.root)
        #expect(!it.notified(it.ben))
        it.chat.advance(milliseconds: 31 * 60_000)
        try await it.world.say("and now?", root: it.root)
        #expect(it.notified(it.ben))
        await it.chat.put("/channels/\(it.world.room)/members/\(it.ben.id)/notify_props", ["desktop": "none"], as: it.ben)
        try await it.world.say("hush", root: it.root)
        #expect(!it.notified(it.ben))
    }

    @Test(arguments: Engine.underTest)
    func aMessageWithoutAThreadTellsNobodyOfOne(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        it.chat.forget()
        try await it.world.say("alone")
        #expect(it.chat.eventNames == ["multiple_channels_viewed", "posted"])
    }

    @Test(arguments: Engine.underTest)
    func answersOfOneThreadAreCountedOneByOne(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        await withTaskGroup { group in
            for number in 0..<12 {
                group.addTask { _ = try? await it.world.say("@ann \(number)", as: it.ben, root: it.root) }
            }
        }
        let thread = await it.thread(it.ann)
        #expect(thread["reply_count"] == 13 && thread["unread_replies"] == 13 && thread["unread_mentions"] == 12)
    }
}

struct CollapsedThreadTests {
    @Test(arguments: Engine.underTest)
    func nobodyIsToldOfThreadsWhereTheyAreOff(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine, settings: ["MM_SERVICESETTINGS_COLLAPSEDTHREADS": "disabled"])
        #expect(
            it.chat.eventNames.filter { $0 != "status_change" } == [
                "multiple_channels_viewed", "posted", "multiple_channels_viewed", "posted",
            ])
        #expect(!it.notified(it.ann))
        #expect(await it.thread(it.ann)["unread_replies"] == 1, "kept for the day when they are on")
    }

    @Test(arguments: Engine.underTest, ["default_off", "default_on"])
    func peopleChooseWhereTheyMay(_ engine: Engine, _ mode: String) async throws {
        let it = try await ThreadWorld(engine, settings: ["MM_SERVICESETTINGS_COLLAPSEDTHREADS": mode])
        #expect(try (it.updated(it.ann) != nil) == (mode == "default_on"))
        let choice: JSONValue = [
            "user_id": .string(it.ann.id.raw), "category": "display_settings", "name": "collapsed_reply_threads",
            "value": mode == "default_on" ? "off" : "on",
        ]
        await it.chat.put("/users/me/preferences", .array([choice]), as: it.ann)
        it.chat.forget()
        try await it.world.say("more", as: it.ben, root: it.root)
        #expect(try (it.updated(it.ann) != nil) == (mode == "default_off"))
    }

    @Test(arguments: Engine.underTest)
    func nobodyFollowsByThemselvesWhereThatIsOff(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine, settings: ["MM_SERVICESETTINGS_THREADAUTOFOLLOW": "false"])
        #expect(await it.thread(it.ann).status == 404)
        await it.chat.put(it.path("/\(it.root)/following"), as: it.ann)
        try await it.world.say("@ann?", as: it.ben, root: it.root)
        #expect(await it.thread(it.ann)["unread_mentions"] == 1)
    }
}

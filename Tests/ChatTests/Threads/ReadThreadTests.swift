import TestSupport
import Testing
import Wire

struct ReadThreadTests {
    @Test(arguments: Engine.underTest)
    func readingSaysWhatWasUnreadBefore(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        try await it.world.say("@ann?", as: it.ben, root: it.root)
        let last = try #require(await it.thread(it.ann)["last_reply_at"]?.integer)
        it.chat.forget()
        let read = await it.chat.put(it.path("/\(it.root)/read/\(last)"), as: it.ann)
        #expect(read["unread_replies"] == 0 && read["unread_mentions"] == 0 && read["last_viewed_at"] == .integer(last))
        let told = try #require(try it.told("thread_read_changed", it.ann))
        #expect(told["previous_unread_replies"] == 2 && told["previous_unread_mentions"] == 1 && told["unread_replies"] == 0)
        #expect(told["channel_id"]?.string == it.world.room && told["timestamp"] == .integer(last))
        let back = await it.chat.put(it.path("/\(it.root)/read/\(last - 1)"), as: it.ann)
        #expect(back["unread_replies"] == 1 && back["unread_mentions"] == 1)
    }

    @Test(arguments: Engine.underTest)
    func nonsenseIsRefused(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        it.chat.forget()
        it.world.refuses(await it.chat.put(it.path("/\(it.root)/read/0"), as: it.ann), 400, "api.context.invalid_url_param.app_error")
        it.world.refuses(await it.chat.put(it.path("/\(it.root)/read/now"), as: it.ann), 404, "api.context.404.app_error")
        it.world.refuses(
            await it.chat.put(it.path("/\(it.root)/read/99999999999999999999"), as: it.ann), 400, "api.context.invalid_url_param.app_error")
        it.world.refuses(
            await it.chat.put(it.path("/\(it.root)/read/5"), as: it.world.admin), 404, "app.user.get_thread_membership_for_user.not_found")
    }

    @Test(arguments: Engine.underTest)
    func aThreadIsUnreadAgainFromAMessageOn(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        try await it.world.say("ours", root: it.root)
        it.chat.forget()
        let unread = await it.chat.post(it.path("/\(it.root)/set_unread/\(it.reply)"), as: it.ann)
        #expect(unread["unread_replies"] == 2, "one's own count as well")
        #expect(it.chat.eventNames == ["thread_read_changed", "thread_follow_changed"])
        it.chat.forget()
        let lone = try await it.world.say("elsewhere")
        it.chat.forget()
        let refused = await it.chat.post(it.path("/\(it.root)/set_unread/\(lone)"), as: it.ann)
        #expect(refused.status == 400 && refused.errorID == "app.user.update_thread_read_for_user_by_post.app_error")
        #expect(it.chat.eventNames == ["thread_follow_changed"], "as recorded")
    }

    @Test(arguments: Engine.underTest)
    func everythingIsReadAtOnce(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        it.chat.forget()
        #expect(await it.chat.put(it.path("/read"), as: it.ann)["status"] == "OK")
        #expect(it.chat.eventNames == ["thread_read_changed"] && it.chat.events[0].broadcast.team?.raw == it.world.team)
        #expect(await it.list(as: it.ann)["total_unread_threads"] == 0)
        it.chat.forget()
        it.world.refuses(await it.chat.put(it.path("/read"), as: it.world.outsider), 403, "api.context.permissions.app_error")
    }

    @Test(arguments: Engine.underTest)
    func aClientWithoutThreadsReadsThemWithTheChannel(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        it.chat.forget()
        await it.chat.post(
            "/channels/members/me/view", ["channel_id": .string(it.world.room), "collapsed_threads_supported": true], as: it.ann)
        #expect(await it.thread(it.ann)["unread_replies"] == 1)
        try await it.world.say("more", as: it.ben, root: it.root)
        it.chat.forget()
        await it.chat.post("/channels/members/me/view", ["channel_id": .string(it.world.room)], as: it.ann)
        #expect(await it.thread(it.ann)["unread_replies"] == 0)
        #expect(it.chat.eventNames == ["multiple_channels_viewed", "thread_read_changed"])
        it.chat.forget()
        let back = await it.chat.post("/users/me/posts/\(it.reply)/set_unread", as: it.ann)
        #expect(back.status == 200)
        #expect(it.chat.eventNames == ["thread_updated", "post_unread"])
        #expect(await it.thread(it.ann)["unread_replies"] == 2)
    }

    @Test(arguments: Engine.underTest)
    func answersAndMarksDoNotLoseEachOther(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        await withTaskGroup { group in
            for number in 0..<8 {
                group.addTask { _ = try? await it.world.say("@ann \(number)", as: it.ben, root: it.root) }
                group.addTask { _ = await it.chat.put(it.path("/\(it.root)/read/1"), as: it.ann) }
            }
        }
        #expect(await it.thread(it.ann)["unread_mentions"] == 8)
    }
}

struct FollowThreadTests {
    @Test(arguments: Engine.underTest)
    func whoeverFollowsBeginsWithNothingUnread(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine), cora = it.world.cora
        await it.chat.post("/channels/\(it.world.room)/members", ["user_id": .string(cora.id.raw)], as: it.ann)
        it.chat.forget()
        #expect(await it.chat.put(it.path("/\(it.root)/following"), as: cora)["status"] == "OK")
        let told = try #require(try it.told("thread_follow_changed", cora))
        #expect(told["state"] == true && told["reply_count"] == 1 && told["thread_id"]?.string == it.root)
        #expect(await it.thread(cora)["unread_replies"] == 0)
        await it.chat.delete(it.path("/\(it.root)/following"), as: cora)
        #expect(try it.told("thread_follow_changed", cora)?["state"] == false)
        #expect(await it.thread(cora).errorID == "app.user.get_threads_for_user.not_found")
        #expect(await it.list(as: cora)["total"] == 0)
    }

    @Test(arguments: Engine.underTest)
    func aMessageThatNobodyAnsweredCanBeFollowed(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine), lone = try await it.world.say("anybody?")
        await it.chat.put(it.path("/\(lone)/following"), as: it.ben)
        #expect(await it.list(as: it.ben)["total"] == 1)
        let posts = await it.chat.get("/channels/\(it.world.room)/posts?collapsedThreads=true", as: it.ben)
        #expect(posts["posts"]?[lone]?["is_following"] == true && posts["posts"]?[lone]?["participants"] == .null)
        try await it.world.say("me", root: lone)
        #expect(await it.thread(it.ben, lone)["unread_replies"] == 1)
    }
}

struct ShrinkThreadTests {
    @Test(arguments: Engine.underTest)
    func aDeletedAnswerTakesItsCallsAlong(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine), call = try await it.world.say("@ann?", as: it.ben, root: it.root)
        it.chat.forget()
        await it.chat.delete("/posts/\(call)", as: it.ben)
        #expect(it.chat.eventNames == ["thread_updated", "post_deleted", "post_deleted"])
        let thread = await it.thread(it.ann)
        #expect(thread["unread_mentions"] == 0 && thread["unread_replies"] == 1 && thread["reply_count"] == 1)
        await it.chat.delete("/posts/\(it.reply)", as: it.ben)
        let empty = await it.thread(it.ann)
        #expect(empty["reply_count"] == 0 && empty["last_reply_at"] == 0 && empty["participants"] == .array([]))
    }

    @Test(arguments: Engine.underTest)
    func aDeletedRootTakesItsThreadAlong(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        await it.chat.delete("/posts/\(it.root)", as: it.ann)
        #expect(await it.list(as: it.ben)["total"] == 0)
        #expect(try await it.ids("?deleted=true", as: it.ben) == [it.root])
        let gone = await it.thread(it.ann)
        #expect((gone["delete_at"]?.integer ?? 0) > 0 && gone["unread_replies"] == 0)
        let refused = await it.chat.post(
            "/posts", ["channel_id": .string(it.world.room), "message": "x", "root_id": .string(it.root)], as: it.ann)
        #expect(refused.status == 400)
    }
}

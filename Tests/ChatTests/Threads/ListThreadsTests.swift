import Database
import TestSupport
import Testing
import Wire

struct ListThreadsTests {
    @Test(arguments: Engine.underTest)
    func theNewestAnswerComesFirst(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        let second = try await it.world.say("second"), third = try await it.world.say("third")
        for root in [second, third] { try await it.world.say("yes", as: it.ben, root: root) }
        #expect(try await it.ids(as: it.ann) == [third, second, it.root])
        #expect(try await it.ids("?per_page=2", as: it.ann) == [third, second])
        #expect(try await it.ids("?before=\(second)", as: it.ann) == [it.root])
        #expect(try await it.ids("?after=\(it.root)", as: it.ann) == [second, third])
        #expect(try await it.ids("?per_page=0", as: it.ann).count == 3)
        let time = try #require(await it.thread(it.ann, second)["last_reply_at"]?.integer)
        #expect(try await it.ids("?since=\(time)", as: it.ann) == [third, second])
        await it.chat.put(it.path("/\(third)/read/\(time + 1_000)"), as: it.ann)
        #expect(try await it.ids("?unread=true", as: it.ann) == [second, it.root])
        let all = await it.list(as: it.ann)
        #expect(all["total"] == 3 && all["total_unread_threads"] == 2 && all["total_unread_mentions"] == 0)
        #expect(await it.list("?unread=true&totalsOnly=true", as: it.ann)["total"] == 2)
        #expect(await it.list("?threadsOnly=true", as: it.ann)["total"] == 0)
    }

    @Test(arguments: Engine.underTest)
    func directThreadsBelongToEveryTeam(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        let direct = await it.chat.post("/channels/direct", .array([.string(it.ann.id.raw), .string(it.ben.id.raw)]), as: it.ann)
        let room = try #require(direct["id"]?.string), root = try await it.world.say("psst", in: room)
        try await it.world.say("yes?", as: it.ben, root: root, in: room)
        #expect(try await it.ids(as: it.ann) == [root, it.root])
        #expect(try await it.ids("?excludeDirect=true", as: it.ann) == [it.root])
        #expect(try it.updated(it.ann)?["unread_mentions"] == 1)
        #expect(it.world.chat.events.last { $0.name == "thread_updated" }?.broadcast.team == nil)
        let unread = await it.chat.get("/users/me/teams/\(it.world.team)/unread?include_collapsed_threads=true", as: it.ann)
        #expect(unread["thread_count"] == 1 && unread["thread_mention_count"] == 0)
    }

    @Test(arguments: Engine.underTest)
    func participantsAreIdsOrWholeProfiles(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        let plain = await it.list(as: it.ann)["threads"]?.array?[0]["participants"]?.array?[0]
        #expect(plain?["id"]?.string == it.ben.id.raw && plain?["username"] == "" && plain?["auth_data"] == "")
        let whole = await it.list("?extended=true", as: it.ann)["threads"]?.array?[0]["participants"]?.array?[0]
        #expect(whole?["username"] == "ben" && whole?["notify_props"] == nil)
        let posts = await it.chat.get("/channels/\(it.world.room)/posts?collapsedThreads=true", as: it.ann)
        #expect(posts["posts"]?[it.root]?["is_following"] == true && posts["posts"]?[it.root]?["reply_count"] == 1)
        #expect(posts["posts"]?[it.reply] == nil)
        let stranger = await it.chat.get("/channels/\(it.world.room)/posts?collapsedThreads=true", as: it.world.cora)
        #expect(stranger["posts"]?[it.root]?["is_following"] == nil)
    }

    @Test(arguments: Engine.underTest)
    func whatContradictsItselfIsRefused(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        it.chat.forget()
        it.world.refuses(await it.list("?before=\(it.root)&after=\(it.root)", as: it.ann), 400, "api.getThreadsForUser.bad_params")
        it.world.refuses(await it.list("?totalsOnly=1&threadsOnly=1", as: it.ann), 400, "api.getThreadsForUser.bad_only_params")
        it.world.refuses(await it.list("?since=soon", as: it.ann), 400, "api.context.invalid_body_param.app_error")
    }

    @Test(arguments: Engine.underTest)
    func othersThreadsAreTheirOwn(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine), forbidden = "api.context.permissions.app_error"
        it.chat.forget()
        let ann = it.ann.id.raw, none = String(repeating: "n", count: 26)
        it.world.refuses(await it.chat.get(it.path(of: ann), as: it.ben), 403, forbidden)
        it.world.refuses(await it.list(as: it.world.outsider), 403, forbidden)
        for (method, rest) in [
            ("GET", ""), ("PUT", "/following"), ("DELETE", "/following"), ("PUT", "/read/1"), ("POST", "/set_unread/\(it.reply)"),
        ] {
            it.world.refuses(await it.chat.send(method, it.path("/\(it.root)" + rest, of: ann), as: it.ben), 403, forbidden)
            it.world.refuses(await it.chat.send(method, it.path("/\(it.root)" + rest), as: it.world.outsider), 403, forbidden)
            it.world.refuses(await it.chat.send(method, it.path("/\(none)" + rest), as: it.ben), 403, forbidden)
        }
        #expect(await it.chat.get(it.path(of: ann), as: it.world.admin)["total"] == 1)
    }

    @Test(arguments: Engine.underTest)
    func leavingAChannelEndsItsThreads(_ engine: Engine) async throws {
        let it = try await ThreadWorld(engine)
        await it.chat.delete("/channels/\(it.world.room)/members/\(it.ben.id)", as: it.ben)
        #expect(await it.list(as: it.ben)["total"] == 0)
        await it.chat.delete("/teams/\(it.world.team)/members/\(it.ann.id)", as: it.world.admin)
        #expect(try await it.chat.db.read { try $0.value("SELECT COUNT(*) FROM threadmemberships", as: Int64.self) } == 0)
    }
}

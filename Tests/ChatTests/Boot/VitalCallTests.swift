import TestSupport
import Testing
import Wire

/// The seven calls without which the web app shows no team, no channels, no messages or no box to write in.
struct VitalCallTests {
    @Test(arguments: Engine.underTest)
    func rolesComeByNameAndUnknownOnesAreLeftOut(_ engine: Engine) async throws {
        let it = try await BootWorld(engine)
        let names: JSONValue = ["system_user", "system_admin", "team_user", "team_admin", "channel_user", "channel_admin", "team_user"]
        let roles = try #require(await it.call("POST", "/roles/names", names).json.array)
        #expect(roles.count == 6)
        for role in roles {
            #expect(
                BootWorld.missing("id name display_name permissions scheme_managed built_in create_at update_at delete_at", in: role) == [])
        }
        #expect(roles.first { $0["name"] == "channel_user" }?["permissions"]?.array?.contains("create_post") == true)
        let none = await it.call("POST", "/roles/names", ["no_such_role", ""])
        #expect(none.json == .null, "as recorded")
        await it.call("POST", "/roles/names", ["system_user"], as: it.town.out)
        for body: JSONValue in [[], "system_user", ["a": 1], [1, 2]] { await it.call("POST", "/roles/names", body, status: 400) }
    }

    @Test(arguments: Engine.underTest)
    func oneselfIsWholeForEverybodyWhoIsSignedIn(_ engine: Engine) async throws {
        let it = try await BootWorld(engine)
        let names =
            "id create_at update_at delete_at username auth_service email nickname first_name last_name position roles "
            + "notify_props locale timezone disable_welcome_email last_password_update"
        for person in [it.ann, it.town.root, it.town.out] {
            let me = await it.call("GET", "/users/me", as: person)
            #expect(me["id"]?.string == person.id.raw && BootWorld.missing(names, in: me.json) == [])
            #expect(BootWorld.missing("password mfa_secret", in: me.json).count == 2)
        }
        let gone = Person(id: it.ann.id, username: "ann", token: "nothing")
        #expect(await it.call("GET", "/users/me", status: 401, as: gone).errorID == "api.context.session_expired.app_error")
    }

    @Test(arguments: Engine.underTest)
    func everyChannelOfEveryTeamComes(_ engine: Engine) async throws {
        let it = try await BootWorld(engine)
        let channels = try #require(await it.call("GET", "/users/me/channels").json.array)
        let ids = Set(channels.compactMap { $0["id"]?.string })
        #expect(ids.isSuperset(of: [it.room, it.closed, it.direct, it.group]) && !ids.contains(it.archived))
        #expect(Set(channels.compactMap { $0["type"]?.string }) == ["O", "P", "D", "G"])
        let names =
            "id team_id type name display_name header purpose create_at update_at delete_at last_post_at last_root_post_at "
            + "total_msg_count total_msg_count_root creator_id scheme_id group_constrained policy_enforced"
        for channel in channels { #expect(BootWorld.missing(names, in: channel) == []) }
        let all = await it.call("GET", "/users/me/channels?include_deleted=true&last_delete_at=0")
        #expect(all.json.array?.contains { $0["id"]?.string == it.archived } == true)
        let room = channels.first { $0["id"]?.string == it.room }
        let member = await it.call("GET", "/channels/\(it.room)/members/me")
        #expect((room?["total_msg_count"]?.integer ?? 0) - (member["msg_count"]?.integer ?? 0) == 1, "one answer is unread")
        #expect(room?["total_msg_count_root"] == member["msg_count_root"])
        #expect(
            await it.call("GET", "/users/me/channels", status: 404, as: it.town.out).errorID
                == "app.channel.get_channels.not_found.app_error")
    }

    @Test(arguments: Engine.underTest)
    func everyTeamComesWithWhatTheSidebarNeeds(_ engine: Engine) async throws {
        let it = try await BootWorld(engine), teams = try #require(await it.call("GET", "/users/me/teams").json.array)
        #expect(Set(teams.compactMap { $0["name"]?.string }) == ["town", "second"])
        let names = "id name display_name type delete_at allow_open_invite scheme_id group_constrained company_name description email"
        for team in teams { #expect(BootWorld.missing(names, in: team) == []) }
        #expect(teams.contains { $0["display_name"] == "Zweites Team 雪" })
        #expect(await it.call("GET", "/users/me/teams", as: it.town.out).json == [])
    }

    @Test(arguments: Engine.underTest)
    func membershipsComeLineByLine(_ engine: Engine) async throws {
        let it = try await BootWorld(engine), path = "/users/\(it.ann.id)/channel_members?page=-1&per_page=60"
        let reply = await it.chat.get(path, as: it.ann)
        #expect(reply.status == 200 && reply.contentType == "application/x-ndjson" && reply.text.hasSuffix("}\n"))
        let lines = try reply.text.split(separator: "\n").map { try JSONReader.read(String($0)) }
        let channels = try #require(await it.call("GET", "/users/me/channels?include_deleted=true").json.array)
        #expect(Set(lines.compactMap { $0["channel_id"]?.string }) == Set(channels.compactMap { $0["id"]?.string }))
        let names =
            "channel_id user_id roles last_viewed_at msg_count mention_count mention_count_root urgent_mention_count msg_count_root "
            + "notify_props last_update_at scheme_guest scheme_user scheme_admin explicit_roles"
        for line in lines {
            #expect(BootWorld.missing(names, in: line) == [])
            #expect(line["user_id"]?.string == it.ann.id.raw && line["notify_props"]?.object != nil)
        }
        let page = await it.call("GET", "/users/\(it.ann.id)/channel_members?page=0&per_page=60")
        #expect(page.json.array?.count == lines.count)
        #expect(await it.call("GET", path, status: 403, as: it.town.ben).errorID == "api.context.permissions.app_error")
    }

    @Test(arguments: Engine.underTest)
    func messagesComeWhateverIsUnread(_ engine: Engine) async throws {
        let it = try await BootWorld(engine)
        let query = "limit_after=30&limit_before=30&skipFetchThreads=false&collapsedThreads=true&collapsedThreadsExtended=false"
        for channel in [it.room, it.closed, it.direct, it.group] {
            let page = await it.call("GET", "/users/\(it.ann.id)/channels/\(channel)/posts/unread?\(query)")
            #expect(BootWorld.missing("order posts next_post_id prev_post_id first_inaccessible_post_time", in: page.json) == [])
            let posts = try #require(page["posts"]?.object), order = try #require(page["order"]?.strings)
            #expect(!order.isEmpty && order.allSatisfy { posts[$0] != nil } && Set(order).count == order.count)
            let names =
                "id create_at update_at edit_at delete_at is_pinned user_id channel_id root_id original_id message type props "
                + "hashtags file_ids pending_post_id reply_count last_reply_at participants metadata"
            for post in posts.members { #expect(BootWorld.missing(names, in: post.value) == []) }
        }
        let page = await it.call("GET", "/users/\(it.ann.id)/channels/\(it.room)/posts/unread?\(query)")
        let root = page["posts"]?[it.root]
        #expect(
            root?["metadata"]?["reactions"]?.array?.count == 1 && root?["participants"]?.array?.count == 1 && root?["is_pinned"] == true)
        await it.call("GET", "/users/\(it.ann.id)/channels/\(it.closed)/posts/unread?\(query)", status: 403, as: it.town.cat)
    }

    @Test(arguments: Engine.underTest)
    func categoriesHoldEveryChannelOnce(_ engine: Engine) async throws {
        let it = try await BootWorld(engine), me = it.ann.id.raw
        for team in [it.town.team, it.secondTeam] {
            let reply = await it.call("GET", "/users/\(me)/teams/\(team)/channels/categories")
            let categories = try #require(reply["categories"]?.array), order = try #require(reply["order"]?.strings)
            #expect(categories.compactMap { $0["id"]?.string } == order)
            #expect(order == ["favorites_\(me)_\(team)", "channels_\(me)_\(team)", "direct_messages_\(me)_\(team)"])
            let names = "id user_id team_id sort_order sorting type display_name muted collapsed channel_ids"
            for category in categories { #expect(BootWorld.missing(names, in: category) == []) }
            let channels = categories.flatMap { $0["channel_ids"]?.strings ?? [] }
            #expect(Set(channels).count == channels.count)
            #expect(
                Set(channels).isSuperset(of: team == it.town.team ? [it.room, it.closed, it.direct, it.group] : [it.direct, it.group]))
        }
        await it.call("GET", "/users/\(me)/teams/\(it.town.team)/channels/categories", status: 403, as: it.town.ben)
    }

    /// While others write, join and leave, each answer is whole.
    @Test(arguments: Engine.underTest)
    func nothingBreaksWhileOthersWrite(_ engine: Engine) async throws {
        let it = try await BootWorld(engine), me = it.ann.id.raw
        await withTaskGroup { group in
            for number in 0..<6 {
                group.addTask { await it.town.say("\(number) @ann", in: it.room, as: it.town.ben) }
                group.addTask {
                    await it.chat.post(
                        "/posts", ["channel_id": .string(it.room), "message": "@ann", "root_id": .string(it.root)], as: it.town.ben)
                }
                group.addTask { await it.chat.delete("/channels/\(it.room)/members/\(it.town.cat.id)", as: it.town.cat) }
                group.addTask {
                    await it.chat.post("/channels/\(it.room)/members", ["user_id": .string(it.town.cat.id.raw)], as: it.town.cat)
                }
                for path in [
                    "/users/me", "/users/me/channels", "/users/me/teams", "/users/\(me)/teams/\(it.town.team)/channels/categories",
                ] {
                    group.addTask { await it.call("GET", path) }
                }
                group.addTask {
                    await it.call(
                        "GET", "/users/\(me)/channels/\(it.room)/posts/unread?limit_after=30&limit_before=30&collapsedThreads=true")
                }
            }
        }
        let thread = await it.call("GET", "/users/me/teams/\(it.town.team)/threads/\(it.root)")
        #expect(thread["unread_mentions"] == 7)
    }
}

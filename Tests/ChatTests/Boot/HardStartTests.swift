import Database
import TestSupport
import Testing
import Wire

/// The seven vital calls for those to whom a start does not come easy: who is in no team, a guest, somebody in hundreds of
/// channels, somebody whose rows are not as this server would write them.
struct HardStartTests {
    /// What the seven calls answered somebody.
    private struct Start {
        let channels, memberships, teams: [JSONValue]
        /// By team.
        let categories: [String: [JSONValue]]

        var channelIDs: Set<String> { Set(channels.compactMap { $0["id"]?.string }) }
        var memberIDs: [String] { memberships.compactMap { $0["channel_id"]?.string } }

        /// Walks through all seven as the web app does, with each channel's messages, and demands that they fit together.
        init(_ chat: Harness, _ person: Person) async throws {
            let me = person.id.raw
            let user = await chat.get("/users/me", as: person)
            #expect(user.status == 200 && user["id"]?.string == me && user["notify_props"]?.object != nil, "\(user.text)")
            teams = try #require(await chat.get("/users/me/teams", as: person).json.array)
            let listed = await chat.get("/users/me/channels", as: person)
            channels = listed.status == 404 ? [] : try #require(listed.json.array)
            let lines = await chat.get("/users/\(me)/channel_members?page=-1&per_page=60", as: person)
            if lines.errorID == "app.channel.get_member.missing.app_error" {
                memberships = []  // as recorded for who is nowhere
            } else {
                #expect(lines.status == 200 && lines.contentType == "application/x-ndjson")
                memberships = try lines.text.split(separator: "\n").map { try JSONReader.read(String($0)) }
            }
            #expect(memberships.allSatisfy { $0["notify_props"]?.object != nil && $0["user_id"]?.string == me })
            let names = ([user.json] + memberships).compactMap { $0["roles"]?.string }.flatMap { $0.split(separator: " ").map(String.init) }
            let roles = await chat.post("/roles/names", .array(Set(names).sorted().map { .string($0) }), as: person)
            #expect(roles.status == 200 && roles.json.array?.count == Set(names).count, "every role has its permissions")
            var categories: [String: [JSONValue]] = [:]
            for team in teams.compactMap({ $0["id"]?.string }) {
                let found = await chat.get("/users/\(me)/teams/\(team)/channels/categories", as: person)
                categories[team] = try #require(found["categories"]?.array, "\(found.text)")
                #expect(found["order"]?.strings == categories[team]?.compactMap { $0["id"]?.string })
            }
            self.categories = categories
            let query = "limit_after=30&limit_before=30&skipFetchThreads=false&collapsedThreads=true&collapsedThreadsExtended=false"
            for channel in channels.prefix(8).compactMap({ $0["id"]?.string }) {
                let page = await chat.get("/users/\(me)/channels/\(channel)/posts/unread?\(query)", as: person)
                #expect(page.status == 200 && page["order"]?.array?.isEmpty == false, "\(page.text)")
            }
            #expect(channelIDs.isSubset(of: memberIDs) && Set(memberIDs).count == memberIDs.count)
        }

        /// The channels that a team's categories hold.
        func sorted(in team: String) -> [String] { (categories[team] ?? []).flatMap { $0["channel_ids"]?.strings ?? [] } }
    }

    @Test(arguments: Engine.underTest)
    func whoIsInNoTeamStartsWithNothing(_ engine: Engine) async throws {
        let town = try await Town(engine), start = try await Start(town.chat, town.out)
        #expect(start.teams.isEmpty && start.channels.isEmpty && start.memberships.isEmpty)
        let path = "/users/\(town.out.id)/teams/\(town.team)/channels/categories"
        #expect(await town.chat.get(path, as: town.out).errorID == "api.context.permissions.app_error")
        let talk: JSONValue = [.string(town.out.id.raw), .string(town.ann.id.raw)]
        let direct = try #require(await town.chat.post("/channels/direct", talk, as: town.ann)["id"]?.string)
        await town.say("who are you?", in: direct, as: town.ann)
        #expect(try await Start(town.chat, town.out).channelIDs == [direct], "a conversation needs no team")
    }

    @Test(arguments: Engine.underTest)
    func aGuestStartsWithTheirOwnChannelsAlone(_ engine: Engine) async throws {
        let town = try await Town(engine, settings: ["MM_GUESTACCOUNTSSETTINGS_ENABLE": "true"])
        let shared = try await town.channel("shared", members: [town.ben]), other = try await town.channel("other", members: [town.cat])
        await town.say("hello", in: shared, as: town.ann)
        #expect(await town.chat.post("/users/\(town.ben.id)/demote", as: town.root).status == 200)
        let start = try await Start(town.chat, town.ben)
        #expect(start.channelIDs.contains(shared) && !start.channelIDs.contains(other))
        #expect(start.memberships.allSatisfy { $0["roles"]?.string?.contains("channel_guest") == true && $0["scheme_guest"] == true })
        #expect(Set(start.sorted(in: town.team)) == start.channelIDs)
        let page = await town.chat.get("/users/\(town.ben.id)/channels/\(other)/posts/unread", as: town.ben)
        #expect(page.errorID == "api.context.permissions.app_error")
    }

    @Test(arguments: Engine.underTest)
    func twoHundredChannelsComeOnceEach(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 { group.addTask { _ = try await town.channel("room-\(number)", type: number % 2 == 0 ? "O" : "P") } }
            try await group.waitForAll()
        }
        let start = try await Start(chat, town.ann)
        #expect(start.channels.count == 202 && start.memberships.count == 202, "with Town Square and Off-Topic")
        let sorted = start.sorted(in: town.team)
        #expect(sorted.count == 202 && Set(sorted) == start.channelIDs)
        var paged: [String] = []
        for page in 0..<5 {
            let members = await chat.get("/users/\(town.ann.id)/channel_members?page=\(page)&per_page=60", as: town.ann).json.array ?? []
            #expect(members.count == [60, 60, 60, 22, 0][page])
            paged += members.compactMap { $0["channel_id"]?.string }
        }
        #expect(Set(paged) == start.channelIDs && paged.count == 202)
    }

    @Test(arguments: Engine.underTest)
    func anArchivedChannelIsReadButNotListed(_ engine: Engine) async throws {
        let town = try await Town(engine), old = try await town.channel("old", members: [town.ben])
        await town.say("long ago", in: old, as: town.ann)
        await town.chat.put(
            "/users/me/preferences",
            [["user_id": .string(town.ben.id.raw), "category": "favorite_channel", "name": .string(old), "value": "true"]], as: town.ben)
        await town.chat.delete("/channels/\(old)", as: town.ann)
        let start = try await Start(town.chat, town.ben)
        #expect(!start.channelIDs.contains(old) && start.memberIDs.contains(old), "what it was is known to those who were in it")
        let page = await town.chat.get("/users/\(town.ben.id)/channels/\(old)/posts/unread?limit_after=30&limit_before=30", as: town.ben)
        #expect(page.status == 200 && page["posts"]?.object?.members.contains { $0.value["message"] == "long ago" } == true)
    }

    @Test(arguments: Engine.underTest)
    func valuesThatNobodyUnderstandsDisturbNothing(_ engine: Engine) async throws {
        let it = try await BootWorld(engine), me = it.ann.id.raw, before = try await Start(it.chat, it.ann)
        let strange = [
            ("display_settings", "collapsed_reply_threads", "banana"), ("display_settings", "name_format", "{"), ("theme", "", "{\"a\":"),
            ("theme", "no-team", "null"), ("direct_channel_show", "nobody", "perhaps"), ("group_channel_show", "x", ""),
            ("favorite_channel", "not a channel", "true"), ("favorite_channel", String(repeating: "x", count: 26), "true"),
            ("sidebar_settings", "limit_visible_dms_gms", "many"), ("flagged_post", "gone", "true"), ("last", "channel", "💥"),
            ("notifications", "email_interval", "-1"), ("custom_status", "visible", "\\u0000"), ("drafts", "", "[["),
        ]
        try await it.chat.db.write { tx in
            for (category, name, value) in strange {
                try tx.execute(
                    """
                    INSERT INTO preferences (userid, category, name, value) VALUES (\(me), \(category), \(name), \(value))
                    ON CONFLICT (userid, category, name) DO UPDATE SET value = excluded.value
                    """)
            }
        }
        let after = try await Start(it.chat, it.ann)
        #expect(after.channelIDs == before.channelIDs && after.memberIDs.sorted() == before.memberIDs.sorted())
        for team in [it.town.team, it.secondTeam] { #expect(Set(after.sorted(in: team)) == Set(before.sorted(in: team))) }
        let told = try #require(await it.call("GET", "/users/me/preferences").json.array)
        for (category, name, value) in strange {
            #expect(told.contains { $0["category"]?.string == category && $0["name"]?.string == name && $0["value"]?.string == value })
        }
        let unread = await it.call("GET", "/users/me/teams/unread?include_collapsed_threads=true")
        #expect(unread.json.array?.count == 2)
    }

    /// Databases that were begun with earlier versions hold rows like these.
    @Test(arguments: Engine.underTest)
    func rowsOfOlderVersionsAreReadAsTheyWereMeant(_ engine: Engine) async throws {
        let it = try await BootWorld(engine), me = it.ann.id.raw, before = try await Start(it.chat, it.ann)
        try await it.chat.db.write { tx in
            try tx.execute("UPDATE channelmembers SET schemeguest = NULL, schemeadmin = NULL WHERE userid = \(me)")
            try tx.execute("UPDATE channelmembers SET notifyprops = \(json: "{}") WHERE userid = \(me)")
            try tx.execute("UPDATE teammembers SET schemeguest = NULL WHERE userid = \(me)")
            try tx.execute("UPDATE channels SET schemeid = NULL, groupconstrained = NULL, creatorid = '' WHERE id = \(it.room)")
            try tx.execute("UPDATE posts SET remoteid = NULL, props = \(json: "{}") WHERE channelid = \(it.room)")
            try tx.execute("DELETE FROM sidebarchannels WHERE userid = \(me)")
            try tx.execute("DELETE FROM sidebarcategories WHERE userid = \(me)")
        }
        let after = try await Start(it.chat, it.ann)
        #expect(after.channelIDs == before.channelIDs)
        #expect(Set(after.sorted(in: it.town.team)) == Set(before.sorted(in: it.town.team)), "a first look makes the categories again")
    }

    /// A new member's first pages are opened in several tabs.
    @Test(arguments: Engine.underTest)
    func startsAtTheSameTimeMakeOneSidebar(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat
        try await chat.db.write { tx in
            try tx.execute("DELETE FROM sidebarchannels WHERE userid = \(town.cat.id.raw)")
            try tx.execute("DELETE FROM sidebarcategories WHERE userid = \(town.cat.id.raw)")
        }
        let orders = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<6 {
                group.addTask { try await Start(chat, town.cat).categories[town.team]?.compactMap { $0["id"]?.string } ?? [] }
            }
            return try await group.reduce(into: Set<[String]>()) { $0.insert($1) }
        }
        #expect(orders == [["favorites", "channels", "direct_messages"].map { "\($0)_\(town.cat.id)_\(town.team)" }])
    }

    @Test(arguments: Engine.underTest)
    func whatHasATagIsNotSentTwice(_ engine: Engine) async throws {
        let it = try await BootWorld(engine)
        let changes: [(path: String, change: () async -> Void)] = [
            ("/users/me", { await it.chat.put("/users/me/patch", ["nickname": "Annie"], as: it.ann) }),
            ("/users/me/teams/\(it.town.team)/channels", { await it.town.say("news", in: it.room, as: it.town.ben) }),
            ("/channels/\(it.room)/posts?page=0&per_page=30", { await it.town.say("more", in: it.room, as: it.town.ben) }),
        ]
        for (path, change) in changes {
            let first = await it.chat.get(path, as: it.ann), tag = try #require(first.field("ETag"), "\(path)")
            #expect(tag.hasPrefix("11.6.0."))
            let again = await it.chat.send("GET", path, as: it.ann, fields: [("If-None-Match", tag)])
            #expect(again.status == 304 && again.body.isEmpty && again.field("ETag") == tag, "\(path)")
            await change()
            let later = await it.chat.send("GET", path, as: it.ann, fields: [("If-None-Match", tag)])
            #expect(later.status == 200 && later.field("ETag") != tag, "\(path)")
        }
        for path in ["/users/me/channels", "/users/me/teams", "/users/me/preferences"] {
            #expect(await it.chat.send("GET", path, as: it.ann, fields: [("If-None-Match", "11.6.0")]).status == 200)
        }
    }
}

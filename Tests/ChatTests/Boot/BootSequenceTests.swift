import TestSupport
import Testing
import Wire

/// The calls of each client from its start to the first open channel, in its order, against a server with data.
struct BootSequenceTests {
    @Test(arguments: Engine.underTest)
    func theWebAppStarts(_ engine: Engine) async throws {
        let it = try await BootWorld(engine), me = it.ann.id.raw, team = it.town.team
        let config = await it.call("GET", "/config/client?format=old")
        #expect(config.json.object?.members.allSatisfy { $0.value.string != nil } == true, "every value is a text")
        await it.call("GET", "/license/client?format=old")
        let user = await it.call("GET", "/users/me")
        await it.call("GET", "/users/me/preferences")
        let teams = await it.call("GET", "/users/me/teams"), inTeams = await it.call("GET", "/users/me/teams/members")
        #expect(teams.json.array?.count == 2 && inTeams.json.array?.count == 2)
        await it.call("POST", "/roles/names", it.roles(in: [user.json, inTeams.json]))
        let unread = await it.call("GET", "/users/me/teams/unread?include_collapsed_threads=true")
        #expect(unread.json.array?.contains { $0["thread_count"] == 1 && $0["thread_mention_count"] == 1 } == true)
        for path in ["/limits/server", "/plugins/webapp", "/users/me/channels"] { await it.call("GET", path) }
        let lines = await it.chat.get("/users/\(me)/channel_members?page=-1&per_page=60", as: it.ann)
        #expect(lines.contentType == "application/x-ndjson")
        await it.call("GET", "/users/\(me)/teams/\(team)/channels/categories")
        await it.call("POST", "/users/status/ids", [.string(me)])
        await it.call("GET", "/users/me/teams/\(team)/drafts")
        let totals = await it.call(
            "GET", "/users/\(me)/teams/\(team)/threads?before=&after=&per_page=20&since=0&totalsOnly=true&threadsOnly=false")
        #expect(totals["total"] == 1 && totals["threads"] == .null)
        await it.call("GET", "/users/\(me)/teams/\(team)/threads?per_page=25&extended=true&since=0&unread=false")
        await it.call("GET", "/system/notices/\(team)?client=web&clientVersion=11.6.0")
        await openChannel(it)
        #expect(!it.chat.eventNames.contains("user_updated"), "nothing of the start changes the account")
    }

    private func openChannel(_ it: BootWorld) async {
        let me = it.ann.id.raw, room = it.room
        let page = await it.call(
            "GET",
            "/users/\(me)/channels/\(room)/posts/unread?limit_after=30&limit_before=30&skipFetchThreads=false&collapsedThreads=true&collapsedThreadsExtended=false"
        )
        #expect(page["posts"]?[it.root]?["is_following"] == true)
        await it.call("GET", "/channels/\(room)/posts?page=0&per_page=30&collapsedThreads=true")
        await it.call("GET", "/channels/\(room)/posts?since=1&skipFetchThreads=false&collapsedThreads=true&collapsedThreadsExtended=false")
        await it.call("GET", "/channels/\(room)/stats?exclude_files_count=true")
        await it.call("GET", "/channels/\(room)/member_counts_by_group?include_timezones=true")
        await it.call("GET", "/channels/\(room)/members/me")
        await it.call(
            "POST", "/channels/members/me/view",
            ["channel_id": .string(room), "prev_channel_id": "", "collapsed_threads_supported": true])
        await it.call("POST", "/users/ids", [.string(me), .string(it.town.ben.id.raw)])
        await it.call(
            "GET",
            "/posts/\(it.root)/thread?skipFetchThreads=false&collapsedThreads=true&collapsedThreadsExtended=true&direction=down&perPage=60")
    }

    @Test(arguments: Engine.underTest)
    func theMobileAppStarts(_ engine: Engine) async throws {
        let it = try await BootWorld(engine), me = it.ann.id.raw
        await it.call("GET", "/system/ping?time=1700000000000")
        let login = await it.chat.post(
            "/users/login",
            ["login_id": "ann@example.com", "password": .string(Harness.password), "device_id": "apple_rn-v2:1", "voip_device_id": ""])
        #expect(login.status == 200)
        let phone = Person(id: it.ann.id, username: "ann", token: try #require(login.field("Token")))
        let config = await it.call("GET", "/config/client?format=old", as: phone)
        #expect(config["DiagnosticId"]?.string?.isEmpty == false && config["CollapsedThreads"] == "always_on")
        var found: [JSONValue] = []
        for path in ["/license/client?format=old", "/users/me/preferences", "/users/me/teams", "/users/me/teams/members", "/users/me"] {
            found.append(await it.call("GET", path, as: phone).json)
        }
        for team in [it.town.team, it.secondTeam] {
            await it.call("GET", "/users/me/teams/\(team)/channels?include_deleted=true&last_delete_at=0", as: phone)
            found.append(await it.call("GET", "/users/me/teams/\(team)/channels/members", as: phone).json)
            await it.call("GET", "/users/me/teams/\(team)/channels/categories", as: phone)
            let threads = await it.call(
                "GET", "/users/me/teams/\(team)/threads?perPage=60&unread=true&extended=true&deleted=false", as: phone)
            #expect(threads["threads"]?.array?.count == (team == it.town.team ? 1 : 0))
        }
        await it.call("POST", "/roles/names", it.roles(in: found), as: phone)
        await it.call("GET", "/channels/\(it.room)/posts?page=0&per_page=60&collapsedThreads=true&collapsedThreadsExtended=true", as: phone)
        await it.call("GET", "/channels/\(it.group)/members?page=0&per_page=60", as: phone)
        await it.call("GET", "/users?in_channel=\(it.direct)&page=0&per_page=60", as: phone)
        await it.call("POST", "/users/status/ids", [.string(me)], as: phone)
        await it.call(
            "PUT", "/users/sessions/device",
            ["device_id": "apple_rn-v2:1", "deviceNotificationDisabled": "false", "mobileVersion": "2.40.0"], as: phone)
        #expect(await it.call("GET", "/system/ping?device_id=apple_rn-v2:1", as: phone)["CanReceiveNotifications"] != nil)
        await it.call("POST", "/users/logout", as: phone)
        await it.call("GET", "/users/me", status: 401, as: phone)
    }

    @Test(arguments: Engine.underTest)
    func theDesktopAppStarts(_ engine: Engine) async throws {
        let it = try await BootWorld(engine)
        #expect(await it.chat.get("/system/ping").status == 200)
        let config = await it.chat.get("/config/client?format=old")
        #expect(BootWorld.missing("Version SiteURL SiteName HelpLink ReportAProblemLink", in: config.json) == [])
        #expect(await it.chat.get("/plugins/webapp").json == [])
        #expect(await it.chat.get("/license/client?format=old").status == 200)
        let login = await it.chat.send(
            "POST", "/users/login", json: ["login_id": "ann", "password": .string(Harness.password), "token": "", "device_id": ""],
            fields: [("X-Requested-With", "XMLHttpRequest")])
        let cookies = login.fields.filter { $0.name.lowercased() == "set-cookie" }.map { String($0.value.prefix { $0 != ";" }) }
        #expect(Set(cookies.map { $0.prefix { $0 != "=" } }) == ["MMAUTHTOKEN", "MMUSERID", "MMCSRF"])
        let inside = await it.chat.send(
            "GET", "/users/me", fields: [("Cookie", cookies.joined(separator: "; ")), ("X-Requested-With", "XMLHttpRequest")])
        #expect(inside["id"]?.string == it.ann.id.raw)
        #expect(await it.chat.post("/users/login/desktop_token", ["token": "nothing"]).status >= 400)
    }
}

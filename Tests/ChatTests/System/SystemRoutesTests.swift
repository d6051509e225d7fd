import Database
import TestSupport
import Testing
import Wire

@testable import Chat

struct SystemRoutesTests {
    @Test(arguments: Engine.underTest)
    func thePingTellsWhatIsAsked(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: ["MM_FILESETTINGS_DIRECTORY": "/tmp/"])
        let admin = try await chat.person("ann")
        let plain = await chat.get("/system/ping")
        #expect(plain.status == 200 && plain["status"] == "OK" && plain.json.object?.members.count == 6)
        let whole = await chat.get("/system/ping?get_server_status=true&device_id=x", as: admin)
        #expect(whole["database_status"] == "OK" && whole["filestore_status"] == "OK" && whole["CanReceiveNotifications"] == "false")
        #expect(whole["root_status"]?.bool != nil)
        #expect(await chat.get("/system/ping?get_server_status=true").json.object?.keys.contains("root_status") == false)
    }

    @Test func aFolderThatCannotBeWrittenIsToldAsIll() async throws {
        let chat = try await Harness(.sqlite, settings: ["MM_FILESETTINGS_DIRECTORY": "/proc/nowhere/files"])
        let ill = await chat.get("/system/ping?get_server_status=true")
        #expect(ill.status == 500 && ill["status"] == "UNHEALTHY" && ill["filestore_status"] == "UNHEALTHY")
        #expect(await chat.get("/system/ping?get_server_status=true&use_rest_semantics=true").status == 200)
    }

    @Test(arguments: Engine.underTest)
    func whatClientsAskWhenTheyStart(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann"), member = try await chat.person("ben")
        #expect(await chat.get("/license/client?format=old")["IsLicensed"] == "true")
        #expect(await chat.get("/license/client").errorID == "api.license.client.old_format.app_error")
        #expect(await chat.get("/license/client?format=new").errorID == "api.context.invalid_body_param.app_error")
        for path in [
            "/plugins/webapp", "/agents", "/custom_profile_attributes/fields", "/system/notices/aaaaaaaaaaaaaaaaaaaaaaaaaa?client=web",
        ] {
            #expect(await chat.get(path, as: member).json == [], "\(path)")
        }
        #expect(await chat.get("/agents/status", as: member)["available"] == false)
        #expect(await chat.get("/trial-license/prev", as: member).errorID == "api.license.upgrade_needed.app_error")
        #expect(await chat.get("/cloud/subscription", as: admin).errorID == "api.server.cws.needs_enterprise_edition")
        #expect(await chat.get("/plugins", as: admin).json == ["active": [], "inactive": []])
        #expect(await chat.get("/plugins", as: member).status == 403)
        let image = await chat.get("/brand/image")
        #expect(image.status == 404 && image.body.isEmpty)
        #expect(await chat.get("/system/timezones", as: member).json.array?.contains("Europe/Berlin") == true)
        #expect(await chat.get("/system/schema/version", as: admin).json.array?.first?["version"] == 167)
        #expect(await chat.get("/cluster/status", as: admin).json == [])
        #expect(await chat.post("/client_perf", ["version": "0.1.0"], as: member).status == 200)
    }

    @Test func pluginsThatAreOffSaySo() async throws {
        let chat = try await Harness(.sqlite, settings: ["MM_PLUGINSETTINGS_ENABLE": "false"])
        let reply = await chat.get("/plugins/webapp")
        #expect(reply.status == 501 && reply.errorID == "app.plugin.disabled.app_error")
    }

    @Test(arguments: Engine.underTest)
    func onboardingIsFinishedOnce(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann"), member = try await chat.person("ben")
        let path = "/system/onboarding/complete"
        #expect(await chat.get(path, as: admin)["value"] == "false")
        #expect(await chat.post(path, ["organization": "x"], as: member).errorID == "app.system.complete_onboarding_request.no_first_user")
        #expect(await chat.post(path, ["organization": ""], as: admin).status == 400)
        #expect(await chat.post(path, ["organization": "Ours", "install_plugins": []], as: admin).status == 200)
        #expect(await chat.get(path, as: admin)["value"] == "true")
        #expect(await chat.get(path, as: member).status == 403)
    }

    @Test(arguments: Engine.underTest)
    func noticesAreSeen(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let member = try await chat.person("ann")
        #expect(await chat.get("/system/notices/aaaaaaaaaaaaaaaaaaaaaaaaaa?client=nothing", as: member).status == 400)
        #expect(await chat.get("/system/notices/short?client=web", as: member).status == 400)
        for _ in 0..<2 { #expect(await chat.put("/system/notices/view", ["a-notice"], as: member).status == 200) }
        #expect(await chat.put("/system/notices/view", [:], as: member).errorID == "api.payload.parse.error")
        #expect(await chat.put("/system/notices/view", ["far longer than any name of a notice"], as: member).status == 400)
        let views = try await chat.db.read { try $0.value("SELECT viewed FROM productnoticeviewstate", as: Int64.self) }
        #expect(views == 2)
    }

    @Test(arguments: Engine.underTest)
    func limitsCountForAdministratorsOnly(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann"), member = try await chat.person("ben")
        #expect(await chat.get("/limits/server", as: admin)["activeUserCount"] == 2)
        let limits = await chat.get("/limits/server", as: member)
        #expect(limits["activeUserCount"] == 0 && limits.json.object?.members.count == 7)
    }

    @Test(arguments: Engine.underTest)
    func statisticsCountWhatIsThere(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann"), member = try await chat.person("ben")
        #expect(await chat.get("/analytics/old", as: member).status == 403)
        let standard = await chat.get("/analytics/old?name=standard", as: admin).json.array ?? []
        #expect(standard.count == 12)
        #expect(standard.first { $0["name"] == "unique_user_count" }?["value"] == 2)
        #expect(await chat.get("/analytics/old?name=extra_counts", as: admin).json.array?.count == 6)
        #expect(await chat.get("/analytics/old?name=nothing", as: admin).errorID == "api.context.invalid_body_param.app_error")
        #expect(await chat.get("/analytics/old?team_id=short", as: admin).status == 200)
        try await chat.db.write { tx in
            for (id, day) in [("a", 0), ("b", 0), ("c", 1)] {
                _ = try tx.execute(
                    """
                    INSERT INTO posts (id, createat, updateat, editat, deleteat, ispinned, userid, channelid, rootid, originalid, message, type,
                        props, hashtags, filenames, fileids, hasreactions, remoteid)
                    VALUES (\(id), \(1_699_999_000_000 - Int64(day) * 86_400_000), 1, 0, 0, FALSE, \(member.id), 'ch', '', '', 'x', '',
                        \(json: "{}"), '', '[]', '[]', FALSE, '')
                    """)
            }
        }
        let days = await chat.get("/analytics/old?name=post_counts_day", as: admin)
        #expect(days.json == [["name": "2023-11-14", "value": 2], ["name": "2023-11-13", "value": 1]])
        #expect(await chat.get("/analytics/old?name=user_counts_with_posts_day", as: admin).json.array?.first?["value"] == 1)
        #expect(await chat.get("/analytics/old?name=bot_post_counts_day", as: admin).json == [])
        #expect(await chat.get("/usage/posts", as: member)["count"] == 3)
        #expect(await chat.get("/usage/storage", as: member)["bytes"] == 0)
        #expect(await chat.get("/usage/teams", as: member).json == ["active": 0, "cloud_archived": 0])
    }

    @Test(
        arguments: [(0, "1970-01-01"), (59, "1970-03-01"), (11016, "2000-02-29"), (20785, "2026-11-28"), (-1, "1969-12-31")]
            as [(Int64, String)])
    func daysHaveDates(_ number: Int64, _ text: String) { #expect(CalendarDay(dayNumber: number).text == text) }

    @Test(arguments: [(0, 0), (9, 9), (10, 10), (1234, 1000), (999, 900)] as [(Int64, Int64)])
    func usageIsRoundedDown(_ number: Int64, _ rounded: Int64) { #expect(AnalyticsRoutes.rounded(number) == rounded) }

    @Test(arguments: Engine.underTest)
    func clientsReportAndAdministratorsRead(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann"), member = try await chat.person("ben")
        #expect(await chat.post("/logs", ["level": "ERROR", "message": "x"]).status == 403)
        let reply = await chat.post("/logs", ["level": "ERROR", "message": "the roof is leaking"], as: member)
        #expect(reply.json == ["level": "ERROR", "message": "Client Logs API Endpoint Message: the roof is leaking"])
        #expect(
            await chat.send("POST", "/logs", as: member, body: Array("{".utf8)).json == ["message": "Client Logs API Endpoint Message: "])
        #expect(await chat.get("/logs", as: member).status == 403)
        let lines = await chat.get("/logs?logs_per_page=1", as: admin).json.strings ?? []
        #expect(lines.count == 1 && lines[0].hasPrefix("\n{") && lines[0].contains("the roof is leaking"))
        let found = await chat.post("/logs/query?logs_per_page=5", ["log_levels": ["error"]], as: admin)
        #expect(found["default"]?.array?.count == 1)
        let file = await chat.get("/logs/download", as: admin)
        #expect(file.text.contains("the roof is leaking") && file.field("Content-Disposition")?.hasPrefix("attachment") == true)
    }

    @Test func theTailOfTheLogKeepsTheLastLines() {
        let tail = LogTail(limit: 3)
        for line in 1...5 { tail.append(String(line)) }
        #expect(tail.lines == ["3", "4", "5"])
    }

    @Test(arguments: Engine.underTest)
    func jobsAreListedByType(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann"), member = try await chat.person("ben")
        try await chat.db.write { tx in
            _ = try tx.execute(
                """
                INSERT INTO jobs (id, type, priority, createat, startat, lastactivityat, status, progress, data)
                VALUES ('jobjobjobjobjobjobjobjobjo', 'export_process', 0, 5, 0, 0, 'pending', 0, \(json: #"{"a":"b"}"#))
                """)
        }
        let jobs = await chat.get("/jobs?per_page=3", as: admin).json.array ?? []
        #expect(jobs.count == 1 && jobs[0]["data"] == ["a": "b"] && jobs[0]["status"] == "pending")
        #expect(await chat.get("/jobs?job_type=nothing", as: admin).errorID == "api.context.invalid_url_param.app_error")
        #expect(await chat.get("/jobs?job_type=import_process", as: admin).json == [])
        #expect(await chat.get("/jobs/type/export_process", as: admin).json.array?.count == 1)
        #expect(await chat.get("/jobs/jobjobjobjobjobjobjobjobjo", as: admin)["type"] == "export_process")
        #expect(await chat.get("/jobs/aaaaaaaaaaaaaaaaaaaaaaaaaa", as: admin).status == 404)
        #expect(await chat.get("/jobs", as: member).status == 403)
    }
}

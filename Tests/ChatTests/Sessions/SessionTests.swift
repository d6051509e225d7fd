import Database
import Outside
import TestSupport
import Testing
import Wire

@testable import Chat

struct SessionTests {
    @Test(arguments: Engine.underTest)
    func sessionsAreListedAndEndedOneByOneAndAllTogether(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("root"), other = try await chat.person("ben")
        let ann = try await chat.loggedIn(chat.person("ann")), second = await chat.loggedIn(ann)
        let list = await chat.get("/users/me/sessions", as: ann)
        let sessions = try #require(list.json.array)
        #expect(sessions.count == 3 && sessions.allSatisfy { $0["token"] == "" && $0["team_members"] == [] })
        #expect(!list.text.contains(ann.token) && !list.text.contains(second.token))
        #expect(await chat.get("/users/\(ann.id)/sessions", as: other).status == 403)
        #expect(await chat.get("/users/\(ann.id)/sessions", as: admin).json.array?.count == 3)
        let newest = try #require(sessions.first?["id"]?.string)
        #expect(await chat.post("/users/\(ann.id)/sessions/revoke", ["session_id": .string(newest)], as: other).status == 403)
        #expect(await chat.post("/users/\(other.id)/sessions/revoke", ["session_id": .string(newest)], as: other).status == 400)
        #expect(await chat.post("/users/me/sessions/revoke", ["session_id": "unknown"], as: ann).errorID == "app.session.get.app_error")
        #expect(await chat.post("/users/me/sessions/revoke", [:], as: ann).errorID == "api.context.invalid_body_param.app_error")
        #expect(await chat.get("/users/me", as: second).status == 200)
        #expect(await chat.post("/users/me/sessions/revoke", ["session_id": .string(newest)], as: ann).status == 200)
        #expect(await chat.get("/users/me", as: second).status == 401)
        #expect(await chat.post("/users/\(ann.id)/sessions/revoke/all", as: admin).status == 200)
        #expect(await chat.get("/users/me", as: ann).status == 401)
        #expect(await chat.get("/users/me", as: other).status == 200)
        #expect(await chat.post("/users/sessions/revoke/all", as: other).status == 403)
        #expect(await chat.post("/users/sessions/revoke/all", as: admin).status == 200)
        #expect(await chat.get("/users/me", as: other).status == 401)
    }

    @Test(arguments: Engine.underTest)
    func anEndedSessionIsToldToTheSockets(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.loggedIn(chat.person("ann"))
        chat.forget()
        _ = await chat.post("/users/logout", as: ann)
        let ended = chat.signals.compactMap { if case .sessionEnded(_, let user) = $0 { user } else { nil } }
        #expect(ended == [ann.id] && chat.events.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func sessionsEndByThemselves(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: ["MM_SERVICESETTINGS_SESSIONLENGTHWEBINHOURS": "2"])
        let ann = try await chat.loggedIn(chat.person("ann"))
        chat.advance(milliseconds: 3_600_000)
        #expect(await chat.get("/users/me", as: ann).status == 200)
        chat.advance(milliseconds: 3_600_000)
        #expect(await chat.get("/users/me", as: ann).status == 401)
    }

    @Test(arguments: Engine.underTest)
    func activityKeepsASessionAliveWhereThatIsConfigured(_ engine: Engine) async throws {
        let chat = try await Harness(
            engine,
            settings: ["MM_SERVICESETTINGS_SESSIONLENGTHWEBINHOURS": "2", "MM_SERVICESETTINGS_EXTENDSESSIONLENGTHWITHACTIVITY": "true"])
        let ann = try await chat.person("ann")
        let cookie = ("Cookie", "MMAUTHTOKEN=\(chat.cookies(await chat.logIn(ann.username, fields: Harness.ajax))["MMAUTHTOKEN"] ?? "")")
        for _ in 0..<4 {
            chat.advance(milliseconds: 3_600_000)
            let reply = await chat.send("GET", "/users/me", fields: [cookie])
            #expect(reply.status == 200 && chat.cookies(reply)["MMAUTHTOKEN"]?.isEmpty == false, "the browser must not forget it either")
        }
        chat.advance(milliseconds: 7_300_000)
        #expect(await chat.send("GET", "/users/me", fields: [cookie]).status == 401)
    }

    @Test(arguments: Engine.underTest)
    func aBrowserThatNobodyUsesIsLoggedOut(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: ["MM_SERVICESETTINGS_SESSIONIDLETIMEOUTINMINUTES": "60"])
        let ann = try await chat.loggedIn(chat.person("ann"))
        chat.advance(milliseconds: 50 * 60_000)
        #expect(await chat.get("/users/me", as: ann).status == 200)
        chat.advance(milliseconds: 50 * 60_000)
        #expect(await chat.get("/users/me", as: ann).status == 200, "it was used in between")
        chat.advance(milliseconds: 61 * 60_000)
        #expect(await chat.get("/users/me", as: ann).status == 401)
    }

    @Test(arguments: Engine.underTest)
    func aDeviceHasOneSession(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.loggedIn(chat.person("ann")), second = await chat.loggedIn(ann)
        let reply = await chat.put("/users/sessions/device", ["device_id": "android_rn-v2:one", "mobile_version": "2.20.0"], as: ann)
        #expect(reply.status == 200 && chat.cookies(reply)["MMAUTHTOKEN"] == ann.token)
        let wrong = await chat.put("/users/sessions/device", ["device_id": "android_rn-v2:one", "mobile_version": "new"], as: second)
        #expect(wrong.status == 400)
        #expect(await chat.get("/users/me", as: ann).status == 200)
        #expect(await chat.put("/users/sessions/device", ["device_id": "android_rn-v2:one"], as: second).status == 200)
        #expect(await chat.get("/users/me", as: ann).status == 401)
        let session = try #require(await chat.get("/users/me/sessions", as: second).json.array?.first { $0["device_id"] != "" })
        #expect(session["device_id"] == "android_rn-v2:one" && session["props"]?["mobile_version"] == nil)
        #expect(await chat.send("PUT", "/users/sessions/device", as: second, body: Array("{broken".utf8)).status == 200)
    }

    @Test(arguments: [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "Windows",
            "Windows 10", "Chrome/126.0"
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Linux", "Linux", "Firefox/127.0"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "iPhone", "iOS", "Safari/17.5"
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/124.0.6367.243 Electron/30.1.2 Safari/537.36 Mattermost/5.9.0",
            "Macintosh", "Mac OS", "Desktop App/5.9.0"
        ),
        ("curl/8.5.0", "Unknown", "", "Unknown/0.0"), ("", "Unknown", "", "Unknown/0.0"),
    ])
    func programsAreNamedAsListsOfSessionsShowThem(_ text: String, _ platform: String, _ system: String, _ browser: String) {
        let agent = UserAgent(text)
        #expect(agent.platform == platform && agent.system == system && agent.browser == browser)
        #expect(agent.isMobile == (platform == "iPhone"))
    }

    @Test func theShelfForgetsAndHasAnEnd() throws {
        var shelf = SessionShelf(capacity: 10)
        let token = { (number: Int) in SessionToken("token\(number)".utf8)! }
        let known = { (user: String) in KnownSession(session: Session(id: ID("s"), user: ID(user), roles: ""), lacksSecondFactor: false) }
        let epoch = shelf.epoch
        for number in 0..<100 { shelf.keep(known("u\(number % 3)"), for: token(number), since: epoch) }
        #expect((0..<100).count { shelf[token($0)] != nil } <= 10)
        #expect(shelf[token(99)] != nil)
        shelf.forget(ID("u0"))
        #expect(shelf[token(99)] == nil && shelf[token(98)] != nil)
        shelf.keep(known("u0"), for: token(99), since: epoch)
        #expect(shelf[token(99)] == nil, "what was read before the change is not kept")
        #expect(
            SessionToken("".utf8) == nil && SessionToken(String(repeating: "x", count: 33).utf8) == nil && SessionToken("a\0b".utf8) == nil)
        #expect(SessionToken("abc".utf8)?.text == "abc" && SessionToken("abc".utf8) != SessionToken("abcd".utf8))
    }
}

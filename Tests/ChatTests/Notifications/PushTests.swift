import Outside
import Synchronization
import TestSupport
import Testing
import Wire

@testable import Chat

/// Pushes as a proxy gets them, and what its answers change.
struct PushTests {
    struct World {
        let chat: Harness, ann: Person, bob: Person, channel: String, proxy: PageServer

        init(_ engine: Engine, settings: [String: String] = [:]) async throws {
            proxy = try PageServer()
            proxy.serve("/api/v1/send_push", .init(#"{"status":"OK"}"#, "application/json"))
            proxy.serve("/api/v1/ack", .init(#"{"status":"OK"}"#, "application/json"))
            chat = try await Harness(
                engine,
                settings: [
                    "MM_EMAILSETTINGS_SENDPUSHNOTIFICATIONS": "true", "MM_EMAILSETTINGS_PUSHNOTIFICATIONSERVER": proxy.url,
                ].merging(settings) { $1 }, outbound: .network)
            ann = try await chat.person("ann")
            bob = try await chat.person("bob")
            channel = await chat.post("/channels/direct", [.string(ann.id.raw), .string(bob.id.raw)], as: ann)["id"]?.string ?? ""
            _ = await chat.put("/users/sessions/device", ["device_id": "apple_rn-v2:bobs"], as: bob)
        }

        func say(_ text: String) async {
            _ = await chat.post("/posts", ["channel_id": .string(channel), "message": .string(text)], as: ann)
        }

        /// The pushes, once there are so many.
        func pushes(_ count: Int, at path: String = "/api/v1/send_push") async throws -> [JSONValue] {
            try await Eventually.holds("\(count) calls of \(path)") { proxy.calls.count { $0.path == path } >= count }
            return try proxy.calls.filter { $0.path == path }.map { try JSONReader.read($0.body) }
        }

        func end() {
            chat.services.notifier.stop()
            proxy.stop()
        }
    }

    @Test(arguments: Engine.underTest)
    func aDirectMessageReachesTheTelephone(_ engine: Engine) async throws {
        let world = try await World(engine)
        defer { world.end() }
        await world.say("**hello** bob")
        let push = try #require(try await world.pushes(1).first)
        #expect(push["message"] == "hello bob" && push["type"] == "message" && push["version"] == "v2" && push["badge"] == 1)
        #expect(push["platform"] == "apple_rn-v2" && push["device_id"] == "bobs" && push["channel_name"] == "@ann")
        #expect(push["signature"]?.string?.split(separator: ".").count == 3 && push["server_id"]?.string?.isEmpty == false)
        // Read elsewhere, it goes from the telephone; read there, it need not be told.
        _ = await world.chat.post("/channels/members/me/view", ["channel_id": .string(world.channel)], as: world.bob)
        _ = await world.chat.post("/channels/members/me/view", ["channel_id": ""], as: world.bob)
        await world.say("again")
        let after = try await world.pushes(2)
        #expect(after.count == 2 && after[1]["message"] == "again", "the device on which it was read hears nothing of that")
    }

    @Test(arguments: Engine.underTest)
    func littleIsSaidWhereLittleIsWanted(_ engine: Engine) async throws {
        let world = try await World(engine, settings: ["MM_EMAILSETTINGS_PUSHNOTIFICATIONCONTENTS": "generic"])
        defer { world.end() }
        await world.say("a secret")
        let push = try #require(try await world.pushes(1).first)
        #expect(push["message"]?.string?.contains("secret") == false)
    }

    @Test(arguments: Engine.underTest)
    func theAppAsksForWhatThePushDoesNotSay(_ engine: Engine) async throws {
        let world = try await World(engine, settings: ["MM_EMAILSETTINGS_PUSHNOTIFICATIONCONTENTS": "id_loaded"])
        defer { world.end() }
        await world.say("a **secret**")
        let push = try #require(try await world.pushes(1).first), body = JSONWriter.bytes(of: push)
        #expect(push["is_id_loaded"] == true && !String(decoding: body, as: UTF8.self).contains("secret") && push["sender_name"] == nil)
        let post = try #require(push["post_id"])
        let receipt: JSONValue = ["id": "x", "platform": "apple_rn-v2", "type": "message", "is_id_loaded": true, "post_id": post]
        let contents = await world.chat.post("/notifications/ack", receipt, as: world.bob)
        #expect(contents.status == 200 && contents["message"] == "a secret" && contents["sender_name"] == "@ann")
        #expect(contents["ack_id"] == "x" && contents["badge"] == 1 && contents["channel_name"] == "@ann")
        // Nobody else gets them: a stranger may not read it, the author was not told.
        let eve = try await world.chat.person("eve")
        #expect(await world.chat.post("/notifications/ack", receipt, as: eve).status == 403)
        #expect(await world.chat.post("/notifications/ack", receipt, as: world.ann).status == 404)
    }

    @Test(arguments: Engine.underTest)
    func aDeviceThatIsGoneIsLeftInPeace(_ engine: Engine) async throws {
        let world = try await World(engine)
        defer { world.end() }
        world.proxy.serve("/api/v1/send_push", .init(#"{"status":"REMOVE"}"#, "application/json"))
        await world.say("one")
        _ = try await world.pushes(1)
        try await Eventually.holds("it is known that the device is gone") {
            let sessions = await world.chat.get("/users/me/sessions", as: world.bob).json.array ?? []
            return sessions.contains { $0["props"]?["last_removed_device_id"] == "apple_rn-v2:bobs" }
        }
        await world.say("two")
        _ = await world.chat.put("/users/sessions/device", ["device_id": "apple_rn-v2:new"], as: world.bob)
        await world.say("three")
        #expect(try await world.pushes(2).last?["device_id"] == "new")
    }

    @Test(arguments: Engine.underTest)
    func receiptsGoOnToTheProxy(_ engine: Engine) async throws {
        let world = try await World(engine)
        defer { world.end() }
        let receipt: JSONValue = ["id": "x", "received_at": 5, "platform": "ios", "type": "message", "post_id": ""]
        #expect(await world.chat.post("/notifications/ack", receipt, as: world.bob).status == 200)
        #expect(try await world.pushes(1, at: "/api/v1/ack").first?["received_at"] == 5)
        #expect(await world.chat.send("POST", "/notifications/ack", as: world.bob, body: Array("{".utf8)).status == 400)
        #expect(await world.chat.post("/notifications/ack", receipt).status == 401)
        world.proxy.serve("/api/v1/ack", .init("no", status: 500))
        #expect(
            await world.chat.post("/notifications/ack", receipt, as: world.bob).errorID == "api.push_notifications_ack.forward.app_error")
        let reach = await world.chat.get("/system/ping?device_id=apple_rn-v2:x")
        #expect(reach["CanReceiveNotifications"] == "true")
    }

    @Test(arguments: Engine.underTest)
    func nothingIsSentWhereItIsSwitchedOff(_ engine: Engine) async throws {
        let world = try await World(engine, settings: ["MM_EMAILSETTINGS_SENDPUSHNOTIFICATIONS": "false"])
        defer { world.end() }
        await world.say("hello")
        #expect(await world.chat.post("/notifications/ack", ["id": "x"], as: world.bob).status == 501)
        #expect(world.proxy.calls.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func somebodyOutOfOfficeAnswersOnceADay(_ engine: Engine) async throws {
        let world = try await World(engine, settings: ["MM_TEAMSETTINGS_EXPERIMENTALENABLEAUTOMATICREPLIES": "true"])
        defer { world.end() }
        let wishes: JSONValue = [
            "notify_props": ["auto_responder_active": "true", "auto_responder_message": "Back on Monday", "push": "mention"]
        ]
        _ = await world.chat.put("/users/me/patch", wishes, as: world.bob)
        #expect(await world.chat.get("/users/me/status", as: world.bob)["status"] == "ooo")
        await world.say("are you there?")
        func answers() -> Int { world.chat.events.count { String(decoding: $0.data, as: UTF8.self).contains("system_auto_responder") } }
        try await Eventually.holds("an answer") { answers() > 0 }
        #expect(answers() == 1)
        _ = await world.chat.put("/users/me/status", ["user_id": .string(world.bob.id.raw), "status": "online"], as: world.bob)
        let me = await world.chat.get("/users/me", as: world.bob)
        #expect(me["notify_props"]?["auto_responder_active"] == "false")
    }
}

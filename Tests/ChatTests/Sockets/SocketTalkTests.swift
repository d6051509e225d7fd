import Database
import Dispatch
import Realtime
import Synchronization
import TestSupport
import Testing
import Wire

@testable import Chat

/// What clients rely on when they talk through a socket (facts: websocket.md, 2 to 7).
struct SocketTalkTests {
    private func frame(_ action: String, _ number: Int64 = 1, _ data: JSONValue = [:]) -> [UInt8] {
        JSONWriter.bytes(of: ["action": .string(action), "seq": .integer(number), "data": data] as JSONValue)
    }

    private func bearer(_ person: Person) -> [String] { ["Authorization: Bearer \(person.token)"] }

    @Test(arguments: Engine.underTest)
    func threeWaysLeadIn(_ engine: Engine) async throws {
        let chat = try await Harness(engine), ann = try await chat.person("ann")
        for fields in [bearer(ann), ["Cookie: MMAUTHTOKEN=\(ann.token)"]] {
            let hello = try await Ear(chat, fields: fields).event()
            #expect(hello["event"] == "hello" && hello["seq"] == 0 && hello["data"]?["connection_id"]?.string?.count == 26)
            #expect(hello["broadcast"]?["user_id"]?.string == ann.id.raw && hello["data"]?["server_version"]?.string != nil)
        }
        let late = try await Ear(chat, fields: [])
        let early = try await late.answer(to: 1, asked: frame("ping"), in: 0x81)
        #expect(early["status"] == "FAIL" && early["error"]?["id"] == "api.web_socket_router.not_authenticated.app_error")
        let challenge: JSONValue = ["token": .string(ann.token)]
        let welcome = try await late.answer(to: 2, asked: frame("authentication_challenge", 2, challenge), in: 0x81)
        #expect(welcome["status"] == "OK" && welcome["event"] == nil)
        #expect(try await late.event("hello")["seq"] == 0)
        // Said again it is passed over; the next answer is that to something else.
        let both = frame("ping", 4)
        try late.send(frame("authentication_challenge", 3, challenge))
        #expect(try await late.answer(to: 4, asked: both, in: 0x81)["data"]?["text"] == "pong")
    }

    @Test func whoCannotSayWhoTheyAreIsSentAway() async throws {
        let chat = try await Harness(.sqlite), ann = try await chat.person("ann")
        for token in ["nothing", .integer(5), .null] as [JSONValue] {
            let ear = try await Ear(chat, fields: [])
            #expect(try await ear.isCutOff(by: frame("authentication_challenge", 1, ["token": token]), in: 0x81))
        }
        let silent = try await Ear(chat, fields: []), known = try await Ear(chat, as: ann)
        chat.advance(milliseconds: 6_000)
        #expect(try await silent.isCutOff(), "five seconds are over")
        #expect(try await known.say("ping", [:])["status"] == "OK")
    }

    /// The sessions cannot be read for as long as the test wants.
    @Test func whoAsksBeforeItIsKnownWhoTheyAreIsAnsweredThen() async throws {
        let chat = try await Harness(.postgres), ann = try await chat.person("ann"), gate = DispatchSemaphore(value: 0),
            isHeld = Mutex(false)
        let holder = Task { [db = chat.db] in
            try await db.write { tx in
                try tx.execute("LOCK TABLE sessions")
                isHeld.withLock { $0 = true }
                gate.wait()
            }
        }
        try await Eventually.holds("they are locked") { isHeld.withLock { $0 } }
        let ear = try await Ear(chat, fields: bearer(ann))
        try ear.send(frame("ping", 1), in: 0x81)
        try ear.send([], in: 0x89)
        #expect(try await ear.event() == .null, "the frame behind it is answered, it is not")
        gate.signal()
        try await holder.value
        _ = try await ear.event("hello")
        #expect(try await ear.event()["data"]?["text"] == "pong")
    }

    @Test(arguments: Engine.underTest)
    func numbersHaveNoGapWhateverIsAskedBetween(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), ear = try await Ear(world.chat, fields: bearer(world.ben))
        #expect(try await ear.event("hello")["seq"] == 0)  // from here on they hear everything
        var next: Int64 = 1
        for number in 0..<6 {
            try await world.say("message \(number)")
            #expect(try await ear.say("ping", [:])["data"]?["text"] == "pong")
            while true {
                let event = try await ear.event()
                #expect(event["seq"] == .integer(next) && event["seq_reply"] == nil)
                next += 1
                if event["event"] == "posted" { break }
            }
        }
    }

    @Test func whatCannotBeDoneIsSaidAndEndsNothing() async throws {
        let world = try await PostWorld(.sqlite), ear = try await Ear(world.chat, as: world.cora)
        for (action, data, id) in [
            ("", [:], "api.web_socket_router.no_action.app_error"), ("dance", [:], "api.web_socket_router.bad_action.app_error"),
            ("get_statuses_by_ids", ["user_ids": []], "api.websocket_handler.invalid_param.app_error"),
            ("user_update_active_status", ["user_is_active": "yes"], "api.websocket_handler.invalid_param.app_error"),
            ("user_typing", ["channel_id": 5], "api.websocket_handler.invalid_param.app_error"),
        ] as [(String, JSONValue, String)] {
            let answer = try await ear.say(action, data)
            #expect(answer["status"] == "FAIL" && answer["error"]?["id"]?.string == id, "\(action): \(JSONWriter.text(of: answer))")
        }
        let elsewhere = try await ear.say("user_typing", ["channel_id": .string(world.room), "parent_id": ""])
        #expect(elsewhere["status"] == "FAIL", "she is not in that channel")
        let known = try await ear.say("get_statuses_by_ids", ["user_ids": [.string(world.ann.id.raw)]])
        #expect(known["data"]?[world.ann.id.raw] == "offline")
        #expect(try await ear.say("ping", [:])["status"] == "OK")
        #expect(try await ear.isCutOff(by: [UInt8](repeating: 0x20, count: 9_000), in: 0x81), "more than 8192 bytes")
    }

    // MARK: Going on

    /// A client that lost its line and asks for what it missed.
    private func again(_ world: PostWorld, _ id: String, from sequence: Int64, as person: Person? = nil) async throws -> Ear {
        try await Ear(world.chat, query: "?connection_id=\(id)&sequence_number=\(sequence)", fields: bearer(person ?? world.ben))
    }

    /// A connection that heard one message, lost its line, and missed three.
    private func lost(_ world: PostWorld) async throws -> (id: String, next: Int64) {
        let ear = try await Ear(world.chat, fields: bearer(world.ben)), hello = try await ear.event()
        try await world.say("heard")
        let last = try await ear.event("posted")
        ear.hangUp()
        try await Eventually.holds("the line is gone") { world.chat.services.hub.connectionCount(of: world.ben.id) == 0 }
        for text in ["one", "two", "three"] { try await world.say(text) }
        return (hello["data"]?["connection_id"]?.string ?? "", (last["seq"]?.integer ?? 0) + 1)
    }

    private func messages(_ ear: Ear, _ count: Int, from sequence: Int64) async throws -> [String] {
        var found: [String] = [], next = sequence
        while found.count < count {
            let event = try await ear.event()
            #expect(event["seq"] == .integer(next) && event["event"] != "hello")
            next += 1
            guard event["event"] == "posted", let post = event["data"]?["post"]?.string else { continue }
            found.append(try JSONReader.read(post)["message"]?.string ?? "")
        }
        return found
    }

    @Test(arguments: Engine.underTest)
    func whatWasMissedComesOnceAndInOrder(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), (id, next) = try await lost(world)
        #expect(try await messages(try await again(world, id, from: next), 3, from: next) == ["one", "two", "three"])
    }

    @Test func whatWentLostOnTheWayComesAgain() async throws {
        let world = try await PostWorld(.sqlite), (id, _) = try await lost(world)
        #expect(try await messages(try await again(world, id, from: 1), 4, from: 1) == ["heard", "one", "two", "three"])
    }

    @Test func whoCannotGoOnBeginsAnew() async throws {
        let world = try await PostWorld(.sqlite), (id, next) = try await lost(world)
        let stranger = try await again(world, id, from: next, as: world.cora).event()
        #expect(stranger["event"] == "hello" && stranger["data"]?["connection_id"]?.string != id, "another's connection is nobody's")
        let unknown = try await again(world, String(repeating: "n", count: 26), from: 3).event()
        #expect(unknown["event"] == "hello" && unknown["seq"] == 0)
        #expect(try await again(world, "short", from: 1).isCutOff())
        #expect(try await Ear(world.chat, query: "?connection_id=\(id)", fields: bearer(world.ben)).isCutOff())
    }

    /// The last 128 events are kept.
    @Test func whoMissedTooMuchBeginsAnew() async throws {
        let world = try await PostWorld(.sqlite), ear = try await Ear(world.chat, fields: bearer(world.ben))
        let id = try #require(try await ear.event()["data"]?["connection_id"]?.string)
        for number in 0..<130 { try await world.say("\(number)") }
        for _ in 0..<130 { _ = try await ear.event("posted") }
        ear.hangUp()
        try await Eventually.holds("the line is gone") { world.chat.services.hub.connectionCount(of: world.ben.id) == 0 }
        let late = try await again(world, id, from: 1).event()
        #expect(late["event"] == "hello" && late["seq"] == 0 && late["data"]?["connection_id"]?.string != id)
    }
}

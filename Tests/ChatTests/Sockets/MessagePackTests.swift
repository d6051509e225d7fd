import TestSupport
import Testing
import Wire

/// Clients that speak MessagePack to the server instead of JSON.
struct MessagePackTests {
    /// `{"seq": number, "action": action, "data": {}}`, packed.
    private func packed(_ action: String, _ number: UInt8) -> [UInt8] {
        func text(_ text: String) -> [UInt8] { [0xA0 | UInt8(text.utf8.count)] + Array(text.utf8) }
        return [0x83] + text("seq") + [number] + text("action") + text(action) + text("data") + [0x80]
    }

    @Test(arguments: Engine.underTest)
    func aPackedActionIsAnsweredLikeAnyOther(_ engine: Engine) async throws {
        let chat = try await Harness(engine), ann = try await chat.person("ann"), ear = try await Ear(chat, as: ann)
        let pong = try await ear.answer(to: 1, asked: packed("ping", 1), in: 0x82)
        #expect(pong["status"] == "OK" && pong["data"]?["text"] == "pong", "\(JSONWriter.text(of: pong))")
        try await Eventually.holds("who came is written down") {
            await chat.get("/users/me/status", as: ann)["status"] == "online"
        }
        let statuses = try await ear.answer(to: 2, asked: packed("get_statuses", 2), in: 0x82)
        #expect(statuses["status"] == "OK" && statuses["data"]?.object?[ann.id.raw] == "online")
        #expect(try await ear.say("ping", [:])["seq_reply"] == 1, "and JSON beside it")
    }

    @Test(arguments: [[0xC1], [0x83, 0xA3], [0xDF, 0xFF, 0xFF, 0xFF, 0xFF], Array(repeating: 0x91, count: 5_000), [0x01]] as [[UInt8]])
    func whatIsNoFrameEndsTheConnection(_ bytes: [UInt8]) async throws {
        let chat = try await Harness(.sqlite), ann = try await chat.person("ann"), ear = try await Ear(chat, as: ann)
        #expect(try await ear.isCutOff(by: bytes, in: 0x82))
        #expect(try await Ear(chat, as: ann).say("ping", [:])["status"] == "OK", "nobody else is harmed")
    }
}

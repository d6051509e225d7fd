import TestSupport
import Testing
import Wire

/// Typing and reactions go to those who look (facts: websocket.md section 5).
struct PresenceTests {
    private let world: PostWorld
    private let ann, ben: Ear
    /// A second channel with both in it.
    private let other: String

    private init(_ engine: Engine) async throws {
        world = try await PostWorld(engine)
        let made = await world.chat.post(
            "/channels", ["team_id": .string(world.team), "name": "bow", "display_name": "Bow", "type": "O"], as: world.ann)
        other = try #require(made["id"]?.string)
        await world.chat.post("/channels/\(other)/members", ["user_id": .string(world.ben.id.raw)], as: world.ann)
        ann = try await Ear(world.chat, as: world.ann)
        ben = try await Ear(world.chat, as: world.ben)
    }

    private func type(in channel: String) async throws {
        let answer = try await ann.say("user_typing", ["channel_id": .string(channel), "parent_id": ""])
        #expect(answer["status"] == "OK")
    }

    /// Where the next typing is that Ben hears of.
    private func typingHeard() async throws -> String? { try await ben.event("typing")["broadcast"]?["channel_id"]?.string }

    private func benLooks(_ data: JSONValue) async throws {
        #expect(try await ben.say("presence", data)["status"] == "OK")
    }

    @Test(arguments: Engine.underTest)
    static func whoNeverSaidWhereTheyLookHearsEverything(_ engine: Engine) async throws {
        let test = try await PresenceTests(engine)
        for channel in [test.world.room, test.other] {
            try await test.type(in: channel)
            #expect(try await test.typingHeard() == channel)
        }
    }

    /// A channel alone is not all that a client may show: threads of the other one may be open beside it.
    @Test(arguments: Engine.underTest)
    static func whoSaidNothingOfThreadsGoesOnHearing(_ engine: Engine) async throws {
        let test = try await PresenceTests(engine)
        try await test.benLooks(["channel_id": .string(test.other)])
        try await test.benLooks(["thread_channel_id": "", "is_thread_view": false])
        try await test.type(in: test.world.room)
        #expect(try await test.typingHeard() == test.world.room)
    }

    @Test(arguments: Engine.underTest)
    static func whoLooksElsewhereHearsNoTypingAndNoReaction(_ engine: Engine) async throws {
        let test = try await PresenceTests(engine), world = test.world
        let post = try await world.say("look")
        try await test.benLooks(["channel_id": .string(test.other)])
        try await test.benLooks(["thread_channel_id": "", "is_thread_view": false])
        try await test.benLooks(["thread_channel_id": .string(test.other), "is_thread_view": true])
        try await test.type(in: world.room)
        let reaction: JSONValue = ["user_id": .string(world.ann.id.raw), "post_id": .string(post), "emoji_name": "smile"]
        #expect(await world.chat.post("/reactions", reaction, as: world.ann).status == 200)
        #expect(await world.chat.delete("/users/me/posts/\(post)/reactions/smile", as: world.ann).status == 200)
        // Events come in order: what is heard next is all that was to be heard. Messages come wherever one looks.
        try await world.say("still here")
        try await test.type(in: test.other)
        var names: [String] = []
        while names.last != "typing" {
            let event = try await test.ben.event(), name = event["event"]?.string ?? ""
            let isOurs = event["data"]?["post"]?.string?.contains("still here") == true
            if isOurs || ["typing", "reaction_added", "reaction_removed"].contains(name) { names.append(name) }
            if name == "typing" { #expect(event["broadcast"]?["channel_id"] == .string(test.other)) }
        }
        #expect(names == ["posted", "typing"])
    }

    @Test(arguments: Engine.underTest)
    static func anOpenThreadOfTheChannelIsLookingToo(_ engine: Engine) async throws {
        let test = try await PresenceTests(engine), room = test.world.room
        for isView in [false, true] {
            try await test.benLooks(["channel_id": .string(test.other)])
            try await test.benLooks(["thread_channel_id": "", "is_thread_view": .bool(!isView)])
            try await test.benLooks(["thread_channel_id": .string(room), "is_thread_view": .bool(isView)])
            try await test.type(in: room)
            #expect(try await test.typingHeard() == room)
        }
    }

    @Test(arguments: Engine.underTest)
    static func whatIsNoChannelIsPassedOver(_ engine: Engine) async throws {
        let test = try await PresenceTests(engine)
        try await test.benLooks(["channel_id": 5, "thread_channel_id": true])
        try await test.benLooks(.object(JSONObject()))
        try await test.type(in: test.world.room)
        #expect(try await test.typingHeard() == test.world.room)
    }
}

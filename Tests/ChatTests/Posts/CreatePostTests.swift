import Database
import TestSupport
import Testing
import Wire

struct CreatePostTests {
    @Test(arguments: Engine.underTest)
    func aMemberPostsAndTheChannelHears(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let id = try await world.say("hello #sea", pending: "\(world.ann.id):1")
        let event = try #require(world.heard("posted"))
        #expect(event.broadcast.channel == ID(world.room) && event.personal.isEmpty)
        let data = try JSONReader.read(event.data), post = try JSONReader.read(try #require(data["post"]?.string))
        #expect(post["id"]?.string == id && post["hashtags"]?.string == "#sea" && post["pending_post_id"]?.string == "\(world.ann.id):1")
        #expect(data["sender_name"]?.string == "@ann" && data["channel_type"]?.string == "O")
        #expect(world.heard("multiple_channels_viewed")?.broadcast.user == world.ann.id)
    }

    @Test(arguments: Engine.underTest)
    func countersAgreeWithTheMessages(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let root = try await world.say("one")
        try await world.say("two @ben", root: root)
        try await world.say("three @all", as: world.ann)
        // Being added to the channel called ben as well, but is no message that counts.
        #expect(try await world.counts(of: world.ben) == (read: 0, mentions: 3, total: 3))
        #expect(try await world.counts(of: world.ann) == (read: 3, mentions: 0, total: 3))
        try await world.say("four", as: world.ben)
        #expect(try await world.counts(of: world.ben) == (read: 4, mentions: 0, total: 4))
    }

    @Test(arguments: Engine.underTest)
    func theSameMessageSentAgainIsWrittenOnce(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let pending = "\(world.ann.id):7"
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<12 { group.addTask { try await world.say("once", pending: pending) } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(world.chat.events.count { $0.name == "posted" } == 1)
        #expect(try await world.counts(of: world.ann).total == 1)
    }

    @Test(arguments: Engine.underTest)
    func manyAtTheSameTimeLoseNothing(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask { _ = try? await world.say("@ben \(number)", as: number % 2 == 0 ? world.ann : world.ben) }
            }
        }
        let (read, mentions, total) = try await world.counts(of: world.ben)
        #expect(total == 60 && read <= 60 && mentions <= 30)
        let page = await world.chat.get("/channels/\(world.room)/posts?per_page=200", as: world.ben)
        #expect(page["order"]?.array?.count == 62)
    }

    @Test(arguments: Engine.underTest)
    func refusalsSayNothing(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        func post(_ body: JSONValue, as person: Person) async -> Harness.Reply { await world.chat.post("/posts", body, as: person) }
        let room = JSONValue.string(world.room)
        world.refuses(await post(["channel_id": room, "message": "x"], as: world.cora), 403, "api.context.permissions.app_error")
        world.refuses(await post(["channel_id": "abc", "message": "x"], as: world.ann), 403, "api.context.permissions.app_error")
        world.refuses(await post(["channel_id": room, "root_id": "abc"], as: world.ann), 400, "api.post.create_post.root_id.app_error")
        world.refuses(await post(["channel_id": room, "message": 5], as: world.ann), 400, "api.context.invalid_body_param.app_error")
        world.refuses(
            await post(["channel_id": room, "message": "a\u{0}b"], as: world.ann), 400, "api.context.invalid_body_param.app_error")
        world.refuses(
            await post(["channel_id": room, "type": "system_generic"], as: world.ann), 400, "api.context.invalid_param.app_error")
        let long = JSONValue.string(String(repeating: "ü", count: 16_384))
        world.refuses(
            await post(["channel_id": room, "message": long], as: world.ann), 400, "model.post.is_valid.message_length.app_error")
        #expect(try await world.counts(of: world.ann).total == 0)
    }

    @Test(arguments: Engine.underTest)
    func whoIsNamedHearsItAndWhoIsAbsentIsReported(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        try await world.say("ask @BEN.")
        #expect(
            world.heard("posted")?.personal[world.ben.id].map { String(decoding: $0, as: UTF8.self) }
                == #""mentions":"[\"\#(world.ben.id)\"]""#)
        try await world.say("`@ben` is code")
        #expect(world.heard("posted")?.personal.isEmpty == true)
        try await world.say("and @cora")
        #expect(world.heard("ephemeral_message")?.broadcast.user == world.ann.id)
    }

    @Test(arguments: Engine.underTest)
    func aKeywordCallsAndItsChangeIsHeeded(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        try await world.say("who wants a pancake?")
        #expect(world.heard("posted")?.personal.isEmpty == true)
        try await world.chat.db.write { tx in
            _ = try tx.execute(
                "UPDATE users SET notifyprops = \(json: #"{"mention_keys":"pancake","first_name":"false"}"#) WHERE id = \(world.ben.id.raw)"
            )
            tx.afterCommit(Signal.userChanged(world.ben.id))
        }
        try await world.say("who wants a Pancake?")
        #expect(world.heard("posted")?.personal.keys.contains(world.ben.id) == true)
    }

    @Test(arguments: Engine.underTest)
    func aNameOfAClosedChannelIsOnlyShownToThoseInside(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        await world.chat.post(
            "/channels", ["team_id": .string(world.team), "name": "hold", "display_name": "Hold", "type": "P"], as: world.ann)
        try await world.say("see ~hold and ~deck")
        let event = try #require(world.heard("posted"))
        #expect(
            !String(decoding: event.others, as: UTF8.self).contains("Hold")
                && String(decoding: event.others, as: UTF8.self).contains("Deck"))
        #expect(event.personal[world.ann.id].map { String(decoding: $0, as: UTF8.self).contains("Hold") } == true)
    }
}

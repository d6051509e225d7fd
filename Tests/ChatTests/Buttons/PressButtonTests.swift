import Chat
import Outside
import Synchronization
import TestSupport
import Testing
import Wire

struct PressButtonTests {
    /// What is behind the buttons: answers what a test says, and keeps what it was asked.
    private final class Behind: Sendable {
        let asked = Mutex<[FetchRequest]>([])
        let answer = Mutex<(status: Int, text: String)>((200, "{}"))
        /// Happens before the answer.
        let meanwhile = Mutex<(@Sendable () async -> Void)?>(nil)

        var outbound: Outbound {
            Outbound { request in
                self.asked.withLock { $0.append(request) }
                await self.meanwhile.withLock { $0 }?()
                var response = FetchResponse()
                (response.status, response.body) = self.answer.withLock { ($0.status, Array($0.text.utf8)) }
                guard response.status > 0 else { throw FetchError.timedOut }
                return response
            }
        }
        func says(_ text: String, _ status: Int = 200) { answer.withLock { $0 = (status, text) } }
    }

    private static let attachments: JSONValue = [
        [
            "text": "May I?",
            "actions": [
                ["id": "yes", "name": "Yes", "type": "button", "integration": ["url": "http://app.example/yes", "context": ["n": 1]]],
                [
                    "id": "pick", "name": "Pick", "type": "select", "data_source": "users",
                    "integration": ["url": "http://app.example/pick"],
                ],
                ["name": "Nameless", "integration": ["url": "http://app.example/x"]], ["id": "no", "name": "Goes nowhere"],
            ],
        ]
    ]

    private struct World {
        let behind = Behind()
        let chat: Harness
        let town: Town
        let room, post: String

        init(_ engine: Engine) async throws {
            chat = try await Harness(engine, outbound: behind.outbound)
            town = try await Town(on: chat)
            room = try await town.channel("room", members: [town.ben])
            let said = await chat.post(
                "/posts", ["channel_id": .string(room), "message": "well", "props": ["attachments": PressButtonTests.attachments]],
                as: town.ann)
            post = try #require(said["id"]?.string)
            chat.forget()
        }

        func press(_ button: String, _ body: JSONValue? = [:], as person: Person? = nil) async -> Harness.Reply {
            await chat.post("/posts/\(post)/actions/\(button)", body, as: person ?? town.ben)
        }

        var lastAsked: JSONValue? {
            behind.asked.withLock { $0.last }.flatMap { try? JSONReader.read($0.body) }
        }

        func refuses(_ reply: Harness.Reply, _ status: Int, _ id: String, location: SourceLocation = #_sourceLocation) {
            #expect(reply.status == status && reply.errorID == id, "\(reply.text)", sourceLocation: location)
            #expect(chat.events.isEmpty, "\(chat.eventNames)", sourceLocation: location)
        }
    }

    @Test(arguments: Engine.underTest)
    func aButtonAsksItsAddressWhichChangesTheMessage(_ engine: Engine) async throws {
        let world = try await World(engine), town = world.town
        world.behind.says(##"{"update":{"message":"done #well","props":{"attachments":[{"text":"closed"}]}},"ephemeral_text":"thanks"}"##)
        let reply = await world.press("yes")
        #expect(reply.status == 200 && reply["status"] == "OK" && reply["trigger_id"]?.string?.count == 26)
        let asked = try #require(world.lastAsked)
        for (key, value) in [
            ("user_id", town.ben.id.raw), ("user_name", "ben"), ("channel_id", world.room), ("channel_name", "room"),
            ("team_id", town.team),
            ("team_domain", "town"), ("post_id", world.post), ("type", "button"), ("data_source", ""),
        ] {
            #expect(asked[key]?.string == value, "\(key)")
        }
        #expect(asked["context"] == ["n": 1])
        let trigger = try #require(asked["trigger_id"]?.string.flatMap { Base64.decode($0) }.map { String(decoding: $0, as: UTF8.self) })
        #expect(trigger.hasPrefix("\(reply["trigger_id"]?.string ?? ""):\(town.ben.id):"))
        #expect(world.chat.eventNames == ["post_edited", "ephemeral_message"])
        let note = try JSONReader.read(try #require(world.chat.events.last?.json["post"]?.string))
        #expect(note["message"] == "thanks" && note["user_id"]?.string == town.ben.id.raw && note["root_id"]?.string == world.post)
        let post = await world.chat.get("/posts/\(world.post)", as: town.ann)
        #expect(post["message"] == "done #well" && post["hashtags"] == "#well" && post["user_id"]?.string == town.ann.id.raw)
        #expect(post["edit_at"]?.integer != 0 && post["props"]?["attachments"]?.array?.first?["text"] == "closed")
        let history = await world.chat.get("/posts/\(world.post)/edit_history", as: town.ann)
        #expect(history.json.array?.first?["message"] == "well")
        world.chat.forget()
        world.refuses(await world.press("yes"), 404, "api.post.do_action.action_id.app_error")
        #expect(world.behind.asked.withLock { $0.count } == 1)
    }

    @Test(arguments: Engine.underTest)
    func aMenuTellsWhatWasChosenAndNothingNeedChange(_ engine: Engine) async throws {
        let world = try await World(engine), town = world.town
        world.behind.says(#"{"update":null,"skip_slack_parsing":true}"#)
        #expect(await world.press("pick", ["selected_option": .string(town.ann.id.raw)], as: town.cat).status == 200, "whoever may read it")
        #expect(world.lastAsked?["context"] == ["selected_option": .string(town.ann.id.raw)])
        #expect(world.lastAsked?["data_source"] == "users" && world.lastAsked?["type"] == "select" && world.chat.events.isEmpty)
        let shown = await world.chat.get("/posts/\(world.post)", as: town.ben)
        let actions = try #require(shown["props"]?["attachments"]?.array?.first?["actions"]?.array)
        #expect(actions.allSatisfy { $0["integration"] == nil && $0["id"]?.string?.isEmpty == false }, "each has an id, none its address")
        #expect(await world.press(actions[2]["id"]?.string ?? "", nil).status == 200, "a body is not needed")
        #expect(world.lastAsked?["context"] == nil)
        let reach = world.behind.asked.withLock { $0.last?.reach }
        if case .guarded = reach {} else { Issue.record("whoever attaches a button chooses its address: \(String(describing: reach))") }
    }

    @Test(arguments: Engine.underTest)
    func noUsefulAnswerChangesNothing(_ engine: Engine) async throws {
        let world = try await World(engine), town = world.town, failed = "api.post.do_action.action_integration.app_error"
        for (text, status) in [
            (#"{"error":{"message":"no"}}"#, 500), ("not JSON", 200), ("[]", 200), (#"{"update":"x"}"#, 200),
            (#"{"ephemeral_text":1}"#, 200),
            ("", 0), ("", 200), (#"{"update":{"message":"x"}}"#, 302),
        ] {
            world.behind.says(text, status)
            world.refuses(await world.press("yes"), 400, failed)
        }
        world.behind.says(#"{"update":{"message":"\#(String(repeating: "x", count: 20_000))"}}"#)
        world.refuses(await world.press("yes"), 400, "model.post.is_valid.message_length.app_error")
        #expect(await world.chat.get("/posts/\(world.post)", as: town.ann)["message"] == "well")
        let before = world.behind.asked.withLock { $0.count }
        world.refuses(await world.press("unknown"), 404, "api.post.do_action.action_id.app_error")
        world.refuses(await world.press("no"), 404, "api.post.do_action.action_id.app_error")
        world.refuses(await world.press("yes", as: town.out), 403, "api.context.permissions.app_error")
        world.refuses(await world.press("yes", ["selected_option": 1]), 400, "api.context.invalid_body_param.app_error")
        let unknown = await world.chat.post("/posts/\(String(repeating: "x", count: 26))/actions/yes", [:], as: town.ben)
        world.refuses(unknown, 403, "api.context.permissions.app_error")
        #expect(world.behind.asked.withLock { $0.count } == before, "nobody else was asked")
    }

    /// While the address thinks, the message is deleted, or others press too.
    @Test(arguments: Engine.underTest)
    func whatHappensMeanwhileStands(_ engine: Engine) async throws {
        let world = try await World(engine), town = world.town
        world.behind.says(#"{"update":{"message":"pressed"}}"#)
        await withTaskGroup { group in
            for person in [town.ann, town.ben, town.cat] { group.addTask { #expect(await world.press("yes", as: person).status == 200) } }
        }
        let versions = await world.chat.get("/posts/\(world.post)/edit_history", as: town.ann)
        #expect(versions.json.array?.count == 3, "each found what the one before had made")
        #expect(await world.press("pick").status == 200, "an answer without props leaves the buttons")
        let (post, chat, ann) = (world.post, world.chat, town.ann)
        world.behind.meanwhile.withLock { $0 = { await chat.delete("/posts/\(post)", as: ann) } }
        #expect(await world.press("yes").errorID == "api.context.permissions.app_error")
        let seen = await chat.get("/posts/\(post)?include_deleted=true", as: town.root)
        #expect(seen["delete_at"]?.integer != 0)
    }
}

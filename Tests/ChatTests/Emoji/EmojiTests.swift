import Database
import Outside
import TestSupport
import Testing
import Wire

@testable import Chat

struct EmojiTests {
    private static func picture(_ width: Int, _ height: Int) throws -> [UInt8] {
        try PNG.encode(Bitmap(width: width, height: height, pixels: [UInt8](repeating: 200, count: width * height * 4)))
    }

    private func add(_ name: String, _ picture: [UInt8]? = nil, by creator: Person, as person: Person? = nil, to chat: Harness) async throws
        -> Harness.Reply
    {
        let description = "{\"name\":\"\(name)\",\"creator_id\":\"\(creator.id)\"}"
        let head =
            "--edge\r\nContent-Disposition: form-data; name=\"emoji\"\r\n\r\n\(description)\r\n--edge\r\n"
            + "Content-Disposition: form-data; name=\"image\"; filename=\"e.png\"\r\nContent-Type: image/png\r\n\r\n"
        let body = Array(head.utf8) + (try picture ?? Self.picture(16, 16)) + Array("\r\n--edge--\r\n".utf8)
        return await chat.send(
            "POST", "/emoji", as: person ?? creator, body: body, fields: [("Content-Type", "multipart/form-data; boundary=edge")])
    }

    @Test(arguments: Engine.underTest)
    func anEmojiIsAddedAndEverybodyHears(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let party = try await add("party", by: world.ann, to: chat)
        #expect(party.status == 200 && party["name"] == "party" && party["creator_id"] == .string(world.ann.id.raw), "\(party.text)")
        #expect(chat.eventNames == ["emoji_added"] && chat.events[0].broadcast == .everybody)
        let id = try #require(party["id"]?.string)
        #expect(await chat.get("/emoji/\(id)", as: world.outsider)["name"] == "party")
        #expect(await chat.get("/emoji/name/party", as: world.ben)["id"] == .string(id))
        #expect(await chat.get("/emoji?sort=name", as: world.ben).json.array?.count == 1)
        #expect(await chat.post("/emoji/names", ["party", "nothing"], as: world.ben).json.array?.count == 1)
        #expect(await chat.get("/emoji/autocomplete?name=par", as: world.ben).json.array?.count == 1)
        #expect(await chat.post("/emoji/search", ["term": "art"], as: world.ben).json.array?.count == 1)
        #expect(await chat.post("/emoji/search", ["term": "art", "prefix_only": true], as: world.ben).json.array?.isEmpty == true)
        #expect(await chat.post("/emoji/search", ["term": "%"], as: world.ben).json.array?.isEmpty == true)
        let image = await chat.get("/emoji/\(id)/image", as: world.ben)
        #expect(image.contentType == "image/png" && image.field("Cache-Control") == "max-age=2592000, private")
    }

    @Test(arguments: Engine.underTest)
    func aLargePictureIsMadeSmallerAndATooLargeOneRefused(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let wide = try await add("wide", Self.picture(256, 128), by: world.ann, to: chat)
        let id = try #require(wide["id"]?.string), image = await chat.get("/emoji/\(id)/image", as: world.ben)
        let header = try #require(PictureHeader(image.body))
        #expect(header.width == 128 && header.height == 64)
        chat.forget()
        world.refuses(
            try await add("huge", Self.picture(1_029, 2), by: world.ann, to: chat), 400,
            "api.emoji.upload.large_image.too_large.app_error")
        world.refuses(
            try await add("big", [UInt8](repeating: 1, count: 530_000), by: world.ann, to: chat), 413,
            "api.emoji.create.too_large.app_error")
        world.refuses(
            try await add("text", Array("<svg/>".utf8), by: world.ann, to: chat), 400, "api.emoji.upload.image.app_error")
    }

    @Test(arguments: Engine.underTest)
    func messagesAndReactionsNameItUntilItIsRemoved(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let party = try await add("party", by: world.ann, to: chat), id = try #require(party["id"]?.string)
        let post = try await world.say("hooray :party: :smile: 10:30:00", as: world.ben)
        let said = try world.messageHeard("posted")
        #expect(said["metadata"]?["emojis"]?.array?.count == 1)
        let reaction: JSONValue = ["user_id": .string(world.ben.id.raw), "post_id": .string(post), "emoji_name": "party"]
        #expect(await chat.post("/reactions", reaction, as: world.ben).status == 200)
        let page = await chat.get("/channels/\(world.room)/posts", as: world.ben)
        #expect(page["posts"]?[post]?["metadata"]?["emojis"]?.array?.first?["name"] == "party")
        chat.forget()
        world.refuses(await chat.delete("/emoji/\(id)", as: world.ben), 403, "api.context.permissions.app_error")
        #expect(await chat.delete("/emoji/\(id)", as: world.ann).status == 200)
        let after = await chat.get("/posts/\(post)", as: world.ben)
        #expect(after["metadata"] == [:] && after["has_reactions"] == nil)
        world.refuses(await chat.delete("/emoji/\(id)", as: world.ann), 404, "app.emoji.get.no_result")
        #expect(await chat.get("/emoji/\(id)/image", as: world.ann).status == 404)
        #expect(try await add("party", by: world.ben, to: chat).status == 200, "the name is free again")
    }

    @Test(arguments: Engine.underTest)
    func refusalsSayNothing(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        world.refuses(try await add("smile", by: world.ann, to: chat), 400, "model.emoji.system_emoji_name.app_error")
        world.refuses(try await add("Has Space", by: world.ann, to: chat), 400, "model.emoji.name.app_error")
        world.refuses(try await add("theirs", by: world.ben, as: world.ann, to: chat), 403, "api.emoji.create.other_user.app_error")
        world.refuses(await chat.post("/emoji", ["name": "x"], as: world.ann), 400, "api.emoji.create.parse.app_error")
        world.refuses(await chat.post("/emoji/names", [], as: world.ann), 400, "api.context.invalid_body_param.app_error")
        world.refuses(await chat.get("/emoji?sort=age", as: world.ann), 400, "api.context.invalid_url_param.app_error")
        world.refuses(await chat.get("/emoji/name/none", as: world.ann), 404, "app.emoji.get_by_name.no_result")
        let off = try await Harness(engine, settings: ["MM_SERVICESETTINGS_ENABLECUSTOMEMOJI": "false"])
        let ann = try await off.person("ann")
        #expect(await off.get("/emoji", as: ann).errorID == "api.emoji.disabled.app_error")
    }

    @Test(arguments: Engine.underTest)
    func ofManyWithOneNameOneIsAdded(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 { group.addTask { try await add("once", by: world.ann, to: world.chat).status } }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 200 } == 1 && statuses.count { $0 == 400 } == 5)
        #expect(world.chat.eventNames == ["emoji_added"])
    }

    /// What lies in the store of emoji, and what the journal knows.
    private func kept(_ chat: Harness) async throws -> (files: [String], journal: Int64) {
        let journal = try await chat.db.read { try $0.value("SELECT COUNT(*) FROM martlet_filejournal", as: Int64.self) ?? -1 }
        return (try await chat.services.files.list("emoji"), journal)
    }

    private static var ownFolder: [String: String] { ["MM_FILESETTINGS_DIRECTORY": TestDirectory.shared.path("emoji-\(Token.secret())")] }

    @Test(arguments: Engine.underTest)
    func ofTwoWithOneNameOneIsKeptAndNoPictureStaysWithoutIt(_ engine: Engine) async throws {
        let world = try await PostWorld(engine, settings: Self.ownFolder), chat = world.chat
        async let one = add("twin", by: world.ann, to: chat)
        async let two = add("twin", by: world.ben, to: chat)
        #expect(try await [one.status, two.status].sorted() == [200, 400])
        chat.advance(milliseconds: CleanUpFiles.grace)
        await Housekeeping(services: chat.services).run()
        let id = try #require(await chat.get("/emoji/name/twin", as: world.ann)["id"]?.string)
        let (files, journal) = try await kept(chat)
        #expect(files == ["emoji/\(id)/image"])
        #expect(journal == 0)
    }

    @Test(arguments: Engine.underTest)
    func aPictureThatLostItsRowToACrashIsRemoved(_ engine: Engine) async throws {
        let world = try await PostWorld(engine, settings: Self.ownFolder), chat = world.chat
        let now = chat.services.now()
        try await chat.db.write { try $0.fileJournal.expect(["emoji/lost/image"], at: now) }
        try await chat.services.files.write(.bytes([1]), to: "emoji/lost/image")
        let party = try #require(try await add("party", by: world.ann, to: chat)["id"]?.string)
        await chat.delete("/emoji/\(party)", as: world.ann)
        #expect(try await kept(chat) == (["emoji/lost/image"], 1))
        chat.advance(milliseconds: CleanUpFiles.grace)
        await Housekeeping(services: chat.services).run()
        #expect(try await kept(chat) == ([], 0))
    }
}

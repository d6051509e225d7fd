import TestSupport
import Testing
import Wire

struct BookmarkTests {
    private func link(_ name: String, _ url: String = "https://example.com/x") -> JSONValue {
        ["display_name": .string(name), "emoji": ":house:", "link_url": .string(url), "type": "link"]
    }

    private func add(_ world: PostWorld, _ name: String, as person: Person? = nil) async throws -> String {
        let reply = await world.chat.post("/channels/\(world.room)/bookmarks", link(name), as: person ?? world.ann)
        return try #require(reply["id"]?.string, "\(reply.text)")
    }

    private func names(_ world: PostWorld) async -> [String] {
        await world.chat.get("/channels/\(world.room)/bookmarks", as: world.ben).json.array?.compactMap { $0["display_name"]?.string } ?? []
    }

    @Test(arguments: Engine.underTest)
    func aLinkIsAddedChangedSortedAndDeleted(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let made = await chat.post("/channels/\(world.room)/bookmarks", link("Home"), as: world.ann)
        #expect(made.status == 201 && made["sort_order"] == 0 && made["emoji"] == "house" && made["file_id"] == "", "\(made.text)")
        #expect(chat.eventNames == ["channel_bookmark_created"] && chat.events[0].broadcast.channel == ID(world.room))
        let home = try #require(made["id"]?.string)
        let second = try await add(world, "Second"), third = try await add(world, "Third")
        chat.forget()
        let path = "/channels/\(world.room)/bookmarks"
        let renamed = await chat.send("PATCH", "\(path)/\(home)", as: world.ann, json: ["display_name": "House"])
        #expect(renamed["updated"]?["display_name"] == "House" && renamed["deleted"] == nil)
        #expect(await chat.post("\(path)/\(third)/sort_order", 0, as: world.ben).json.array?.count == 3)
        #expect(await names(world) == ["Third", "House", "Second"])
        #expect(await chat.delete("\(path)/\(second)", as: world.ann)["delete_at"] != 0)
        #expect(chat.eventNames == ["channel_bookmark_updated", "channel_bookmark_sorted", "channel_bookmark_deleted"])
        #expect(await names(world) == ["Third", "House"])
        let since = await chat.get("\(path)?bookmarks_since=1", as: world.ben).json.array ?? []
        #expect(since.count == 3, "also the deleted one")
    }

    @Test(arguments: Engine.underTest)
    func whoChangesAnothersReplacesIt(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let id = try await add(world, "Ann's")
        let reply = await world.chat.send(
            "PATCH", "/channels/\(world.room)/bookmarks/\(id)", as: world.ben, json: ["display_name": "Ben's"])
        #expect(reply["updated"]?["owner_id"] == .string(world.ben.id.raw) && reply["updated"]?["original_id"] == .string(id))
        #expect(reply["deleted"]?["id"] == .string(id) && reply["deleted"]?["delete_at"] != 0)
        #expect(await names(world) == ["Ben's"])
    }

    @Test(arguments: Engine.underTest)
    func aFileBelongsToOneBookmark(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let upload = await chat.send(
            "POST", "/files?channel_id=\(world.room)&filename=plan.txt", as: world.ann, body: Array("plan".utf8))
        let file = try #require(upload["file_infos"]?.array?.first?["id"]?.string)
        let wish: JSONValue = ["display_name": "Plan", "type": "file", "file_id": .string(file)]
        let path = "/channels/\(world.room)/bookmarks"
        chat.forget()
        world.refuses(
            await chat.post(path, wish, as: world.ben), 400, "model.channel_bookmark.is_valid.file_id.missing_or_invalid.app_error")
        let made = await chat.post(path, wish, as: world.ann)
        #expect(made.status == 201 && made["file"]?["name"] == "plan.txt", "\(made.text)")
        chat.forget()
        world.refuses(
            await chat.post(path, wish, as: world.ann), 400, "model.channel_bookmark.is_valid.file_id.missing_or_invalid.app_error")
        #expect(await chat.get(path, as: world.ben).json.array?.first?["file"]?["id"] == .string(file))
    }

    @Test(arguments: Engine.underTest)
    func manyAtOnceGetPlacesOfTheirOwnAndNoneIsTooMany(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let statuses = await withTaskGroup(of: Int.self) { group in
            for number in 0..<54 {
                group.addTask {
                    await world.chat.post("/channels/\(world.room)/bookmarks", link("b\(number)"), as: world.ann).status
                }
            }
            return await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 201 } == 50 && statuses.count { $0 == 400 } == 4)
        let orders = await world.chat.get("/channels/\(world.room)/bookmarks", as: world.ann).json.array?.map { $0["sort_order"]?.integer }
        #expect(orders == (0..<50).map { Int64($0) })
    }

    @Test(arguments: Engine.underTest)
    func refusalsSayNothing(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), chat = world.chat
        let path = "/channels/\(world.room)/bookmarks", id = try await add(world, "Home")
        chat.forget()
        world.refuses(await chat.post(path, link(""), as: world.ann), 400, "model.channel_bookmark.is_valid.display_name.app_error")
        world.refuses(
            await chat.post(path, link("x", "javascript:alert(1)"), as: world.ann), 400,
            "model.channel_bookmark.is_valid.link_url.missing_or_invalid.app_error")
        world.refuses(
            await chat.post(path, ["display_name": "x", "type": "board"], as: world.ann), 400,
            "model.channel_bookmark.is_valid.type.app_error")
        world.refuses(await chat.post(path, link("x"), as: world.outsider), 403, "api.context.permissions.app_error")
        world.refuses(await chat.get(path, as: world.outsider), 403, "api.context.permissions.app_error")
        world.refuses(
            await chat.post("\(path)/\(id)/sort_order", 7, as: world.ann), 400,
            "app.channel.bookmark.update_sort.invalid_input.app_error")
        let unknown = String(repeating: "n", count: 26)
        world.refuses(await chat.delete("\(path)/\(unknown)", as: world.ann), 404, "app.channel.bookmark.get.app_error")
        await chat.delete("/channels/\(world.room)", as: world.ann)
        chat.forget()
        world.refuses(
            await chat.post(path, link("x"), as: world.ann), 403,
            "api.channel.bookmark.create_channel_bookmark.deleted_channel.forbidden.app_error")
    }
}

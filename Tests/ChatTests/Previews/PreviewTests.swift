import Database
import Network
import Outside
import TestSupport
import Testing
import Wire

@testable import Chat

/// What a message shows of the pages, pictures and messages that it links to.
struct PreviewTests {
    struct World {
        let chat: Harness, ann: Person, bob: Person, channel: String, site: PageServer

        init(_ engine: Engine, allowed: String = "127.0.0.1", settings: [String: String] = [:]) async throws {
            site = try PageServer()
            chat = try await Harness(
                engine,
                settings: [
                    "MM_SERVICESETTINGS_ALLOWEDUNTRUSTEDINTERNALCONNECTIONS": allowed, "MM_SERVICESETTINGS_SITEURL": "http://chat.example",
                ].merging(settings) { $1 }, outbound: .network)
            ann = try await chat.person("ann")
            bob = try await chat.person("bob")
            let made = await chat.post("/channels/direct", [.string(ann.id.raw), .string(bob.id.raw)], as: ann)
            channel = made["id"]?.string ?? ""
        }

        func say(_ text: String) async -> Harness.Reply {
            await chat.post("/posts", ["channel_id": .string(channel), "message": .string(text)], as: ann)
        }
    }

    private static let page = """
        <meta property="og:title" content="A &amp;lt;title&amp;gt;"><meta property="og:image" content="p.png"><meta property="og:url" content="x">
        """
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 0, 6, 0, 0, 0, 4, 8, 2, 0, 0, 0, 1, 2, 3, 4]

    @Test(arguments: Engine.underTest)
    func aPageIsShownInTheAnswerTheEventAndLater(_ engine: Engine) async throws {
        let world = try await World(engine)
        defer { world.site.stop() }
        let address = world.site.serve("/page", .init(Self.page))
        world.site.serve("/p.png", .init(bytes: Self.png, "image/png"))
        world.chat.forget()
        let post = await world.say("see \(address)")
        let embed = post["metadata"]?["embeds"]?.array?.first
        #expect(post.status == 201 && embed?["type"] == "opengraph" && embed?["data"]?["title"] == "A <title>")
        #expect(embed?["data"]?["url"] == .string(address))
        #expect(post["metadata"]?["images"]?[world.site.url + "/p.png"]?["width"] == 6)
        let told = try #require(world.chat.events.first { $0.name == "posted" })
        #expect(String(decoding: told.data, as: UTF8.self).contains("opengraph"))
        let read = await world.chat.get("/posts/\(post["id"]?.string ?? "")", as: world.bob)
        #expect(read["metadata"] == post["metadata"])
        let listed = await world.chat.get("/channels/\(world.channel)/posts", as: world.bob)
        #expect(listed["posts"]?[post["id"]?.string ?? ""]?["metadata"] == post["metadata"])
        _ = await world.say("again \(address)")
        #expect(world.site.calls.map(\.path) == ["/page", "/p.png"], "what is known is not asked again")
        let rows = try await world.chat.db.read { tx in try tx.rows("SELECT type FROM linkmetadata ORDER BY type") { $0.string() } }
        #expect(rows == ["image", "opengraph"])
    }

    @Test(arguments: Engine.underTest)
    func whatIsInsideIsNotAsked(_ engine: Engine) async throws {
        let world = try await World(engine, allowed: "")
        defer { world.site.stop() }
        let post = await world.say("see \(world.site.serve("/page", .init(Self.page)))")
        #expect(post.status == 201 && post["metadata"] == [:])
        let read = await world.chat.get("/posts/\(post["id"]?.string ?? "")", as: world.bob)
        #expect(read["metadata"]?["embeds"]?.array?.first?["type"] == "link")
        #expect(world.site.calls.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func settingsForbidPreviews(_ engine: Engine) async throws {
        let world = try await World(engine, settings: ["MM_SERVICESETTINGS_RESTRICTLINKPREVIEWS": "example.com, 127.0"])
        defer { world.site.stop() }
        let post = await world.say("see \(world.site.serve("/page", .init(Self.page))) ![a](\(world.site.url)/p.png)")
        #expect(post["metadata"] == [:] && world.site.calls.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func anEditShowsTheNewLink(_ engine: Engine) async throws {
        let world = try await World(engine)
        defer { world.site.stop() }
        let address = world.site.serve("/page", .init(Self.page)), id = await world.say("no link")["id"]?.string ?? ""
        let edited = await world.chat.put("/posts/\(id)/patch", ["message": .string("now \(address)")], as: world.ann)
        #expect(edited["metadata"]?["embeds"]?.array?.first?["type"] == "opengraph")
    }

    @Test(arguments: Engine.underTest)
    func thePictureProxyShowsPicturesAndNothingElse(_ engine: Engine) async throws {
        let world = try await World(engine, settings: ["MM_IMAGEPROXYSETTINGS_ENABLE": "true"])
        defer { world.site.stop() }
        let picture = world.site.serve("/p.png", .init(bytes: Self.png, "image/png"))
        let page = world.site.serve("/page", .init("<script>alert(1)</script>"))
        let vector = world.site.serve("/v.svg", .init("<svg/>", "image/svg+xml"))
        let shown = await world.chat.get("/image?url=\(picture)", as: world.ann)
        #expect(shown.status == 200 && shown.contentType == "image/png" && shown.body == Self.png)
        #expect(shown.field("Content-Security-Policy") == "script-src 'none'")
        for address in [page, vector] { #expect(await world.chat.get("/image?url=\(address)", as: world.ann).status == 403) }
        #expect(await world.chat.get("/image?url=\(picture)").status == 401)
        #expect(await world.chat.get("/image?url=http://10.0.0.1/x.png", as: world.ann).status == 403)
        let post = await world.say("![a](\(picture))")
        #expect(post["message"] == .string("![a](\(picture))"))
        let read = await world.chat.get("/posts/\(post["id"]?.string ?? "")", as: world.bob)
        #expect(read["message"]?.string?.hasPrefix("![a](http://chat.example/api/v4/image?url=http%3A%2F%2F127.0.0.1") == true)
        let id = post["id"]?.string ?? ""
        _ = await world.chat.put("/posts/\(id)/patch", ["message": read["message"] ?? ""], as: world.ann)
        let stored = try await world.chat.db.read { tx in try tx.posts.find(ID(id))?.message }
        #expect(stored == "![a](\(picture))", "an address of the proxy is never kept")
    }

    /// The key of a row that a real 11.6 wrote.
    @Test func keysAreThoseOfTablesTakenOver() {
        #expect(LinkKey("http://127.0.0.1:42443/pyposts/page", at: 1_795_564_800_123).hash == 2_927_023_353)
    }

    /// Whoever may not write somewhere does not make the server ask elsewhere either.
    @Test(arguments: Engine.underTest)
    func nothingIsFetchedForThoseWhoMayNotWrite(_ engine: Engine) async throws {
        let world = try await World(engine)
        defer { world.site.stop() }
        let eve = try await world.chat.person("eve"), address = world.site.serve("/page", .init(Self.page))
        let post = await world.say("nothing yet")
        let text: JSONValue = .string("see \(address)")
        let tries = [
            await world.chat.post("/posts", ["channel_id": .string(world.channel), "message": text], as: eve),
            await world.chat.put("/posts/\(post["id"]?.string ?? "")/patch", ["message": text], as: eve),
            await world.chat.post(
                "/posts/ephemeral", ["user_id": .string(eve.id.raw), "post": ["channel_id": .string(world.channel), "message": text]],
                as: eve),
        ]
        #expect(tries.map(\.status) == [403, 403, 403])
        #expect(world.site.calls.isEmpty)
    }
}

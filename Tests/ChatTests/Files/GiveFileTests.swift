import Network
import Outside
import Synchronization
import TestSupport
import Testing
import Wire

@testable import Chat

struct GiveFileTests {
    private func get(_ world: FileWorld, _ id: String, _ fields: [(String, String)], method: String = "GET") async -> Harness.Reply {
        await world.chat.send(method, "/files/\(id)", as: world.ben, fields: fields)
    }

    /// The client sees that it was cut off; whoever runs the server reads why.
    @Test func aFileThatIsLostOnTheWayIsToldToTheLog() async throws {
        let store = DirectoryStore(root: TestDirectory.shared.path("lost"), pool: WorkerPool(threads: 1, queueLimit: 8))
        try await store.write(.bytes(Array("abc".utf8)), to: "a.txt")
        let lines = Mutex<[String]>([]),
            log = Log(now: { 1 }, write: { _, line in lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } })
        let file = GiveFile(path: "a.txt", name: "a.txt", type: "text/plain", changedAt: 0, isDownload: false, store: store, log: log)
        guard case .stream(length: 3, let next) = try await file.answer(HTTPRequest("GET", "/")).body else {
            Issue.record("no stream")
            return
        }
        try await store.remove("a.txt")
        await #expect(throws: OutsideError.notFound) { try await next() }
        #expect(lines.withLock { $0 }.map { $0.contains(#""path":"a.txt""#) } == [true])
    }

    @Test func partsAreGivenAsTheyAreAskedFor() async throws {
        let world = try await FileWorld(.sqlite)
        let id = try await world.uploaded("abc.txt", Array("abcdefghij".utf8))
        for (range, text, field) in [
            ("bytes=0-3", "abcd", "bytes 0-3/10"), ("bytes=-2", "ij", "bytes 8-9/10"), ("bytes=8-", "ij", "bytes 8-9/10"),
            ("bytes=5-999", "fghij", "bytes 5-9/10"),
        ] {
            let reply = await get(world, id, [("Range", range)])
            #expect(reply.status == 206 && reply.text == text && reply.field("content-range") == field)
        }
        let beyond = await get(world, id, [("Range", "bytes=10-")])
        #expect(beyond.status == 416 && beyond.field("content-range") == "bytes */10" && beyond.field("cache-control") == nil)
        for range in ["bytes=x-y", "lines=0-1", "bytes=3-1", "bytes=+1-2"] {
            #expect(await get(world, id, [("Range", range)]).status == 416)
        }
        let two = await get(world, id, [("Range", "bytes=0-1, 4-4")])
        #expect(two.status == 206 && two.contentType?.hasPrefix("multipart/byteranges; boundary=") == true)
        #expect(two.text.contains("Content-Range: bytes 0-1/10") && two.text.contains("\r\n\r\nab\r\n") && two.text.hasSuffix("--\r\n"))
        #expect(await get(world, id, [("Range", "bytes=0-9,0-9")]).status == 200, "more than the file is the file")
    }

    @Test func unchangedContentIsNotSentAgain() async throws {
        let world = try await FileWorld(.sqlite)
        let id = try await world.uploaded("abc.txt", [1, 2])
        let modified = try #require(await get(world, id, []).field("last-modified"))
        #expect(HTTPDate.seconds(modified) == 1_700_000_000)
        #expect(await get(world, id, [("If-Modified-Since", modified)]).status == 304)
        #expect(await get(world, id, [("If-Modified-Since", "Tue, 14 Nov 2023 22:13:19 GMT")]).status == 200)
        #expect(await get(world, id, [("Range", "bytes=0-0"), ("If-Range", modified)]).body == [1])
        #expect(await get(world, id, [("Range", "bytes=0-0"), ("If-Range", "\"other\"")]).body == [1, 2])
        #expect(await get(world, id, [], method: "HEAD").status == 200)
    }

    @Test(arguments: [
        ("a.html", "text/plain", "attachment"), ("a.js", "text/plain", "attachment"), ("a.svg", "image/svg+xml", "attachment"),
        ("a.png", "image/png", "inline"), ("a.mp4", "video/mp4", "inline"), ("a", "application/octet-stream", "attachment"),
    ])
    func nothingIsEverAPage(_ name: String, _ type: String, _ kind: String) async throws {
        let world = try await FileWorld(.sqlite)
        let reply = await get(world, try await world.uploaded(name, Array("<script>".utf8)), [])
        #expect(reply.contentType == type && reply.field("content-disposition")?.hasPrefix(kind + ";") == true)
        #expect(reply.field("x-content-type-options") == "nosniff" && reply.field("x-frame-options") == "DENY")
        #expect(reply.field("content-security-policy") == "Frame-ancestors 'none'")
    }

    @Test(arguments: Engine.underTest)
    func onlyThoseInTheChannelRead(_ engine: Engine) async throws {
        let world = try await FileWorld(engine)
        let id = try await world.uploaded("abc.txt", [1])
        for path in ["", "/info", "/thumbnail", "/preview"] {
            #expect(await world.chat.get("/files/\(id)\(path)", as: world.outsider).status == 403)
            #expect(await world.chat.get("/files/\(id)\(path)").status == 401)
            #expect(await world.chat.get("/files/\(Token.id(at: 1))\(path)", as: world.outsider).status == 404)
        }
        #expect(await world.chat.get("/files/short", as: world.ann).status == 400)
        let post = try await world.post([id])
        await world.chat.delete("/posts/\(post)", as: world.ann)
        #expect(await world.chat.get("/files/\(id)/info", as: world.ann).errorID == "app.file_info.get.app_error")
    }

    @Test(arguments: Engine.underTest)
    func aPublicLinkOpensWithItsHashOnly(_ engine: Engine) async throws {
        let world = try await FileWorld(engine, settings: ["MM_FILESETTINGS_ENABLEPUBLICLINK": "true"])
        let id = try await world.uploaded("abc.txt", Array("abc".utf8))
        #expect(await world.chat.get("/files/\(id)/link", as: world.ann).errorID == "api.file.get_public_link.no_post.app_error")
        _ = try await world.post([id])
        #expect(await world.chat.get("/files/\(id)/link", as: world.outsider).status == 403)
        let link = try #require(await world.chat.get("/files/\(id)/link", as: world.ben)["link"]?.string)
        let path = try #require(link.firstRange(of: "/files/").map { "!" + link[$0.lowerBound...] })
        let open = await world.chat.get(path)
        #expect(open.text == "abc" && open.field("content-disposition")?.hasPrefix("attachment") == true)
        for wrong in [String(path.dropLast()), "!/files/\(id)/public", path + "x", path.replacing(id, with: Token.id(at: 5))] {
            let refused = await world.chat.get(wrong)
            #expect([400, 404].contains(refused.status) && refused.contentType == "text/html")
        }
        let off = try await FileWorld(engine)
        #expect(await off.chat.get(path).status == 403)
        #expect(await off.chat.get("/files/\(id)/link", as: off.ann).errorID == "api.file.get_public_link.disabled.app_error")
    }
}

import Foundation
import TestSupport
import Testing
import Wire

/// A built client in a folder, as a browser asks for it.
struct ServedClientTests {
    private static let script = String(repeating: "console.log('hello');\n", count: 200)

    private func served() async throws -> Harness {
        let folder = TestDirectory.shared.path("client-\(UUID())")
        try FileManager.default.createDirectory(atPath: folder + "/files", withIntermediateDirectories: true)
        try "<!DOCTYPE html><title>client</title>".write(toFile: folder + "/root.html", atomically: true, encoding: .utf8)
        try Self.script.write(toFile: folder + "/main.0a1b.js", atomically: true, encoding: .utf8)
        try "wasm".write(toFile: folder + "/files/a.wasm", atomically: true, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: folder + "/out.txt", withDestinationPath: "/etc/hostname")
        return try await Harness(.sqlite, settings: ["MARTLET_CLIENTSETTINGS_DIRECTORY": folder])
    }

    /// As a browser asks, over a real connection.
    private func get(_ chat: Harness, _ path: String, _ fields: [String] = [], method: String = "GET") async throws -> Client.Answer {
        let port = try chat.port()
        return try await onOwnThread { try Client(port: port).ask(method, path, fields) }
    }

    @Test(arguments: ["/", "/crew/channels/town-square", "/login", "/crew/pl/none", "/static", "/root.html"])
    func everyAddressThatIsNoFileAndNoAPIIsThePage(_ path: String) async throws {
        let chat = try await served(), page = try await get(chat, path)
        #expect(page.status == 200 && page.text.contains("<title>client") && page.field("content-type") == "text/html; charset=utf-8")
        #expect(page.field("x-frame-options") == "SAMEORIGIN" && page.field("cache-control")?.hasPrefix("no-cache") == true)
        #expect(page.field("content-security-policy")?.contains("frame-ancestors 'self'") == true)
        let head = try await get(chat, path, method: "HEAD")
        #expect(head.status == 200 && head.body.isEmpty && head.field("content-type") == page.field("content-type"))
    }

    @Test func anUnknownCallIsNeverThePage() async throws {
        let chat = try await served(), unknown = try await get(chat, "/api/v4/nothing")
        #expect(unknown.status == 404 && unknown.text.contains("api.context.404.app_error"))
        #expect(try await get(chat, "/api/v4/users/me").status == 401)
        #expect(try await get(chat, "/", method: "POST").status == 404)
    }

    @Test func filesAreKeptForAYearAndComeCompressed() async throws {
        let chat = try await served(), path = "/static/main.0a1b.js"
        let file = try await get(chat, path)
        #expect(file.text == Self.script && file.field("content-type") == "text/javascript; charset=utf-8")
        #expect(file.field("cache-control") == "max-age=31556926, public")
        let modified = try #require(file.field("last-modified"))
        #expect(try await get(chat, path, ["If-Modified-Since: \(modified)"]).status == 304)
        let part = try await get(chat, path, ["Range: bytes=0-6"])
        #expect(part.status == 206 && part.text == "console" && part.field("content-range") == "bytes 0-6/\(Self.script.utf8.count)")
        #expect(try await get(chat, "/static/files/a.wasm").field("content-type") == "application/wasm")
        let small = try await get(chat, path, ["Accept-Encoding: gzip"])
        #expect(small.field("content-encoding") == "gzip" && (1..<500).contains(small.body.count))
    }

    @Test(arguments: [
        "/static/none.js", "/static/../root.html", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/out.txt", "/static/files",
        "/static/.hidden",
        "/static/a%00.js", "/static/files%5ca.wasm",
    ])
    func nothingOutsideTheFolderIsGiven(_ path: String) async throws {
        let answer = try await get(try await served(), path)
        #expect([400, 404].contains(answer.status), "\(answer.status) \(answer.text)")
    }

    @Test func withoutAClientAPageSaysThatTheServerRuns() async throws {
        let page = try await get(try await Harness(.sqlite), "/")
        #expect(page.status == 200 && page.field("content-type") == "text/html" && page.text.contains("Martlet"))
    }
}

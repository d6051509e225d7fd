import TestSupport
import Testing

@testable import Outside

/// What strangers may make this server connect to.
struct FetchTests {
    private static func guarded(_ url: String, allowing: String = "", redirects: Int = 5) -> FetchRequest {
        var request = FetchRequest("GET", url, reach: .guarded(AddressGuard(allowing: allowing)))
        request.redirects = redirects
        request.timeout = .seconds(60)
        return request
    }

    private static func error(_ request: FetchRequest) async -> FetchError? {
        do {
            _ = try await Fetch.shared.send(request)
            return nil
        } catch { return error as? FetchError }
    }

    @Test(arguments: [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.9", "224.0.0.1",
        "239.255.255.255", "255.255.255.255", "240.0.0.1", "168.63.129.16", "::1", "::", "::ffff:127.0.0.1", "::ffff:8.8.8.8",
        "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1",
        "ff02::1", "100::1", "3fff::1",
    ])
    func innerAddressesAreRefused(_ text: String) throws {
        let address = try #require(InternetAddress(text))
        #expect(!AddressGuard().permits(address, of: "example.com"))
        #expect(AddressGuard(allowing: "example.com").permits(address, of: "EXAMPLE.com"), "unless the name is allowed")
        #expect(AddressGuard(allowing: "x, \(text)").permits(address, of: "other"), "or the address")
    }

    @Test(arguments: ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "11.0.0.1", "2606:4700::1111", "2a00:1450::1"])
    func outerAddressesAreNot(_ text: String) throws {
        #expect(AddressGuard().permits(try #require(InternetAddress(text)), of: "example.com"))
    }

    @Test func networksAreAllowedByTheirLength() throws {
        let wall = AddressGuard(allowing: "10.1.0.0/16 fd00::/8 nonsense/99")
        #expect(wall.permits(try #require(InternetAddress("10.1.255.255")), of: "x"))
        #expect(!wall.permits(try #require(InternetAddress("10.2.0.0")), of: "x"))
        #expect(wall.permits(try #require(InternetAddress("fd12::1")), of: "x"))
    }

    /// However it is spelled, and whatever the name is that resolves to it: the address of the socket counts.
    @Test(arguments: ["127.0.0.1", "localhost", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "[::ffff:127.0.0.1]", "a:b@127.0.0.1"])
    func noSpellingOfLoopbackIsReached(_ host: String) async throws {
        let server = try PageServer()
        defer { server.stop() }
        let refusal = await Self.error(Self.guarded("http://\(host):\(server.port)/"))
        guard case .refused = refusal else {
            Issue.record("\(host): \(String(describing: refusal))")
            return
        }
        #expect(server.calls.isEmpty)
    }

    @Test func aRedirectIsJudgedLikeAnyOther() async throws {
        let server = try PageServer(), inner = try PageServer("127.0.0.2:0")
        defer {
            server.stop()
            inner.stop()
        }
        inner.serve("/secret", .init("secret"))
        let address = server.serve("/", .redirect(to: "http://127.0.0.2:\(inner.port)/secret"))
        #expect(await Self.error(Self.guarded(address, allowing: "127.0.0.1")) == .refused("127.0.0.2"))
        #expect(inner.calls.isEmpty && server.calls.count == 1)
        let both = try await Fetch.shared.send(Self.guarded(address, allowing: "127.0.0.1 127.0.0.2"))
        #expect(String(decoding: both.body, as: UTF8.self) == "secret" && both.url.hasSuffix("/secret"))
    }

    /// A name that is allowed opens nothing for where it leads.
    @Test func anAllowedNameLeadsNowhereElse() async throws {
        let server = try PageServer(), inner = try PageServer("127.0.0.2:0")
        defer {
            server.stop()
            inner.stop()
        }
        server.serve("/", .redirect(to: "http://127.0.0.2:\(inner.port)/"))
        #expect(await Self.error(Self.guarded("http://localhost:\(server.port)/", allowing: "localhost")) == .refused("127.0.0.2"))
        #expect(inner.calls.isEmpty)
    }

    /// The guard is asked again even when a connection to the same place is open from before.
    @Test func aKeptConnectionIsNoWayAround() async throws {
        let server = try PageServer()
        defer { server.stop() }
        let address = server.serve("/", .init("x"))
        #expect(try await Fetch.shared.send(FetchRequest("GET", address, reach: .anywhere)).status == 200)
        #expect(try await Fetch.shared.send(Self.guarded(address, allowing: "127.0.0.1")).status == 200)
        #expect(await Self.error(Self.guarded(address)) == .refused("127.0.0.1"))
        #expect(server.calls.count == 2)
    }

    @Test(arguments: [
        "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "dict://x", "//host/", "/path", "", "http://", "mailto:a@b",
    ])
    func onlyHTTPIsSpoken(_ address: String) async {
        #expect(await Self.error(Self.guarded(address)) == .malformedRequest)
    }

    @Test func aRedirectToAnotherSchemeEnds() async throws {
        let server = try PageServer()
        defer { server.stop() }
        let address = server.serve("/", .redirect(to: "file:///etc/passwd"))
        #expect(await Self.error(Self.guarded(address, allowing: "127.0.0.1")) == .malformedRequest)
    }

    @Test func linesInAHeaderAreRefused() async {
        let request = FetchRequest("GET", "http://127.0.0.1:1/", reach: .anywhere, fields: [("X", "a\r\nHost: other")])
        #expect(await Self.error(request) == .malformedRequest)
    }

    @Test func redirectsHaveAnEnd() async throws {
        let server = try PageServer()
        defer { server.stop() }
        let address = server.serve("/loop", .redirect(to: "/loop"))
        #expect(await Self.error(Self.guarded(address, allowing: "127.0.0.1", redirects: 3)) == .tooManyRedirects)
        #expect(server.calls.count == 4)
    }

    @Test func sizesHaveAnEnd() async throws {
        let server = try PageServer()
        defer { server.stop() }
        let address = server.serve("/", .init(bytes: [UInt8](repeating: 0x61, count: 300_000), "text/plain"))
        var request = Self.guarded(address, allowing: "127.0.0.1")
        request.limit = 1_000
        #expect(await Self.error(request) == .tooLarge, "also when it came compressed")
        request.excess = .isCut
        #expect(try await Fetch.shared.send(request).body.count == 1_000)
        request.wantsBody = { $0.field("content-type") != "text/plain" }
        #expect(try await Fetch.shared.send(request).body.isEmpty)
    }

    @Test func waitingHasAnEnd() async throws {
        let server = try PageServer()
        defer { server.stop() }
        var page = PageServer.Page("")
        page.isSilent = true
        var request = Self.guarded(server.serve("/", page), allowing: "127.0.0.1")
        request.timeout = .milliseconds(60)
        #expect(await Self.error(request) == .timedOut)
    }

    @Test func aBodyIsSentWhole() async throws {
        let server = try PageServer()
        defer { server.stop() }
        let address = server.serve("/", .init("ok"))
        let body = (0..<70_000).map { UInt8(truncatingIfNeeded: $0) }
        let answer = try await Fetch.shared.send(FetchRequest("POST", address, reach: .anywhere, body: body))
        #expect(answer.status == 200 && server.calls.first?.body == body && server.calls.first?.method == "POST")
    }
}

import Synchronization
import TestSupport
import Testing

@testable import Network

/// WebSockets over real connections.
@Suite(.ownThread) struct SocketTests {
    private func open(_ server: TestServer) throws -> Client {
        let client = try server.client()
        let answer = try client.upgrade()
        #expect(
            answer.status == 101 && answer.field("sec-websocket-accept") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
                && answer.field("x-upgraded") == "yes")
        return client
    }

    @Test func messagesGoBothWays() throws {
        let client = try open(try TestServer())
        try client.send(frame: 0x81, Array("hällo".utf8))
        #expect(try client.frame() == .init(first: 0x81, payload: Array("hällo".utf8)))
        try client.send(frame: 0x82, [0, 255])
        #expect(try client.frame() == .init(first: 0x82, payload: [0, 255]))
    }

    @Test func theUpgradeNeedNotBeTheFirstRequest() throws {
        let server = try TestServer(), client = try server.client()
        #expect(try client.ask("GET", "/hello").text == "hello")
        #expect(try client.upgrade().status == 101)
        try client.send(frame: 0x81, [65])
        #expect(try client.frame().payload == [65])
    }

    @Test func framesMayComeWithTheHandshake() throws {
        let client = try TestServer().client()
        let head =
            "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        try client.send(Array(head.utf8) + Frames.masked(0x81, [65]))
        #expect(try client.head().status == 101)
        #expect(try client.frame().payload == [65])
    }

    @Test(arguments: [
        ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="],
        ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: short"],
        ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"],
        ["Upgrade: h2c", "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="],
        ["Upgrade: websocket", "Connection: close", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="],
        [],
    ])
    func aHandshakeThatIsNoneIsRefused(_ fields: [String]) throws {
        let answer = try TestServer().client().ask("GET", "/ws", fields)
        #expect(answer.status == 400 && answer.text == #"{"refused":"badHandshake"}"#)
    }

    @Test func fragmentsAndPingsMix() throws {
        let client = try open(try TestServer())
        let euro = Array("€".utf8)
        try client.send(
            Frames.masked(0x01, [65, euro[0]]) + Frames.masked(0x89, [1, 2]) + Frames.masked(0x00, [euro[1]])
                + Frames.masked(0x80, [euro[2]]))
        #expect(try client.frame() == .init(first: 0x8A, payload: [1, 2]))
        #expect(try client.frame() == .init(first: 0x81, payload: Array("A€".utf8)))
    }

    @Test(
        arguments: [
            ([0x81, 0x01, 65], 1002),  // not masked
            ([0xC1, 0x80, 0, 0, 0, 0], 1002),  // a reserved bit
            ([0x83, 0x80, 0, 0, 0, 0], 1002),  // an unknown opcode
            ([0x80, 0x80, 0, 0, 0, 0], 1002),  // a continuation of nothing
            ([0x09, 0x80, 0, 0, 0, 0], 1002),  // a control frame in fragments
            ([0x81, 0x82, 0, 0, 0, 0, 0xC3, 0x28], 1007),  // not UTF-8
            ([0x81, 0xFE, 0x20, 0x01], 1009),  // 8,193 bytes
            ([0x88, 0x81, 0, 0, 0, 0, 1], 1002),  // half a code
            ([0x88, 0x82, 0, 0, 0, 0, 0x03, 0xED], 1002),  // 1005 must not be said
        ] as [([UInt8], Int)])
    func whatBreaksTheRulesEndsTheSocket(_ bytes: [UInt8], _ code: Int) throws {
        let server = try TestServer(), client = try open(server)
        try client.send(bytes)
        let frame = try client.frame()
        #expect(frame.first == 0x88 && frame.payload == [UInt8(code >> 8), UInt8(code & 255)])
        #expect(client.isClosed())
        try Wait.until("the owner heard it") { server.handler.owner.closes.withLock { $0 } == [UInt16(code)] }
    }

    @Test func theLargestMessagePasses() throws {
        let client = try open(try TestServer())
        let text = [UInt8](repeating: 65, count: 8_192)
        try client.send(frame: 0x81, text)
        #expect(try client.frame().payload == text)
        try client.send(Frames.masked(0x01, Array(text[..<5_000])) + Frames.masked(0x80, Array(text[..<5_000])))
        #expect(try client.frame() == .init(first: 0x88, payload: [0x03, 0xF1]))
    }

    @Test func goodbyesAreAnswered() throws {
        let server = try TestServer(), client = try open(server)
        try client.send(frame: 0x88, [0x0F, 0xA1] + Array("done".utf8))
        #expect(try client.frame() == .init(first: 0x88, payload: [0x0F, 0xA1]))
        #expect(client.isClosed())
        let other = try open(server)
        try other.send(frame: 0x88, [])
        #expect(try other.frame() == .init(first: 0x88, payload: []))
        let third = try open(server)
        try third.send(frame: 0x81, Array("bye".utf8))
        try third.send(frame: 0x81, Array("too late".utf8))
        #expect(try third.frame() == .init(first: 0x88, payload: [0x0F, 0xA0] + Array("as asked".utf8)))
        try third.send(frame: 0x88, [0x0F, 0xA0])
        #expect(third.isClosed())
        try Wait.until("the owner heard all") { server.handler.owner.closes.withLock { $0 } == [4001, 1005, 4000] }
    }

    @Test func aSilentClientIsPingedThenDropped() throws {
        let handler = EchoHandler()
        handler.owner.keepAlive.withLock { $0 = (250, 800) }
        let server = try TestServer(handler: handler), client = try open(server), silent = try open(server)
        for _ in 0..<4 {
            #expect(try client.frame() == .init(first: 0x89, payload: []))
            try client.send(frame: 0x8A, [])
        }
        #expect(handler.owner.pongs.load(ordering: .relaxed) >= 3)
        #expect(try silent.rest().count >= 2)
        try client.send(frame: 0x81, [65])
        var frame = try client.frame()
        while frame.first == 0x89 { frame = try client.frame() }
        #expect(frame.payload == [65])
        #expect(handler.owner.closes.withLock { $0 } == [1006])
    }

    @Test func aSlowReaderIsCutOffAndNobodyElse() throws {
        var settings = NetworkSettings()
        settings.socketBacklog = 1 << 20
        let server = try TestServer(settings), slow = try open(server), quick = try open(server)
        try slow.send(frame: 0x81, Array("flood".utf8))
        try Wait.until("the slow one is gone") { server.handler.owner.closes.withLock { $0 } == [1006] }
        try quick.send(frame: 0x81, [65])
        #expect(try quick.frame().payload == [65])
    }

    @Test func socketsHearThatTheServerStops() async throws {
        let server = try TestServer(), client = try open(server)
        async let drained: Void = server.listener.drain(within: 5_000)
        let frame = try client.frame()
        #expect(frame.first == 0x88 && Array(frame.payload.prefix(2)) == [0x03, 0xE9])
        try client.send(frame: 0x88, [0x03, 0xE9])
        await drained
        #expect(client.isClosed())
    }
}

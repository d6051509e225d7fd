import Glibc
import TestSupport
import Testing

@testable import Network

/// Where it listens, who the client is, and how it stops.
@Suite(.ownThread) struct ListenerTests {
    @Test func bothFamiliesAreServed() throws {
        let server = try TestServer(on: ":0")
        let four = try Client(port: server.port), six = try Client(port: server.port, version6: true)
        #expect(try four.ask("GET", "/who").text == "127.0.0.1 false false")
        #expect(try six.ask("GET", "/who").text == "::1 false false")
    }

    @Test func onePortHasOneServer() throws {
        let server = try TestServer()
        #expect(throws: Listener.Failure.self) { try TestServer(on: "127.0.0.1:\(server.port)") }
        #expect(throws: Listener.Failure.badAddress("nowhere")) { try TestServer(on: "nowhere") }
        withExtendedLifetime(server) {}
    }

    @Test func severalLoopsShareOnePort() throws {
        let loops = [EventLoop(), EventLoop()]
        for loop in loops { loop.start() }
        let listener = Listener(loops: loops, handler: EchoHandler())
        let port = try listener.listen(on: "127.0.0.1:0")
        let clients = try (0..<20).map { _ in try Client(port: port) }
        for client in clients { #expect(try client.ask("GET", "/hello").text == "hello") }
        #expect(listener.connectionCount == 20)
    }

    @Test func theUnixSocketIsForItsOwner() async throws {
        let path = "/tmp/martlet-test-\(getpid()).socket"
        for _ in 0..<2 {  // the second finds the first one's file
            let loop = EventLoop(), listener = Listener(loops: [loop], handler: EchoHandler())
            loop.start()
            try listener.listen(unixPath: path)
            var facts = stat()
            #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
            let client = try Client(unixPath: path)
            #expect(try client.ask("GET", "/who").text == "127.0.0.1 false true")
            #expect(throws: Listener.Failure.self) { try listener.listen(unixPath: path) }
            await listener.drain(within: 0)
        }
        unlink(path)
    }

    @Test func onlyTrustedProxiesSpeakForTheirClients() throws {
        var settings = NetworkSettings()
        let fields = ["X-Forwarded-For: 9.9.9.9, 203.0.113.7, 10.1.2.3", "X-Forwarded-Proto: https", "X-Real-IP: 198.51.100.1"]
        #expect(try TestServer(settings).client().ask("GET", "/who", fields).text == "127.0.0.1 false false")
        settings.trust.ranges = ["127.0.0.0/8", "10.0.0.0/8"].compactMap { AddressRange($0) }
        #expect(try TestServer(settings).client().ask("GET", "/who", fields).text == "203.0.113.7 true false")
        settings.trust.addressFields = ["X-Real-IP"]
        #expect(try TestServer(settings).client().ask("GET", "/who", fields).text == "198.51.100.1 true false")
        #expect(try TestServer(settings).client().ask("GET", "/who", ["X-Real-IP: nonsense"]).text == "127.0.0.1 false false")
    }

    @Test func aStopFinishesWhatWasBegun() async throws {
        let server = try TestServer(), busy = try server.client(), idle = try server.client(), half = try server.client()
        #expect(try idle.ask("GET", "/hello").status == 200)
        try busy.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\nGET /hello HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try half.ask("GET", "/hello").status == 200)
        try half.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
        #expect(try half.head().status == 100)
        async let drained: Void = server.listener.drain(within: 8_000)
        #expect(idle.isClosed())
        #expect(throws: Client.Lost.self) { try Client(port: server.port) }
        await server.handler.gate.open()
        let answer = try busy.answer()
        #expect(answer.text == "waited" && answer.field("connection") == "close")
        #expect(busy.isClosed())
        try half.send("body")
        #expect(try half.answer().text == "body")
        #expect(half.isClosed())
        await drained
        #expect(server.listener.connectionCount == 0)
    }

    @Test func aStopDoesNotWaitForever() async throws {
        let server = try TestServer(), client = try server.client()
        try client.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")
        try Wait.until("it is there") { server.listener.connectionCount == 1 }
        await server.listener.drain(within: 300)
        #expect(server.listener.connectionCount == 0)
        await server.handler.gate.open()
    }
}

import TestSupport
import Testing

@testable import Network

/// What must end in a clear answer or a closed connection, soon, and with little memory.
@Suite(.ownThread) struct BadInputTests {
    @Test(arguments: [
        ("GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400), ("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505), ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: x\r\nA b: c\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\nA : c\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\nA: b\nC: d\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n", 501),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1x\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\nabc", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n123456789\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\nExpect: magic\r\n\r\n", 417), ("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("GET http://y/ HTTP/1.1\r\nHost: x\r\n\r\n", 400), ("\u{1}\u{2}\u{3}", 400), ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    ])
    func brokenRequestsAreRefused(_ text: String, _ status: Int) throws {
        let client = try TestServer().client()
        try client.send(text)
        let answer = try client.answer()
        #expect(answer.status == status && answer.field("connection") == "close" && answer.text.hasPrefix(#"{"refused":"#))
        #expect(client.isClosed())
    }

    @Test func encryptionOnThePlainPortIsRefusedAtOnce() throws {
        let client = try TestServer().client()
        try client.send([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03] + [UInt8](repeating: 9, count: 500))
        #expect(String(decoding: try client.rest(), as: UTF8.self).hasPrefix("HTTP/1.0 400 "))
    }

    @Test func aMillionFieldsAreRefused() throws {
        let server = try TestServer(), client = try server.client()
        try client.send("GET / HTTP/1.1\r\nHost: x\r\n")
        _ = client.sendWhatGoes(Array(String(repeating: "a: b\r\n", count: 1_000_000).utf8))
        #expect(try client.answer().status == 431)
        let other = try server.client()
        #expect(try other.ask("GET", "/hello", Array(repeating: "a: b", count: 300)).status == 431)
    }

    @Test func aLongTargetIsRefused() throws {
        let server = try TestServer()
        for length in [9_000, 200_000] {
            let client = try server.client()
            try client.send("GET /")
            _ = client.sendWhatGoes([UInt8](repeating: 65, count: length))
            _ = client.sendWhatGoes(Array(" HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
            #expect(try client.answer().status == 414)
        }
    }

    private var hasty: NetworkSettings {
        var settings = NetworkSettings()
        settings.slowTimeout = 300
        settings.idleTimeout = 600
        settings.slowestRate = 1_000_000
        return settings
    }

    @Test func slowSendersAreTurnedAway() throws {
        let server = try TestServer(hasty)
        for text in ["GET / HTTP/1.1\r\nHo", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc"] {
            let client = try server.client()
            try client.send(text)
            #expect(try client.answer().status == 408)
            #expect(client.isClosed())
        }
        let client = try server.client()
        try client.send("POST /count HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
        let answer = try client.answer()
        #expect(answer.status == 400 && answer.text == "tooSlow")
    }

    @Test func idleConnectionsAreClosed() throws {
        let server = try TestServer(hasty), client = try server.client(), fresh = try server.client()
        #expect(try client.ask("GET", "/hello").status == 200)
        #expect(client.isClosed())
        #expect(fresh.isClosed())
        try Wait.until("both are gone") { server.listener.connectionCount == 0 }
    }

    @Test func aHandlerMayTakeItsTime() async throws {
        let server = try TestServer(hasty), client = try server.client()
        try client.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")
        for _ in 0..<600 { Wait.pause() }  // longer than every time-out
        await server.handler.gate.open()
        #expect(try client.answer().text == "waited")
    }

    @Test func aClientThatTakesNothingIsCutOff() throws {
        var settings = NetworkSettings()
        settings.writeTimeout = 300
        let server = try TestServer(settings), client = try server.client()
        try client.send("GET /stream?n=4000 HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try client.head().status == 200)
        try Wait.until("it is gone") { server.listener.connectionCount == 0 }
    }

    @Test func moreConnectionsThanAllowedAreClosed() throws {
        var settings = NetworkSettings()
        settings.connectionLimit = 2
        let server = try TestServer(settings)
        let first = try server.client(), second = try server.client()
        #expect(try first.ask("GET", "/hello").status == 200)
        #expect(try second.ask("GET", "/hello").status == 200)
        #expect(try server.client().isClosed())
        #expect(try first.ask("GET", "/hello").status == 200)
    }
}

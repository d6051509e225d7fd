import Synchronization
import TestSupport
import Testing

@testable import Network

/// Bodies in both directions, and who waits for whom.
@Suite(.ownThread) struct StreamTests {
    @Test func aStreamIsReadToItsEnd() throws {
        let client = try TestServer().client()
        let body = [UInt8](repeating: 7, count: 3_000_000)
        try client.send("POST /count HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\n\r\n")
        try client.send(body)
        #expect(try client.answer().text == "3000000")
        #expect(try client.ask("GET", "/hello").text == "hello")
    }

    @Test func whatComesGoesBack() throws {
        let client = try TestServer().client()
        try client.send("POST /relay HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        #expect(try client.head().status == 200)
        for word in ["one", "three", "fourteen"] {
            try client.send("\(String(word.utf8.count, radix: 16))\r\n\(word)\r\n")
            #expect(try client.line() == String(word.utf8.count, radix: 16) && client.line() == word)
        }
        try client.send("0\r\n\r\n")
        #expect(try client.line() == "0")
    }

    @Test func aHandlerThatDoesNotReadStopsTheClient() async throws {
        let server = try TestServer(), client = try server.client()
        let body = [UInt8](repeating: 7, count: 48 << 20)
        try client.send("POST /hold HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\n\r\n")
        let sent = client.sendWhatGoes(body)
        #expect(sent < 24 << 20)  // the kernel's buffers and a quarter of a megabyte of ours
        await server.handler.gate.open()
        try client.send(Array(body[sent...]))
        #expect(try client.answer().text == "\(body.count)")
    }

    /// The time in which a handler took nothing is not the client's, and what had come before still speaks for it.
    @Test func aClientIsNotSlowBecauseItsHandlerWas() async throws {
        var settings = NetworkSettings()
        settings.slowTimeout = 100
        let server = try TestServer(settings), client = try server.client(), body = [UInt8](repeating: 7, count: Inflow.most)
        try client.send("POST /hold HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count + 1)\r\n\r\n")
        try client.send(body)
        try Self.letTheTimeForAHeadPass(server)
        await server.handler.gate.open()
        try Self.letTheTimeForAHeadPass(server)
        try client.send([7])
        #expect(try client.answer().text == "\(body.count + 1)")
    }

    @Test func aStreamMayNotFallSilent() throws {
        var settings = NetworkSettings()
        settings.readTimeout = 100
        let client = try TestServer(settings).client()
        try client.send("POST /count HTTP/1.1\r\nHost: x\r\nContent-Length: 300001\r\n\r\n")
        try client.send([UInt8](repeating: 7, count: 300_000))
        #expect(try client.answer().text == "tooSlow")
    }

    /// Returns when somebody who began to speak later has been refused for being slow.
    private static func letTheTimeForAHeadPass(_ server: TestServer) throws {
        for _ in 0..<2 {
            let other = try server.client()
            try other.send("GET /hello HTTP/1.1\r\n")
            #expect(try other.answer().status == 408)
        }
    }

    @Test func aClientThatDoesNotReadStopsTheSource() throws {
        let server = try TestServer(), client = try server.client()
        try client.send("GET /stream?n=4000 HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try client.head().status == 200)
        try Wait.until("the source rests") {
            let before = server.handler.asked.load(ordering: .relaxed)
            return client.sendWhatGoes([]) == 0 && before > 10 && Settled.isSo(before) { server.handler.asked.load(ordering: .relaxed) }
        }
        #expect(server.handler.asked.load(ordering: .relaxed) < 2_000)
        var total = 0
        while let size = Int(try client.line(), radix: 16), size > 0 {
            total += try client.take(size).count
            _ = try client.line()
        }
        #expect(total == 4_000 * 16 * 1024)
    }

    @Test func aSourceThatFailsBreaksTheConnection() throws {
        let client = try TestServer().client()
        try client.send("GET /broken?n=2 HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(throws: Client.Lost.self) { try client.answer() }
    }

    @Test func aStreamOfKnownLengthSaysIt() throws {
        let client = try TestServer().client()
        #expect(try client.ask("GET", "/sized?n=3").field("content-length") == "\(3 * 16 * 1024)")
        #expect(try client.ask("HEAD", "/sized?n=3").field("content-length") == "\(3 * 16 * 1024)")
        #expect(try client.ask("GET", "/hello").status == 200)
    }

    @Test func aStreamHasALimit() throws {
        let client = try TestServer().client()
        try client.send(
            "POST /small-stream HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n01234567890123456789\r\n0\r\n\r\n")
        let answer = try client.answer()
        #expect(answer.status == 400 && answer.text == "tooLarge" && answer.field("connection") == "close")
        #expect(client.isClosed())
    }

    @Test func aBodyNobodyReadEndsTheConnectionAfterTheAnswer() throws {
        let client = try TestServer().client()
        try client.send("POST /ignore HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\nabc")
        let answer = try client.answer()
        #expect(answer.status == 404 && answer.field("connection") == "close")
        #expect(client.isClosed())
    }

    @Test func aHandlerHearsThatItsClientIsGone() throws {
        let server = try TestServer()
        do {
            let client = try server.client()
            try client.send("POST /count HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
        }
        try Wait.until("the handler ended") { server.handler.answered.load(ordering: .relaxed) == 1 }
        try Wait.until("the connection is gone") { server.listener.connectionCount == 0 }
    }
}

/// A number that stays what it was for a tenth of a second.
enum Settled {
    static func isSo(_ before: Int, _ read: () -> Int) -> Bool {
        for _ in 0..<50 {
            Wait.pause()
            if read() != before { return false }
        }
        return true
    }
}

import CZlib
import Synchronization
import TestSupport
import Testing

@testable import Network

/// HTTP over real sockets.
@Suite(.ownThread) struct ConversationTests {
    @Test func oneConnectionCarriesManyRequests() throws {
        let client = try TestServer().client()
        for _ in 0..<3 {
            let answer = try client.ask("GET", "/hello")
            #expect(answer.status == 200 && answer.text == "hello")
            #expect(answer.field("content-length") == "5" && answer.field("connection") == nil && answer.field("date") != nil)
        }
        #expect(try client.ask("POST", "/echo", body: "body").text == "body")
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() throws {
        let client = try TestServer().client()
        let all = (0..<200).map { "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: \("\($0)".utf8.count)\r\n\r\n\($0)" }.joined()
        try client.send(all)
        for number in 0..<200 { #expect(try client.answer().text == "\(number)") }
    }

    @Test func pipelinedRequestsAreAnsweredAfterTheClientHasEnded() throws {
        let client = try TestServer().client()
        try client.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\nGET /bytes?n=8 HTTP/1.1\r\nHost: x\r\n\r\n")
        client.endSending()
        #expect(try client.answer().text == "hello")
        #expect(try client.answer().text == "martlet ")
        #expect(client.isClosed())
    }

    @Test func aClientThatReadsNothingDoesNotFillTheMemory() throws {
        let server = try TestServer(), client = try server.client()
        let request = "GET /bytes?n=60000 HTTP/1.1\r\nHost: x\r\n\r\n"
        try client.send(String(repeating: request, count: 1_000))
        try Wait.until("the first were answered") { server.handler.answered.load(ordering: .relaxed) > 3 }
        _ = client.sendWhatGoes(Array(String(repeating: request, count: 1_000).utf8))
        #expect(server.handler.answered.load(ordering: .relaxed) < 400)
        for _ in 0..<1_000 { #expect(try client.answer().body.count == 60_000) }
    }

    @Test func version10ClosesUnlessAskedOtherwise() throws {
        let server = try TestServer(), client = try server.client()
        try client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        #expect(try client.answer().field("connection") == "keep-alive")
        try client.send("GET /stream?n=2 HTTP/1.0\r\n\r\n")
        let answer = try client.answer()
        #expect(answer.body.count == 32 * 1024 && answer.field("transfer-encoding") == nil && answer.field("connection") == "close")
        #expect(client.isClosed())
    }

    @Test func closeIsObeyed() throws {
        let client = try TestServer().client()
        #expect(try client.ask("GET", "/hello", ["Connection: close"]).field("connection") == "close")
        #expect(client.isClosed())
    }

    @Test func headHasTheHeadOnly() throws {
        let client = try TestServer().client()
        let answer = try client.ask("HEAD", "/bytes?n=800")
        #expect(answer.field("content-length") == "800")
        #expect(try client.ask("HEAD", "/stream?n=2").field("transfer-encoding") == "chunked")
        #expect(try client.ask("GET", "/nothing").field("content-length") == nil)
        #expect(try client.ask("GET", "/hello").text == "hello")
    }

    @Test func continueIsSaidWhenTheBodyIsWanted() throws {
        let client = try TestServer().client()
        for path in ["/echo", "/count"] {
            try client.send("POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
            #expect(try client.head().status == 100)
            try client.send("body")
            #expect(try client.answer().text == (path == "/echo" ? "body" : "4"))
        }
        try client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\nExpect: 100-continue\r\n\r\n")
        let answer = try client.answer()
        #expect(answer.status == 413 && answer.text == #"{"refused":"bodyTooLarge"}"#)
    }

    @Test func chunkedBodiesAreReadAndLimited() throws {
        let client = try TestServer().client()
        try client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n")
        #expect(try client.answer().text == "abcde")
        let chunk = "4000\r\n" + String(repeating: "a", count: 0x4000) + "\r\n"
        try client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + String(repeating: chunk, count: 65))
        #expect(try client.answer().status == 413)
    }

    @Test func aRefusedUploadStillGetsItsAnswer() throws {
        let client = try TestServer().client()
        let body = [UInt8](repeating: 65, count: 3 << 20)
        try client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.count)\r\n\r\n")
        _ = client.sendWhatGoes(body)
        #expect(try client.answer().status == 413)
    }

    @Test func textsAreCompressedForThoseWhoTakeIt() throws {
        let server = try TestServer(), client = try server.client()
        let answer = try client.ask("GET", "/bytes?n=8000", ["Accept-Encoding: br, gzip;q=0.5"])
        #expect(answer.field("content-encoding") == "gzip" && answer.field("vary") == "Accept-Encoding" && answer.body.count < 500)
        #expect(try gunzip(answer.body) == Array(String(repeating: "martlet ", count: 1_000).utf8))
        #expect(try client.ask("GET", "/bytes?n=8000", ["Accept-Encoding: gzip;q=0"]).body.count == 8_000)
        let small = try client.ask("GET", "/bytes?n=800", ["Accept-Encoding: gzip"])
        #expect(small.body.count == 800 && small.field("vary") == "Accept-Encoding")
        let stream = try client.ask("GET", "/stream?n=20", ["Accept-Encoding: gzip"])
        #expect(try gunzip(stream.body).count == 20 * 16 * 1024)
        #expect(try client.ask("POST", "/echo", ["Accept-Encoding: gzip"], body: String(repeating: "a", count: 5_000)).body.count == 5_000)
        var settings = NetworkSettings()
        settings.compresses = false
        server.listener.update(settings)
        try Wait.until("the setting holds") {
            try client.ask("GET", "/bytes?n=8000", ["Accept-Encoding: gzip"]).field("content-encoding") == nil
        }
    }

    private func gunzip(_ bytes: [UInt8]) throws -> [UInt8] {
        var stream = z_stream(), input = bytes, output = [UInt8](repeating: 0, count: 1 << 20)
        inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { inflateEnd(&stream) }
        let status = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        try #require(status == Z_STREAM_END)
        return Array(output[..<Int(stream.total_out)])
    }

    @Test func aValueCannotBeginAnotherField() throws {
        let answer = try TestServer().client().ask("GET", "/inject")
        #expect(answer.field("location") == "/a  Set-Cookie: b=c")
        #expect(answer.fields.filter { $0.name == "Set-Cookie" }.map(\.value) == ["1", "2"])
    }
}

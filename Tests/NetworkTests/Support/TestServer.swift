import Synchronization
import TestSupport

@testable import Network

/// A small application on a loop of its own, on a free port of loopback.
final class TestServer: Sendable {
    let loop = EventLoop()
    let handler: EchoHandler
    let listener: Listener
    let port: UInt16

    init(_ settings: NetworkSettings = NetworkSettings(), on address: String = "127.0.0.1:0", handler: EchoHandler = EchoHandler()) throws {
        self.handler = handler
        listener = Listener(loops: [loop], handler: handler, settings: settings)
        loop.start()
        port = try listener.listen(on: address)
    }

    deinit {
        let listener = listener, loop = loop
        Task {
            await listener.drain(within: 0)
            loop.stop()
        }
    }

    func client() throws -> Client {
        let client = try Client(port: port)
        client.server = self
        return client
    }
}

/// Answers what the tests ask for.
final class EchoHandler: RequestHandler {
    let owner = EchoOwner()
    /// Opened by a test that lets a handler go on.
    let gate = Gate()
    /// Pieces that sources were asked for.
    let asked = Atomic<Int>(0)
    let answered = Atomic<Int>(0)

    func policy(for request: HTTPRequest) -> BodyPolicy {
        switch request.path {
        case "/count", "/relay", "/hold", "/ignore": .stream(limit: 64 << 20)
        case "/small-stream": .stream(limit: 10)
        default: .collect(limit: 1 << 20)
        }
    }

    func refuse(_ refusal: Refusal, request: HTTPRequest?) -> HTTPResponse {
        HTTPResponse(status: refusal.status, contentType: "application/json", bytes: Array(#"{"refused":"\#(refusal)"}"#.utf8))
    }

    func respond(to request: HTTPRequest) async -> Reaction {
        defer { answered.add(1, ordering: .relaxed) }
        if request.path == "/ws" { return .upgrade(owner, fields: [("X-Upgraded", "yes")]) }
        return .answer(await answer(request))
    }

    private func answer(_ request: HTTPRequest) async -> HTTPResponse {
        let number = request.queryValue("n").flatMap { Int($0) } ?? 0
        switch request.path {
        case "/hello": return text("hello")
        case "/echo": return HTTPResponse(contentType: "application/octet-stream", bytes: request.body)
        case "/who": return text("\(request.remoteAddress) \(request.isSecure) \(request.isLocal)")
        case "/bytes": return text(String(repeating: "martlet ", count: number / 8))
        case "/nothing": return HTTPResponse(status: 204)
        case "/inject": return HTTPResponse(fields: [("Location", "/a\r\nSet-Cookie: b=c"), ("Set-Cookie", "1"), ("Set-Cookie", "2")])
        case "/wait":
            await gate.pass()
            return text("waited")
        case "/count", "/small-stream", "/hold": return await count(request)
        case "/relay":
            let stream = request.bodyStream!
            return HTTPResponse(contentType: "application/octet-stream", body: .stream(length: nil) { try await stream.next() })
        case "/stream", "/sized", "/broken": return stream(number, request.path)
        default: return HTTPResponse(status: 404, contentType: "text/plain", bytes: Array(request.path.utf8))
        }
    }

    private func count(_ request: HTTPRequest) async -> HTTPResponse {
        if request.path == "/hold" { await gate.pass() }
        var total = 0
        do throws(BodyStream.Failure) {
            while let piece = try await request.bodyStream!.next() { total += piece.count }
        } catch { return HTTPResponse(status: 400, contentType: "text/plain", bytes: Array("\(error)".utf8)) }
        return text("\(total)")
    }

    private func stream(_ pieces: Int, _ path: String) -> HTTPResponse {
        let left = Atomic64(pieces), piece = [UInt8](repeating: UInt8(ascii: "x"), count: 16 * 1024)
        struct Broken: Error {}
        let source: BodySource = { [self] in
            asked.add(1, ordering: .relaxed)
            if left.next() { return piece }
            if path == "/broken" { throw Broken() }
            return nil
        }
        return HTTPResponse(contentType: "text/plain", body: .stream(length: path == "/sized" ? Int64(pieces * piece.count) : nil, source))
    }

    private func text(_ text: String) -> HTTPResponse { HTTPResponse(contentType: "text/plain", bytes: Array(text.utf8)) }
}

/// Counts down.
final class Atomic64: Sendable {
    private let left: Atomic<Int>
    init(_ count: Int) { left = Atomic(count) }
    func next() -> Bool { left.wrappingSubtract(1, ordering: .relaxed).newValue >= 0 }
}

/// Sends back what it gets; obeys a few words.
final class EchoOwner: SocketOwner {
    let closes = Mutex<[UInt16]>([])
    let pongs = Atomic<Int>(0)
    let keepAlive = Mutex<(ping: Int, giveUp: Int)>((0, 0))
    let sockets = Mutex<[Connection]>([])

    func opened(_ socket: isolated Connection) {
        let times = keepAlive.withLock { $0 }
        if times.ping > 0 || times.giveUp > 0 { socket.keepAlive(pingEvery: times.ping, giveUpAfter: times.giveUp) }
        sockets.withLock { $0.append(socket) }
    }

    func received(text: [UInt8], from socket: isolated Connection) {
        if text == Array("bye".utf8) { socket.close(code: 4000, reason: "as asked"); return }
        if text == Array("flood".utf8) {
            let frame = [UInt8](repeating: UInt8(ascii: "f"), count: 60_000)
            for _ in 0..<1_000 { say(frame, to: socket) }
            return
        }
        say(text, to: socket)
    }

    private func say(_ text: [UInt8], to socket: isolated Connection) {
        socket.send { output in
            WebSocket.appendTextHeader(length: text.count, to: &output)
            output += text
        }
    }

    func received(binary: [UInt8], from socket: isolated Connection) {
        socket.send { output in
            WebSocket.appendBinaryHeader(length: binary.count, to: &output)
            output += binary
        }
    }

    func ponged(_ socket: isolated Connection) { pongs.add(1, ordering: .relaxed) }
    func closed(_ socket: isolated Connection, code: UInt16) { closes.withLock { $0.append(code) } }
}

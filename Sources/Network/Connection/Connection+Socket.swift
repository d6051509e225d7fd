/// What a connection keeps while it is a WebSocket.
struct WebState {
    var parser: WebSocketParser
    let owner: any SocketOwner
    var pingEvery: Int64 = 0
    var giveUpAfter: Int64 = 0
    var nextPing = Roll.never
    var heardAt: Int64
    /// Our close frame is out.
    var isClosing = false
    var closeCode: UInt16 = 1006
}

/// The WebSocket's side of a connection.
extension Connection {
    private static let closeTime: Int64 = 5_000

    func upgrade(_ request: HTTPRequest, for owner: any SocketOwner, fields: [(name: String, value: String)]) {
        guard let talk = conversation else { return }
        guard request.isWebSocketHandshake, talk.bodyEnded, let key = request.field("sec-websocket-key") else {
            write(acceptor.handler.refuse(.badHandshake, request: request), to: request, keeps: false)
            finishExchange(talk, keeps: false)
            return
        }
        willWrite()
        output.append(static: "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ")
        output.append(text: WebSocket.accept(key))
        for field in fields { ResponsePlan.field(field.name, field.value, to: &output) }
        output.append(static: "\r\n\r\n")
        let rest = talk.parser.takeRest(), isLast = talk.isLast || acceptor.isDraining
        conversation = nil
        web = WebState(parser: WebSocketParser(limit: settings.socketMessageLimit), owner: owner, heardAt: loop.now)
        wait(until: Roll.never)
        read()
        owner.opened(self)
        if isLast { close(code: 1001, reason: "the server stops") }
        if !rest.isEmpty { rest.withUnsafeBytes { hear($0) } }
    }

    /// Reads frames and tells the owner.
    func hear(_ bytes: UnsafeRawBufferPointer) {
        web?.heardAt = loop.now
        web?.parser.receive(bytes)
        do throws(WebSocketParser.Refusal) {
            while closesWhenSent == .stays, let message = try web?.parser.next() { take(message) }
        } catch {
            if web?.isClosing == true { abort() } else { sayClose(error.code, "") }
            closeWhenSent(.lingers)
        }
    }

    private func take(_ message: WebSocketParser.Message) {
        guard let owner = web?.owner, let isClosing = web?.isClosing else { return }
        switch message {
        case .close(let code):
            if !isClosing { sayClose(code, "") }
            web?.closeCode = code
            closeWhenSent(.closes)
        case .text(let text) where !isClosing: owner.received(text: text, from: self)
        case .binary(let bytes) where !isClosing: owner.received(binary: bytes, from: self)
        case .pong where !isClosing: owner.ponged(self)
        case .ping(let payload) where !isClosing:
            send {
                WebSocket.appendHeader(0x8A, length: payload.count, to: &$0)
                $0.append(contentsOf: payload)
            }
        default: break
        }
    }

    private func sayClose(_ code: UInt16, _ reason: String) {
        web?.isClosing = true
        web?.closeCode = code
        willWrite()
        if code == 1005 { output += [0x88, 0] } else { WebSocket.appendClose(code: code, reason: reason, to: &output) }
    }

    // MARK: For the owner

    /// Appends whole frames to this turn's output; many calls in a turn make one write. Nothing goes out after `close`.
    @inline(__always)
    public func send(_ write: (inout [UInt8]) -> Void) {
        guard web?.isClosing == false else { return }
        willWrite()
        write(&output)
        if unsent + output.count > settings.socketBacklog { abortLater() }  // a reader that slow starts again
    }

    /// What is sent from here to `writeHeld` is written then, not at the turn's end: for one who has gathered all that is to be
    /// said to many sockets, since the same small buffer then serves each of them and never leaves the processor's cache. False
    /// when something waits already, and the turn's end is early enough.
    public func hold() -> Bool {
        guard web?.isClosing == false, !isQueued, unsent == 0 else { return false }
        isQueued = true
        if output.capacity == 0 { output = loop.buffers.take() }
        return true
    }

    /// The end of `hold`, when that was true.
    public func writeHeld() {
        isQueued = false
        if !isClosed, !output.isEmpty { writeOut() }
    }

    /// Bytes that wait for the client.
    public var backlog: Int { unsent + output.count }

    /// Sends a ping without payload.
    public func ping() { send { $0 += [0x89, 0] } }

    /// Pings every so often and drops the connection when nothing at all was heard for the second time. Milliseconds; 0 switches off.
    public func keepAlive(pingEvery: Int, giveUpAfter: Int) {
        web?.pingEvery = Int64(pingEvery)
        web?.giveUpAfter = Int64(giveUpAfter)
        web?.nextPing = pingEvery > 0 ? loop.now + Int64(pingEvery) : Roll.never
        waitForSocket()
    }

    private func waitForSocket() {
        guard let web, !web.isClosing else { return }
        wait(until: min(web.nextPing, web.giveUpAfter > 0 ? web.heardAt + web.giveUpAfter : Roll.never))
    }

    func socketIsDue(_ now: Int64) {
        guard let web else { return }
        if web.isClosing || web.giveUpAfter > 0 && now - web.heardAt >= web.giveUpAfter { abort(); return }
        if now >= web.nextPing {
            ping()
            self.web?.nextPing = now + web.pingEvery
        }
        waitForSocket()
    }

    /// Says goodbye with a code and a reason; ends the connection when the client has answered, or soon.
    public func close(code: UInt16 = 1000, reason: String = "") {
        guard web?.isClosing == false else { return }
        sayClose(code, reason)
        wait(until: loop.now + Self.closeTime)
    }
}

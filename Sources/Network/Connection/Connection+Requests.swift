/// Reading requests and having them answered, one after the other.
extension Connection {
    /// Unparsed input at which reading stops while an answer is being made.
    private static let pendingLimit = 64 * 1024

    /// Goes on with the conversation as far as what has come allows.
    func proceed() {
        guard let talk = conversation else { return }
        do throws(Refusal) {
            while canParse(talk) {
                guard let part = try talk.parser.next() else { break }
                try take(part, talk)
            }
        } catch {
            talk.isBroken = true
            refuse(error, talk)
        }
        guard conversation === talk, !isClosed else { return }
        adjustReading(talk)
        adjustTime(talk)
        if talk.peerEnded, !talk.isAnswering, closesWhenSent == .stays, canParse(talk) { closeWhenSent(.closes) }
    }

    private func canParse(_ talk: Conversation) -> Bool {
        if isClosed || talk.isBroken || closesWhenSent != .stays { return false }
        if !talk.bodyEnded { return !(talk.inflow?.isFull ?? false) }
        return !talk.isAnswering && unsent + output.count < Self.highWater
    }

    private func take(_ part: HTTPParser.Part, _ talk: Conversation) throws(Refusal) {
        switch part {
        case .head(let request): try begin(request, talk)
        case .body(let piece): try add(piece, talk)
        case .end:
            talk.bodyEnded = true
            if let inflow = talk.inflow {
                inflow.end()
            } else if var request = talk.request {
                request.body = talk.collected
                talk.collected = []
                answer(request, talk)
            }
        }
    }

    private func begin(_ request: HTTPRequest, _ talk: Conversation) throws(Refusal) {
        talk.begin(request)
        if talk.startedAt == 0 { talk.startedAt = loop.now }
        switch acceptor.handler.policy(for: request) {
        case .collect(let limit):
            talk.limit = Int64(limit)
            guard request.contentLength ?? 0 <= talk.limit else { throw .bodyTooLarge }
            if request.expectsContinue, request.framing != .none { sayContinue() }
        case .stream(let limit):
            talk.limit = limit
            guard request.contentLength ?? 0 <= limit else { throw .bodyTooLarge }
            talk.inflow = Inflow()
            var request = request
            request.bodyStream = BodyStream(connection: self, exchange: talk.exchange)
            answer(request, talk)
        }
    }

    private func add(_ piece: [UInt8], _ talk: Conversation) throws(Refusal) {
        talk.received += Int64(piece.count)
        talk.heardAt = loop.now
        guard talk.received <= talk.limit else { throw .bodyTooLarge }
        if let inflow = talk.inflow { inflow.push(piece); return }
        if talk.collected.isEmpty { talk.collected = piece } else { talk.collected += piece }
    }

    private func sayContinue() {
        willWrite()
        output.append(static: "HTTP/1.1 100 Continue\r\n\r\n")
    }

    // MARK: Streamed bodies

    func nextPiece(of exchange: Int) async throws(BodyStream.Failure) -> [UInt8]? {
        guard let talk = conversation, talk.exchange == exchange, let inflow = talk.inflow else { throw .connectionLost }
        if let request = talk.request, request.expectsContinue, talk.received == 0, !talk.bodyEnded {
            talk.request?.expectsContinue = false
            sayContinue()
        }
        if let ready = inflow.take() {
            if !talk.bodyEnded { proceed() }
            return try ready.get()
        }
        let result = await withCheckedContinuation { inflow.waitForPiece($0) }
        return try result.get()
    }

    // MARK: Answering

    private func answer(_ request: HTTPRequest, _ talk: Conversation) {
        talk.isAnswering = true
        Task(executorPreference: loop) { await self.react(to: request) }
    }

    private func react(to request: HTTPRequest) async {
        switch await acceptor.handler.respond(to: request) {
        case .answer(let response): await give(response, to: request)
        case .upgrade(let owner, let fields): upgrade(request, for: owner, fields: fields)
        }
    }

    /// Writes the answer and goes on with the next request, or ends the connection.
    private func give(_ response: HTTPResponse, to request: HTTPRequest) async {
        guard let talk = conversation else { return }
        let keeps = staysOpen(after: request, talk)
        var isComplete = true
        if case .stream(let length, let source) = response.body {
            isComplete = await pour(response, length: length, source, to: request, keeps: keeps)
        } else {
            write(response, to: request, keeps: keeps)
        }
        guard !isClosed else { return }
        guard isComplete else { abort(); return }
        finishExchange(talk, keeps: keeps)
    }

    /// A body that was not read to its end leaves nothing to go on from.
    private func staysOpen(after request: HTTPRequest, _ talk: Conversation) -> Bool {
        if talk.isLast || talk.isBroken || !talk.bodyEnded || acceptor.isDraining { return false }
        return request.isVersion10 ? request.wantsKeepAlive : !request.wantsClose
    }

    func finishExchange(_ talk: Conversation, keeps: Bool) {
        let readAll = talk.bodyEnded && !talk.isBroken
        talk.end()
        guard keeps else { closeWhenSent(readAll && talk.parser.isIdle ? .closes : .lingers); return }
        talk.startedAt = talk.parser.isIdle ? 0 : loop.now
        proceed()
    }

    // MARK: Refusing

    private func refuse(_ refusal: Refusal, _ talk: Conversation) {
        if talk.isAnswering {  // a handler reads this body: it hears of it and answers
            talk.inflow?.fail(refusal == .bodyTooLarge ? .tooLarge : refusal == .tooSlow ? .tooSlow : .malformed)
            talk.isLast = true
            return
        }
        talk.isBroken = true
        write(acceptor.handler.refuse(refusal, request: talk.request), to: talk.request, keeps: false)
        talk.end()
        closeWhenSent(.lingers)
    }

    /// Somebody speaks TLS to the plain port: no answer of ours would be understood, but a person may read it.
    func refuseEncryption() {
        willWrite()
        output.append(
            static: "HTTP/1.0 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nThis port speaks HTTP without TLS.\n")
        closeWhenSent(.lingers)
    }

    // MARK: Pace

    private func adjustReading(_ talk: Conversation) {
        let isFull = talk.inflow?.isFull ?? false
        if talk.peerEnded || isFull || talk.parser.waiting > Self.pendingLimit && !canParse(talk) { stopReading() } else { read() }
    }

    private func adjustTime(_ talk: Conversation) {
        if talk.isIdle { wait(until: loop.now + Int64(settings.idleTimeout)); return }
        if talk.bodyEnded {  // a head is coming, or an answer is being made
            wait(until: talk.isAnswering ? Roll.never : talk.startedAt + Int64(settings.slowTimeout))
        } else if isReading {
            resumeClock(talk)
            wait(until: bodyDeadline(talk))
        } else {
            if talk.pausedAt == 0 { talk.pausedAt = loop.now }  // its reader is slow, not the client
            wait(until: Roll.never)
        }
    }

    private func resumeClock(_ talk: Conversation) {
        guard talk.pausedAt > 0 else { return }
        talk.startedAt += loop.now - talk.pausedAt
        talk.heardAt = loop.now
        talk.pausedAt = 0
    }

    private func bodyDeadline(_ talk: Conversation) -> Int64 {
        let byRate = talk.startedAt + Int64(settings.slowTimeout) + talk.received * 1000 / Int64(settings.slowestRate)
        return min(byRate, (talk.inflow == nil ? talk.startedAt : max(talk.startedAt, talk.heardAt)) + Int64(settings.readTimeout))
    }

    /// The time for the next request, a head or a body is over.
    func requestIsDue(_ now: Int64) {
        guard let talk = conversation else { return }
        if talk.isIdle { abort(); return }
        if !talk.bodyEnded, bodyDeadline(talk) > now { wait(until: bodyDeadline(talk)); return }
        refuse(.tooSlow, talk)
    }
}

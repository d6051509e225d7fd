/// What a connection keeps while it speaks HTTP: the request that it reads or answers, one at a time.
final class Conversation {
    var parser: HTTPParser
    /// Counts requests, so that a handler that holds an old body stream cannot read another request's body.
    var exchange = 0
    var request: HTTPRequest?
    var collected: [UInt8] = []
    var inflow: Inflow?
    var received: Int64 = 0
    var limit: Int64 = 0
    /// When the request's first byte came, later by the time in which nothing was read.
    var startedAt: Int64 = 0
    /// Since when the client is not listened to, because what it sent waits to be taken; 0 when it is.
    var pausedAt: Int64 = 0
    /// When something of a streamed body came last, or was listened for again.
    var heardAt: Int64 = 0
    /// The handler has the request.
    var isAnswering = false
    var bodyEnded = true
    /// The connection closes after this answer.
    var isLast = false
    var peerEnded = false
    /// The parser refused; nothing behind that point can be read.
    var isBroken = false

    init(limits: HeadLimits, origin: Origin) { parser = HTTPParser(limits: limits, origin: origin) }

    /// Between two requests.
    var isIdle: Bool { !isAnswering && bodyEnded && parser.isIdle }

    func begin(_ request: HTTPRequest) {
        exchange += 1
        self.request = request
        received = 0
        pausedAt = 0
        bodyEnded = false
    }

    func end() {
        request = nil
        inflow = nil
        collected = []
        isAnswering = false
    }
}

/// The part of a streamed body that has come and was not read by the handler yet.
final class Inflow {
    static let most = 256 * 1024

    private var pieces: [[UInt8]] = []
    private(set) var size = 0
    private var hasEnded = false
    private var failure: BodyStream.Failure?
    private var reader: CheckedContinuation<Result<[UInt8]?, BodyStream.Failure>, Never>?

    var isFull: Bool { size >= Self.most }

    func push(_ piece: [UInt8]) {
        if let reader { answer(reader, .success(piece)); return }
        pieces.append(piece)
        size += piece.count
    }

    func end() {
        hasEnded = true
        if let reader { answer(reader, .success(nil)) }
    }

    func fail(_ failure: BodyStream.Failure) {
        guard !hasEnded else { return }
        self.failure = failure
        if let reader { answer(reader, .failure(failure)) }
    }

    private func answer(
        _ reader: CheckedContinuation<Result<[UInt8]?, BodyStream.Failure>, Never>, _ result: Result<[UInt8]?, BodyStream.Failure>
    ) {
        self.reader = nil
        reader.resume(returning: result)
    }

    /// What can be said without waiting.
    func take() -> Result<[UInt8]?, BodyStream.Failure>? {
        if reader != nil { return .failure(.alreadyReading) }
        if let piece = pieces.first {
            pieces.removeFirst()
            size -= piece.count
            return .success(piece)
        }
        if let failure { return .failure(failure) }
        return hasEnded ? .success(nil) : nil
    }

    func waitForPiece(_ reader: CheckedContinuation<Result<[UInt8]?, BodyStream.Failure>, Never>) { self.reader = reader }
}

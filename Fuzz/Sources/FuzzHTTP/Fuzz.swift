import Network

/// Whatever comes, in whatever pieces, is read alike; and what was read can be asked.
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    guard let data, size > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
    let whole = read(bytes, pieces: bytes.count), parts = read(bytes, pieces: Int(data[0]) % 32 + 1)
    precondition(whole == parts, "read differently in pieces")
    return 0
}

private let limits = HeadLimits(head: 2_048, fields: 20, target: 200)

/// What was read, as one text: requests, their bodies, and the refusal.
private func read(_ bytes: [UInt8], pieces size: Int) -> [String] {
    var parser = HTTPParser(limits: limits), found: [String] = [], body: [UInt8] = [], start = 0
    while start < bytes.count {
        let end = min(start + size, bytes.count)
        bytes[start..<end].withUnsafeBytes { parser.receive($0) }
        start = end
        do throws(Refusal) {
            while let part = try parser.next() {
                switch part {
                case .head(let request):
                    found.append(ask(request))
                    body = []
                case .body(let piece): body += piece
                case .end: found.append("\(body)")
                }
            }
        } catch {
            // A limit may be met before or after a fault, as the pieces come: which of the two is said does not matter.
            return found + ["refused"]
        }
    }
    return found
}

private func ask(_ request: HTTPRequest) -> String {
    precondition(!request.method.isEmpty && !request.path.isEmpty)
    var request = request
    let route = switch router.find(&request) {
    case .found(let route): "\(route.path) \(request.parameters)"
    case .otherMethods(let methods): "\(methods)"
    case .nothing: "nothing"
    }
    let values = "\(request.queryValue("a") ?? "") \(request.queryValues("b")) \(request.fields("accept-encoding")) \(request.isWebSocketHandshake)"
    return "\(request.method) \(request.target) \(request.path) \(route) \(values) \(request.remoteAddress) \(request.contentLength ?? -1)"
}

private let router: Router<Int> = {
    var router = Router<Int>()
    for path in ["/", "/a", "/a/{id}", "/a/{id:alnum}/b", "/a/b/{name}", "/{rest*}"] { router.add("GET", path) { _, _ in HTTPResponse() } }
    router.add("POST", "/a/{id}/c") { _, _ in HTTPResponse() }
    return router
}()

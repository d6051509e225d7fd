public import Network
import Synchronization

/// Somebody else's web server, on a loopback address: says what it is told to and remembers what it was asked.
public final class PageServer: RequestHandler {
    public struct Page: Sendable {
        public var status: Int
        public var contentType: String?
        public var fields: [(name: String, value: String)]
        public var bytes: [UInt8]
        /// Never answers.
        public var isSilent = false

        public init(_ text: String, _ contentType: String? = "text/html; charset=utf-8", status: Int = 200) {
            self.init(bytes: Array(text.utf8), contentType, status: status)
        }
        public init(bytes: [UInt8], _ contentType: String?, status: Int = 200, fields: [(name: String, value: String)] = []) {
            (self.bytes, self.contentType, self.status, self.fields) = (bytes, contentType, status, fields)
        }
        /// Sends whoever comes elsewhere.
        public static func redirect(to address: String) -> Page {
            Page(bytes: [], nil, status: 302, fields: [(name: "Location", value: address)])
        }
    }

    public struct Call: Sendable { public let method: String, path: String, fields: [String: String], body: [UInt8] }

    private struct State { var pages: [String: Page] = [:]; var calls: [Call] = [] }
    private let state = Mutex(State())
    private let loop = EventLoop()
    private let bound = Mutex<(listener: Listener, port: UInt16)?>(nil)

    public init(_ address: String = "127.0.0.1:0") throws {
        let listener = Listener(loops: [loop], handler: self, settings: NetworkSettings())
        let port = try listener.listen(on: address)
        bound.withLock { $0 = (listener, port) }
        loop.start()
    }

    public var port: Int { Int(bound.withLock { $0?.port ?? 0 }) }
    public var url: String { "http://127.0.0.1:\(port)" }
    public var calls: [Call] { state.withLock { $0.calls } }

    /// From now on `path` says this; its address.
    @discardableResult
    public func serve(_ path: String, _ page: Page) -> String {
        state.withLock { $0.pages[path] = page }
        return url + path
    }

    public func stop() { loop.stop() }

    public func policy(for request: HTTPRequest) -> BodyPolicy { .collect(limit: 1 << 20) }

    public func respond(to request: HTTPRequest) async -> Reaction {
        let names: [StaticString] = ["user-agent", "accept", "cookie", "content-type", "authorization"]
        let fields = Dictionary(uniqueKeysWithValues: names.compactMap { name in request.field(name).map { ("\(name)", $0) } })
        let call = Call(method: request.method, path: request.path, fields: fields, body: Array(request.body))
        let page = state.withLock { state in
            state.calls.append(call)
            return state.pages[call.path]
        }
        guard let page else { return .answer(HTTPResponse(status: 404)) }
        if page.isSilent { await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
        return .answer(HTTPResponse(status: page.status, contentType: page.contentType, fields: page.fields, bytes: page.bytes))
    }

    public func refuse(_ refusal: Refusal, request: HTTPRequest?) -> HTTPResponse { HTTPResponse(status: 400) }
}

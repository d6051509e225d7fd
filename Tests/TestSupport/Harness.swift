public import Chat
import Database
import Network
public import Outside
import Synchronization
public import Wire

/// The product without sockets: a fresh database, requests straight into the API, and an ear on everything that commits.
public final class Harness: Sendable {
    public let api: API
    public let services: Services
    public let db: TestDatabase
    private let loop: EventLoop
    private let heard: Heard
    private let clock: Clock
    private let listener = Mutex<(listener: Listener, port: UInt16)?>(nil)

    private final class Heard: Sendable {
        let signals = Mutex<[Signal]>([])
        let mails = Mutex<[MailMessage]>([])
    }

    /// Starts at a fixed time and moves by a millisecond whenever it is asked.
    public final class Clock: Sendable {
        private let time = Mutex<Int64>(1_700_000_000_000)
        func now() -> Int64 {
            time.withLock {
                $0 += 1; return $0
            }
        }
        public func advance(milliseconds: Int64) { time.withLock { $0 += milliseconds } }
    }

    /// `settings`: environment variables over those that make tests quick.
    /// `closed`: where the database of an earlier harness or server is, which this one goes on from.
    /// `first`: another node on the same PostgreSQL database.
    /// `outbound`: who carries requests to other servers; nobody answers unless a test says so.
    /// `postman`: who takes the mails, instead of the ear that keeps them.
    public init(
        _ engine: Engine, settings: [String: String] = [:], from closed: String? = nil, beside first: Harness? = nil,
        outbound: Outbound = Outbound { _ in throw FetchError.failed("tests reach no other server") }, postman: Postman? = nil
    ) async throws {
        let environment = [
            "MARTLET_LOGINSETTINGS_PASSWORDITERATIONS": "1000", "MM_TEAMSETTINGS_ENABLEOPENSERVER": "true",
            "MM_FILESETTINGS_DIRECTORY": TestDirectory.shared.path("files"),
        ].merging(settings) { $1 }
        let heard = Heard(), outlet = Outlet(), clock = Clock()
        let publish: Publish = { messages in
            heard.signals.withLock { $0 += messages.compactMap { $0 as? Signal } }
            outlet.publish(messages)
        }
        if let closed {
            clock.advance(milliseconds: 1_000_000)
            db = try TestDatabase.copy(ofClosed: closed, publish: publish)
        } else if let first {
            db = try TestDatabase.second(to: first.db, publish: publish)
        } else {
            db = try await TestDatabase.make(engine, publish: publish)
        }
        loop = EventLoop()
        loop.start()
        var parts = Services.Parts(
            db: db, outlet: outlet, loops: [loop], layers: try SettingsLayers(environment: environment, file: nil),
            log: Log(now: clock.now, threshold: { .error }), now: clock.now,
            newToken: { Token.id(at: clock.now()) }, hostname: "test")
        parts.postman = postman ?? Postman { mail, _ in heard.mails.withLock { $0.append(mail) } }
        parts.outbound = outbound
        services = try await Services.make(parts)
        api = API(services: services)
        (self.heard, self.clock) = (heard, clock)
        heard.signals.withLock { $0 = [] }
    }

    /// Lets the connections go: the services know each other in a ring, which would hold them until the end of the run.
    deinit {
        services.notifier.stop()
        let listener = listener.withLock { $0?.listener }, loop = loop, db = db
        Task {
            await listener?.drain(within: 0)
            loop.stop()
            await db.close()
        }
    }

    /// The port on loopback where the product answers real connections, opened when the first one asks.
    public func port() throws -> UInt16 {
        try listener.withLock { open in
            if let open { return open.port }
            let listener = Listener(loops: [loop], handler: api)
            let port = try listener.listen(on: "127.0.0.1:0")
            open = (listener, port)
            return port
        }
    }

    /// Lets time pass.
    public func advance(milliseconds: Int64) { clock.advance(milliseconds: milliseconds) }

    // MARK: What was said

    /// Everything that committed since the last `forget`.
    public var signals: [Signal] { heard.signals.withLock { $0 } }
    public var events: [Event] { signals.compactMap { if case .event(let event) = $0 { event } else { nil } } }
    public var eventNames: [String] { events.map(\.name) }
    /// Every mail that would have been sent so far.
    public var mails: [MailMessage] { heard.mails.withLock { $0 } }

    /// So many of the mails that go out behind the answers: those to an address, or whose subject has some words.
    public func mails(_ count: Int, to address: String = "", about words: String = "") async throws -> [MailMessage] {
        func found() -> [MailMessage] {
            mails.filter { (address.isEmpty || $0.to.address == address) && (words.isEmpty || $0.subject.contains(words)) }
        }
        try await Eventually.holds("\(count) mails \(address) \(words)") { found().count >= count }
        return found()
    }
    public func forget() { heard.signals.withLock { $0 = [] } }

    // MARK: Requests

    /// An answer, parsed when it is JSON.
    public struct Reply: Sendable {
        public let status: Int
        public let body: [UInt8]
        public let fields: [(name: String, value: String)]
        public let contentType: String?
        public var text: String { String(decoding: body, as: UTF8.self) }
        public var json: JSONValue { (try? JSONReader.read(body)) ?? .null }
        /// The id of an error.
        public var errorID: String { json["id"]?.string ?? "" }
        public subscript(key: String) -> JSONValue? { json[key] }
        public func field(_ name: String) -> String? { fields.first { $0.name.lowercased() == name.lowercased() }?.value }
    }

    /// One request; `path` is under `/api/v4` unless it begins with `!`.
    @discardableResult
    public func send(
        _ method: String, _ path: String, as person: Person? = nil, json: JSONValue? = nil, body: [UInt8]? = nil,
        fields: [(String, String)] = []
    ) async -> Reply {
        let target = path.hasPrefix("!") ? String(path.dropFirst()) : "/api/v4" + path
        var fields = fields
        if let person { fields.append(("Authorization", "Bearer \(person.token)")) }
        let bytes = body ?? json.map { JSONWriter.bytes(of: $0) } ?? []
        if json != nil { fields.append(("Content-Type", "application/json")) }
        let response = await api.answer(HTTPRequest(method, target, fields: fields, body: bytes))
        return Reply(status: response.status, body: await whole(response), fields: response.fields, contentType: response.contentType)
    }

    /// What a client gets that reads to the end; nothing when the source breaks off.
    private func whole(_ response: HTTPResponse) async -> [UInt8] {
        guard case .stream(let length, let source) = response.body else { return response.bytes ?? [] }
        var bytes: [UInt8] = []
        do { while let piece = try await source() { bytes += piece } } catch { return [] }
        return length == nil || length == Int64(bytes.count) ? bytes : []
    }

    @discardableResult
    public func get(_ path: String, as person: Person? = nil) async -> Reply { await send("GET", path, as: person) }
    @discardableResult
    public func post(_ path: String, _ json: JSONValue? = nil, as person: Person? = nil) async -> Reply {
        await send("POST", path, as: person, json: json)
    }
    @discardableResult
    public func put(_ path: String, _ json: JSONValue? = nil, as person: Person? = nil) async -> Reply {
        await send("PUT", path, as: person, json: json)
    }
    @discardableResult
    public func delete(_ path: String, as person: Person? = nil) async -> Reply { await send("DELETE", path, as: person) }
}

/// Somebody with a session.
public struct Person: Sendable {
    public let id: ID<User>
    public let username: String
    public let token: String

    public init(id: ID<User>, username: String, token: String) { (self.id, self.username, self.token) = (id, username, token) }
}

extension Harness {
    public static let password = "Correct-horse-1"

    /// A new account with a session; the first one of a server is its administrator.
    public func person(_ username: String) async throws -> Person {
        let reply = await post(
            "/users",
            [
                "username": .string(username), "email": .string("\(username)@example.com"), "password": .string(Self.password),
            ])
        guard reply.status == 201, let id = reply["id"]?.string, let roles = reply["roles"]?.string else {
            throw Refused(what: username, reply: reply.text)
        }
        let person = Person(id: ID(id), username: username, token: Token.secret())
        try await db.write { tx in
            _ = try tx.execute(
                """
                INSERT INTO sessions (id, token, createat, expiresat, lastactivityat, userid, deviceid, roles, isoauth, expirednotify, props)
                VALUES (\(Token.secret()), \(person.token), 1700000000000, 0, 1700000000000, \(id), '', \(roles), FALSE, FALSE, \(json: "{}"))
                """)
        }
        return person
    }

    /// A set-up step that the test builds on did not work.
    public struct Refused: Error { let what: String, reply: String }
}

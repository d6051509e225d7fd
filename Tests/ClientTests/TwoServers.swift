import Database
import TestSupport
import Testing
import Wire

/// Two servers in processes of their own on one PostgreSQL database, which hear each other.
final class TwoServers: Sendable {
    /// By what they hear each other.
    enum Way: String, CaseIterable, Sendable { case notify, redis }

    let way: Way
    let one: RunningServer, other: RunningServer
    let redis: RedisServer?
    let database: TestDatabase
    private let figures: [Int]

    init(_ way: Way, beat: Int = 5_000) async throws {
        self.way = way
        let database = try await TestDatabase.make(.postgres)
        self.database = database
        let redis = way == .redis ? try await RedisServer(password: "a secret") : nil
        self.redis = redis
        let figures = [try RunningServer.freePort(), try RunningServer.freePort()]
        self.figures = figures
        let address = redis.map { "127.0.0.1:\($0.port)" } ?? ""
        let settings = figures.map { port in
            [
                "MM_METRICSSETTINGS_ENABLE": "true", "MM_METRICSSETTINGS_LISTENADDRESS": "127.0.0.1:\(port)",
                "MM_CACHESETTINGS_CACHETYPE": address.isEmpty ? "lru" : "redis", "MM_CACHESETTINGS_REDISADDRESS": address,
                "MM_CACHESETTINGS_REDISPASSWORD": "a secret", "MARTLET_BUSSETTINGS_BEATMILLISECONDS": "\(beat)",
                "MM_TEAMSETTINGS_ENABLEOPENSERVER": "true", "MM_LOGSETTINGS_ENABLEFILE": "false",
            ]
        }
        async let one = RunningServer(.postgres, database: database.location, settings: settings[0])
        async let other = RunningServer(.postgres, database: database.location, settings: settings[1])
        (self.one, self.other) = try await (one, other)
        try await meet()
    }

    deinit {
        one.kill()
        other.kill()
    }

    /// Until each hears the other.
    func meet() async throws {
        for index in figures.indices {
            try await Eventually.holds("server \(index) hears the other") { try await self.figure("martlet_bus_servers", index) == 1 }
        }
    }

    /// What a server's figures say.
    func figure(_ name: String, _ index: Int) async throws -> Int {
        let port = UInt16(figures[index])
        // Before it listens there it says nothing.
        let page = try await onOwnThread { (try? Client(port: port).ask("GET", "/metrics").text) ?? "" }
        return page.split(separator: "\n").first { $0.hasPrefix(name + " ") }.flatMap { Int($0.dropFirst(name.count + 1)) } ?? -1
    }

    /// Cuts both servers' lines to each other.
    func cutTheLines() async throws {
        if let redis { return try await redis.restart() }
        _ = try await database.readOne { tx in
            try tx.rows(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'martlet-bus' AND datname = current_database()"
            ) { $0.next(Bool.self) }
        }
    }

    struct Refused: Error { let status: Int, text: String }

    @discardableResult
    static func ask(_ server: RunningServer, _ method: String, _ path: String, _ token: String, _ json: JSONValue? = nil) async throws
        -> (json: JSONValue, token: String)
    {
        let port = UInt16(server.port), body = json.map { String(decoding: JSONWriter.bytes(of: $0), as: UTF8.self) }
        let answer = try await onOwnThread {
            let fields = token.isEmpty ? [] : ["Authorization: Bearer \(token)"]
            return Sent(answer: try Client(port: port).ask(method, "/api/v4" + path, fields, body: body))
        }.answer
        guard answer.status < 300 else { throw Refused(status: answer.status, text: answer.text) }
        return (try JSONReader.read(answer.body), answer.field("token") ?? "")
    }

    private struct Sent: @unchecked Sendable {  // the thread has ended
        let answer: Client.Answer
    }

    static func isRefused(_ server: RunningServer, _ path: String, _ token: String) async throws -> Bool {
        do {
            try await ask(server, "GET", path, token)
            return false
        } catch let refused as Refused { return refused.status == 401 }
    }

    /// Ann, who founded the place and administers it, and Ben; both in the team and in one channel.
    struct World {
        let ann: String, annToken: String, ben: String, benToken: String, team: String, deck: String, town: String
    }

    func world() async throws -> World {
        let (ann, annToken) = try await person("ann"), (ben, benToken) = try await person("ben")
        let crew: JSONValue = ["name": "crew", "display_name": "Crew", "type": "O"]
        let team = try #require(try await Self.ask(one, "POST", "/teams", annToken, crew).json["id"]?.string)
        try await Self.ask(one, "POST", "/teams/\(team)/members", annToken, ["team_id": .string(team), "user_id": .string(ben)])
        let deck: JSONValue = ["team_id": .string(team), "name": "deck", "display_name": "Deck", "type": "O"]
        let channel = try #require(try await Self.ask(one, "POST", "/channels", annToken, deck).json["id"]?.string)
        try await Self.ask(one, "POST", "/channels/\(channel)/members", annToken, ["user_id": .string(ben)])
        let town = try #require(
            try await Self.ask(other, "GET", "/teams/\(team)/channels/name/town-square", annToken).json["id"]?.string)
        return World(ann: ann, annToken: annToken, ben: ben, benToken: benToken, team: team, deck: channel, town: town)
    }

    private func person(_ name: String) async throws -> (String, String) {
        let account: JSONValue = [
            "username": .string(name), "email": .string("\(name)@example.com"), "password": .string(Harness.password),
        ]
        let id = try #require(try await Self.ask(one, "POST", "/users", "", account).json["id"]?.string)
        return (id, try await login(name, at: one))
    }

    func login(_ name: String, at server: RunningServer) async throws -> String {
        try await Self.ask(server, "POST", "/users/login", "", ["login_id": .string(name), "password": .string(Harness.password)]).token
    }

    static func post(_ text: String, in channel: String, at server: RunningServer, as token: String) async throws {
        try await ask(server, "POST", "/posts", token, ["channel_id": .string(channel), "message": .string(text)])
    }
}

extension Ear {
    /// The text of the next message of a person that is heard.
    func message() async throws -> String {
        while true {
            let post = try JSONReader.read(try await event("posted")["data"]?["post"]?.string ?? "")
            if post["type"] == "" { return post["message"]?.string ?? "" }
        }
    }
}

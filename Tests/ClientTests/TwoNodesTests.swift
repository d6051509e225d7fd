import TestSupport
import Testing
import Wire

/// Two servers on one database, as behind a load balancer.
struct TwoNodesTests {
    /// One request over a connection of its own.
    private static func ask(_ server: RunningServer, _ method: String, _ path: String, _ token: String, _ json: JSONValue? = nil)
        async throws -> (status: Int, json: JSONValue, token: String?)
    {
        let port = UInt16(server.port), body = json.map { String(decoding: JSONWriter.bytes(of: $0), as: UTF8.self) }
        return try await onOwnThread {
            let fields = token.isEmpty ? [] : ["Authorization: Bearer \(token)"]
            let answer = try Client(port: port).ask(method, "/api/v4" + path, fields, body: body)
            return (answer.status, try JSONReader.read(answer.body), answer.field("token"))
        }
    }

    /// Somebody with a channel, made at one of the servers.
    private struct Writer {
        let user: String, token: String, channel: String

        init(at server: RunningServer) async throws {
            let account: JSONValue = ["username": "ann", "email": "ann@example.com", "password": .string(Harness.password)]
            user = try #require(try await ask(server, "POST", "/users", "", account).json["id"]?.string)
            let login = try await ask(server, "POST", "/users/login", "", ["login_id": "ann", "password": .string(Harness.password)])
            token = try #require(login.token)
            let team = try await ask(server, "POST", "/teams", token, ["name": "crew", "display_name": "Crew", "type": "O"]).json["id"]
            let deck: JSONValue = ["team_id": team ?? .null, "name": "deck", "display_name": "Deck", "type": "O"]
            channel = try #require(try await ask(server, "POST", "/channels", token, deck).json["id"]?.string)
        }

        /// The id of the post; the same `number` is the same message, sent again.
        func post(_ number: Int, at server: RunningServer) async throws -> String {
            let post: JSONValue = [
                "channel_id": .string(channel), "message": .string("message \(number)"), "pending_post_id": .string("\(user):\(number)"),
            ]
            let answer = try await ask(server, "POST", "/posts", token, post)
            return try #require(answer.status == 201 ? answer.json["id"]?.string : nil)
        }
    }

    @Test func aMessageThatIsSentAgainToTheOtherServerIsThePostThatIsThere() async throws {
        let database = try await TestDatabase.make(.postgres)
        let one = try await RunningServer(.postgres, database: database.location)
        let other = try await RunningServer(.postgres, database: database.location)
        defer { one.kill(); other.kill() }
        let ann = try await Writer(at: one)
        let first = try await ann.post(1, at: one)
        one.kill()
        #expect(try await ann.post(1, at: other) == first)
        try await one.start()
        #expect(try await ann.post(1, at: one) == first)
        // At both at the same time.
        for number in 2..<12 {
            async let here = ann.post(number, at: one)
            async let there = ann.post(number, at: other)
            #expect(try await here == there)
        }
        let page = try await Self.ask(other, "GET", "/channels/\(ann.channel)/posts?per_page=100", ann.token).json
        let said = page["posts"]?.object?.members.compactMap { $0.value["type"] == "" ? $0.value["message"]?.string : nil } ?? []
        #expect(said.sorted() == (1..<12).map { "message \($0)" }.sorted())
        let channel = try await Self.ask(one, "GET", "/channels/\(ann.channel)", ann.token).json
        #expect(channel["total_msg_count"] == 11 && channel["total_msg_count_root"] == 11)
    }
}

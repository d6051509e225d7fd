import Database
import TestSupport
import Testing
import Wire

/// One team with a private channel, somebody of every kind in or beside it, and a member whom the calls are about.
struct MatrixWorld: Sendable {
    let location: String
    let people: [Caller: Person]
    /// What `$name` and the `{name}` of a path stand for.
    let names: [String: String]
    /// Holds the database until the tests end.
    let original: Harness

    /// Made once; every call that may change something gets a copy of its own.
    static let shared = Task {
        let world = try await make(.sqlite)
        await world.original.db.close()
        return world
    }

    static func make(_ engine: Engine) async throws -> MatrixWorld {
        let chat = try await Harness(engine)
        var people: [Caller: Person] = [:]
        for caller in [Caller.systemAdmin, .teamAdmin, .channelAdmin, .member, .guest, .outsider] {
            people[caller] = try await chat.person(caller.rawValue.replacing("_", with: "-"))
        }
        let target = try await chat.person("target")
        var names = try await places(chat, people, target)
        names["user_id"] = target.id.raw
        names["username"] = target.username
        names["email"] = "target@example.com"
        for (caller, person) in people { names[caller.rawValue] = person.id.raw }
        try await beGuest(chat, people[.guest])
        return MatrixWorld(location: chat.db.location, people: people, names: names, original: chat)
    }

    private static func places(_ chat: Harness, _ people: [Caller: Person], _ target: Person) async throws -> [String: String] {
        let team = await chat.post("/teams", ["name": "matrix", "display_name": "Matrix", "type": "I"], as: people[.teamAdmin])
        let teamID = try #require(team["id"]?.string)
        for person in [people[.channelAdmin], people[.member], people[.guest], target].compactMap({ $0 }) {
            await chat.post(
                "/teams/\(teamID)/members", ["team_id": .string(teamID), "user_id": .string(person.id.raw)], as: people[.teamAdmin])
        }
        var names = ["team_id": teamID, "team_name": "matrix", "invite_id": team["invite_id"]?.string ?? ""]
        for (name, type, key) in [("place", "P", "channel_id"), ("market", "O", "open_channel_id")] {
            let channel = await chat.post(
                "/channels", ["team_id": .string(teamID), "name": .string(name), "display_name": .string(name), "type": .string(type)],
                as: people[.channelAdmin])
            let id = try #require(channel["id"]?.string)
            names[key] = id
            for person in [people[.member], people[.guest], target].compactMap({ $0 }) where type == "P" {
                await chat.post("/channels/\(id)/members", ["user_id": .string(person.id.raw)], as: people[.channelAdmin])
            }
            let post = await chat.post(
                "/posts", ["channel_id": .string(id), "message": "hello"], as: type == "P" ? target : people[.channelAdmin])
            names[type == "P" ? "post_id" : "open_post_id"] = post["id"]?.string
        }
        let answer: JSONValue = [
            "channel_id": .string(names["channel_id"] ?? ""), "message": "hello", "root_id": .string(names["post_id"] ?? ""),
        ]
        await chat.post("/posts", answer, as: people[.channelAdmin])
        names["thread_id"] = names["post_id"]
        names["timestamp"] = "1700000000001"
        names["channel_name"] = "place"
        names["category_id"] = "channels_\(target.id)_\(teamID)"
        let role = await chat.get("/roles/name/team_user", as: people[.systemAdmin])
        names["role_id"] = role["id"]?.string
        names["role_name"] = "team_user"
        names = names.merging(await things(chat, people, target)) { $1 }
        return names.merging(await uploads(chat, people, names["channel_id"] ?? "")) { $1 }
    }

    /// A group, a scheme, a profile attribute.
    private static func things(_ chat: Harness, _ people: [Caller: Person], _ target: Person) async -> [String: String] {
        let group = await chat.post(
            "/groups",
            [
                "name": "matrix-group", "display_name": "G", "source": "custom", "allow_reference": true,
                "user_ids": [.string(target.id.raw)],
            ], as: people[.systemAdmin])
        let scheme = await chat.post("/schemes", ["display_name": "S", "scope": "team"], as: people[.systemAdmin])
        let field = await chat.post("/custom_profile_attributes/fields", ["name": "F", "type": "text"], as: people[.systemAdmin])
        return [
            "group_id": group["id"]?.string ?? "", "scheme_id": scheme["id"]?.string ?? "", "field_id": field["id"]?.string ?? "",
        ]
    }

    /// A file in the private channel, and one that comes in parts.
    private static func uploads(_ chat: Harness, _ people: [Caller: Person], _ channel: String) async -> [String: String] {
        let uploaded = await chat.send(
            "POST", "/files?channel_id=\(channel)&filename=a.txt", as: people[.channelAdmin], body: [97])
        let draft: JSONValue = ["channel_id": .string(channel), "filename": "a.txt", "file_size": 3]
        let begun = await chat.post("/uploads", draft, as: people[.member])
        return ["file_id": uploaded["file_infos"]?.array?.first?["id"]?.string ?? "", "upload_id": begun["id"]?.string ?? ""]
    }

    /// As a demotion leaves them.
    private static func beGuest(_ chat: Harness, _ person: Person?) async throws {
        guard let id = person?.id.raw else { return }
        try await chat.db.write { tx in
            try tx.execute("UPDATE users SET roles = 'system_guest' WHERE id = \(id)")
            try tx.execute("UPDATE sessions SET roles = 'system_guest' WHERE userid = \(id)")
            try tx.execute("UPDATE teammembers SET schemeguest = TRUE, schemeuser = FALSE WHERE userid = \(id)")
            try tx.execute("UPDATE channelmembers SET schemeguest = TRUE, schemeuser = FALSE WHERE userid = \(id)")
        }
    }

    /// A server that goes on from here.
    func open() async throws -> Harness { try await Harness(.sqlite, from: location) }

    /// What each caller gets for a row's request.
    func statuses(of row: RouteRow) async throws -> [String] {
        var statuses: [String] = [], chat: Harness?
        for caller in Caller.allCases {
            let fresh = if let chat { chat } else { try await open() }
            let status = await fresh.send(row.method, path(row, for: caller), as: people[caller], body: body(row, for: caller)).status
            statuses.append(String(status))
            // What was refused changed nothing, and neither did what was only read.
            chat = status < 400 && row.method != "GET" ? nil : fresh
        }
        return statuses
    }

    func path(_ row: RouteRow, for caller: Caller) -> String {
        let path = row.path.split(separator: "/").map { part in
            part.hasPrefix("{") ? names[String(part.dropFirst().dropLast())] ?? Self.nowhere : String(part)
        }
        let query = row.request.hasPrefix("?") ? String(row.request.prefix { $0 != " " }) : ""
        return "!/" + path.joined(separator: "/") + filled(query, for: caller)
    }

    func body(_ row: RouteRow, for caller: Caller) -> [UInt8]? {
        guard row.method != "GET" else { return nil }
        let text = row.request.hasPrefix("?") ? String(row.request.drop { $0 != " " }.drop { $0 == " " }) : row.request
        return Array(filled(text.isEmpty ? "{}" : text, for: caller).utf8)
    }

    /// `$self` is whoever asks; of two names that begin alike the longer one is meant.
    private func filled(_ text: String, for caller: Caller) -> String {
        var text = text.replacing("$self", with: people[caller]?.id.raw ?? Self.nowhere).replacing("$nowhere", with: Self.nowhere)
        for (name, value) in names.sorted(by: { $0.key.count > $1.key.count }) { text = text.replacing("$" + name, with: value) }
        return text
    }

    /// Well formed, names nothing.
    private static let nowhere = String(repeating: "n", count: 26)
}

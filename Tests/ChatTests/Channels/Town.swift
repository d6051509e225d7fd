import TestSupport
import Testing
import Wire

/// A server with one team: its administrator `root`, the members `ann`, `ben` and `cat`, and `out`, who is not in it.
struct Town {
    let chat: Harness
    let root: Person, ann: Person, ben: Person, cat: Person, out: Person
    let team: String

    init(_ engine: Engine, settings: [String: String] = [:]) async throws {
        try await self.init(on: Harness(engine, settings: settings))
    }

    /// On a fresh server.
    init(on chat: Harness) async throws {
        self.chat = chat
        root = try await chat.person("root")
        ann = try await chat.person("ann")
        ben = try await chat.person("ben")
        cat = try await chat.person("cat")
        out = try await chat.person("out")
        let made = await chat.post("/teams", ["name": "town", "display_name": "Town", "type": "O"], as: root)
        team = try #require(made["id"]?.string)
        for person in [ann, ben, cat] {
            await chat.post("/teams/\(team)/members", ["team_id": .string(team), "user_id": .string(person.id.raw)], as: root)
        }
        chat.forget()
    }

    func draft(_ name: String, type: String = "O") -> JSONObject {
        ["team_id": .string(team), "name": .string(name), "display_name": .string(name), "type": .string(type)]
    }

    /// A channel of Ann's with more members; what was said about it is forgotten.
    func channel(_ name: String, type: String = "O", members: [Person] = []) async throws -> String {
        let reply = await chat.post("/channels", .object(draft(name, type: type)), as: ann)
        let id = try #require(reply["id"]?.string, "\(reply.text)")
        for member in members { await chat.post("/channels/\(id)/members", ["user_id": .string(member.id.raw)], as: ann) }
        chat.forget()
        return id
    }

    func named(_ name: String) async -> String {
        await chat.get("/teams/\(team)/channels/name/\(name)", as: ann)["id"]?.string ?? ""
    }

    @discardableResult
    func say(_ message: String, in channel: String, as person: Person) async -> Harness.Reply {
        await chat.post("/posts", ["channel_id": .string(channel), "message": .string(message)], as: person)
    }

    /// The texts of the messages that were told since the last `forget`.
    var messages: [String] {
        chat.events.filter { $0.name == "posted" }.compactMap { event in
            guard let data = try? JSONReader.read(event.data), let post = data["post"]?.string else { return nil }
            return (try? JSONReader.read(post))?["message"]?.string
        }
    }
}

extension Event {
    var json: JSONValue { (try? JSONReader.read(data)) ?? .null }
}

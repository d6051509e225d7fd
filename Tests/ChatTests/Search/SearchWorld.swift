import Database
import TestSupport
import Testing
import Wire

@testable import Chat

extension PostWorld {
    /// The messages that a search finds, by the names under which the test knows them.
    func found(_ terms: String, as person: Person? = nil, everywhere: Bool = false, _ more: JSONObject = [:]) async -> [String] {
        var body: JSONObject = ["terms": .string(terms)]
        for member in more.members { body[member.key] = member.value }
        let path = everywhere ? "/posts/search" : "/teams/\(team)/posts/search"
        let reply = await chat.post(path, .object(body), as: person ?? ann)
        #expect(reply.status == 200, "\(reply.text)")
        return reply["order"]?.strings ?? ["no order: \(reply.text)"]
    }

    /// What Ann finds where there is more than either engine looks through at first.
    func foundAmongMany(_ terms: String, isOr: Bool = false) async throws -> [String] {
        let body: JSONObject = ["terms": .string(terms), "is_or_search": .bool(isOr)]
        return try await chat.db.read { tx in
            let draft = try SearchDraft(JSONFields(body))
            guard var request = try draft.request(by: ann.id, in: ID(team), now: 1_800_000_000_000, tx) else { return [] }
            request.few = 0
            request.near = 2
            return try tx.search.posts(request).map(\.id.raw)
        }
    }

    /// A channel of the team with these people in it, made by Ann.
    func channel(_ name: String, type: String = "P", with people: [Person] = []) async throws -> String {
        let made = await chat.post(
            "/channels", ["team_id": .string(team), "name": .string(name), "display_name": .string(name), "type": .string(type)], as: ann)
        let id = try #require(made["id"]?.string, "\(made.text)")
        for person in people { await chat.post("/channels/\(id)/members", ["user_id": .string(person.id.raw)], as: ann) }
        return id
    }

    func direct(_ one: Person, _ other: Person) async throws -> String {
        try #require(await chat.post("/channels/direct", [.string(one.id.raw), .string(other.id.raw)], as: one)["id"]?.string)
    }

    /// Lets the background do what it would do.
    func settle() async throws {
        while try await chat.db.write(isolation: .readCommitted, { tx in try IndexChanges().run(in: tx) }) {}
    }

    func count(_ sql: SQL) async throws -> Int64 { try await chat.db.read { tx in try tx.value(sql) ?? -1 } }
}

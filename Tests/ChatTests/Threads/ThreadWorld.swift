import TestSupport
import Testing
import Wire

/// A channel with a root of ann's that ben has answered.
struct ThreadWorld {
    let world: PostWorld
    let root: String
    let reply: String
    var chat: Harness { world.chat }
    var ann: Person { world.ann }
    var ben: Person { world.ben }

    init(_ engine: Engine, settings: [String: String] = [:]) async throws {
        world = try await PostWorld(engine, settings: settings)
        root = try await world.say("shall we?")
        reply = try await world.say("we shall", as: world.ben, root: root)
    }

    /// The address of somebody's threads, or of one of them.
    func path(_ rest: String = "", of person: String = "me") -> String { "/users/\(person)/teams/\(world.team)/threads\(rest)" }

    func thread(_ person: Person, _ id: String? = nil) async -> Harness.Reply { await chat.get(path("/\(id ?? root)"), as: person) }

    func list(_ query: String = "", as person: Person) async -> Harness.Reply { await chat.get(path() + query, as: person) }

    /// The ids of a list, in its order.
    func ids(_ query: String = "", as person: Person) async throws -> [String] {
        try #require(await list(query, as: person)["threads"]?.array).compactMap { $0["id"]?.string }
    }

    /// The data of the event that one person got.
    func told(_ name: String, _ person: Person) throws -> JSONValue? {
        guard let event = chat.events.last(where: { $0.name == name && $0.broadcast.user == person.id }) else { return nil }
        return try JSONReader.read(event.data)
    }

    /// The thread in a `thread_updated`.
    func updated(_ person: Person) throws -> JSONValue? {
        try told("thread_updated", person)?["thread"]?.string.map { try JSONReader.read($0) }
    }

    /// Who is named as a follower in the last `posted`.
    func notified(_ person: Person) -> Bool {
        String(decoding: world.heard("posted")?.personal[person.id] ?? [], as: UTF8.self).contains("\"followers\"")
    }
}

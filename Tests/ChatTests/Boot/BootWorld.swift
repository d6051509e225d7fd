import TestSupport
import Testing
import Wire

/// A server as somebody finds it who has used it for a while: two teams, open, private, archived, direct and group channels, a
/// thread, reactions, a saved and a pinned message, a muted channel and preferences. Ann starts her clients there.
struct BootWorld {
    let town: Town
    let room, closed, archived, direct, group, secondTeam: String
    let root: String
    var chat: Harness { town.chat }
    var ann: Person { town.ann }

    init(_ engine: Engine) async throws {
        town = try await Town(engine)
        room = try await town.channel("room", members: [town.ben, town.cat])
        closed = try await town.channel("closed", type: "P", members: [town.ben])
        archived = try await town.channel("archived", members: [town.ben])
        let chat = town.chat, people = [town.ann, town.ben, town.cat].map { JSONValue.string($0.id.raw) }
        direct = try #require(await chat.post("/channels/direct", .array(Array(people.prefix(2))), as: town.ann)["id"]?.string)
        group = try #require(await chat.post("/channels/group", .array(people), as: town.ann)["id"]?.string)
        let second = await chat.post("/teams", ["name": "second", "display_name": "Zweites Team 雪", "type": "I"], as: town.ann)
        secondTeam = try #require(second["id"]?.string)
        root = try #require(await town.say("shall we? 🎉", in: room, as: town.ann)["id"]?.string)
        await chat.post("/posts", ["channel_id": .string(room), "message": "@ann we shall", "root_id": .string(root)], as: town.ben)
        await town.say("psst", in: direct, as: town.ben)
        await town.say("all of us", in: group, as: town.cat)
        await chat.post("/reactions", ["user_id": .string(town.ben.id.raw), "post_id": .string(root), "emoji_name": "heart"], as: town.ben)
        await chat.post("/posts/\(root)/pin", as: town.ann)
        await chat.put(
            "/users/me/preferences",
            .array([
                Self.preference(town.ann, "flagged_post", root, "true"), Self.preference(town.ann, "theme", "", "{}"),
                Self.preference(town.ann, "direct_channel_show", town.ben.id.raw, "true"),
            ]), as: town.ann)
        await chat.put("/channels/\(closed)/members/\(town.ann.id)/notify_props", ["mark_unread": "mention"], as: town.ann)
        await chat.delete("/channels/\(archived)", as: town.ann)
        chat.forget()
    }

    private static func preference(_ person: Person, _ category: String, _ name: String, _ value: String) -> JSONValue {
        ["user_id": .string(person.id.raw), "category": .string(category), "name": .string(name), "value": .string(value)]
    }

    /// Sends one call of a client and demands the status, JSON that can be read, and the content type to the letter.
    @discardableResult
    func call(
        _ method: String, _ path: String, _ body: JSONValue? = nil, status: Int = 200, as person: Person? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) async -> Harness.Reply {
        let reply = await chat.send(method, path, as: person ?? ann, json: body)
        #expect(reply.status == status, "\(method) \(path): \(reply.text.prefix(200))", sourceLocation: location)
        #expect(reply.contentType == "application/json", "\(method) \(path)", sourceLocation: location)
        #expect((try? JSONReader.read(reply.body)) != nil, "\(method) \(path)", sourceLocation: location)
        return reply
    }

    /// The names of the roles that a client finds in what it got.
    func roles(in replies: [JSONValue]) -> JSONValue {
        let names = replies.flatMap { reply in (reply.array ?? [reply]).compactMap { $0["roles"]?.string } }
        return .array(Set(names.flatMap { $0.split(separator: " ").map(String.init) }).sorted().map { .string($0) })
    }

    /// Which of these names a value lacks.
    static func missing(_ names: String, in value: JSONValue?) -> [String] {
        let keys = Set((value?.object?.members ?? []).map(\.key))
        return names.split(separator: " ").map(String.init).filter { !keys.contains($0) }
    }
}

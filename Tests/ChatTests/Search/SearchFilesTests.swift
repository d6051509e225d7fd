import TestSupport
import Testing
import Wire

@testable import Chat

/// Files are found as messages are: by every modifier, in one team and in all of them, by those who may read them.
struct SearchFilesTests {
    private let world: PostWorld
    /// What stands behind an id.
    private var names: [String: String] = [:]
    private let otherTeam, quay, far, talk: String

    private init(_ engine: Engine) async throws {
        world = try await PostWorld(engine)
        let made = await world.chat.post("/teams", ["name": "fleet", "display_name": "Fleet", "type": "O"], as: world.ann)
        otherTeam = try #require(made["id"]?.string)
        let square = await world.chat.get("/teams/\(otherTeam)/channels/name/town-square", as: world.ann)
        far = try #require(square["id"]?.string)
        quay = try await world.channel("quay")
        talk = try await world.direct(world.ann, world.ben)
    }

    private mutating func share(_ name: String, _ content: String, in channel: String, as person: Person) async throws {
        let path = name.utf8.map { "%" + String(0x100 | Int($0), radix: 16).dropFirst() }.joined()
        let sent = await world.chat.send(
            "POST", "/files?channel_id=\(channel)&filename=\(path)", as: person, body: Array(content.utf8))
        let id = try #require(sent.file?["id"]?.string, "\(sent.text)")
        let post = await world.chat.post(
            "/posts", ["channel_id": .string(channel), "message": "look", "file_ids": [.string(id)]], as: person)
        #expect(post.status == 201, "\(post.text)")
        names[id] = name
    }

    private func found(_ terms: String, as person: Person? = nil, everywhere: Bool = false) async -> [String] {
        let path = everywhere ? "/files/search" : "/teams/\(world.team)/files/search"
        let reply = await world.chat.post(path, ["terms": .string(terms), "time_zone_offset": 0], as: person ?? world.ann)
        #expect(reply.status == 200, "\(reply.text)")
        return (reply["order"]?.strings ?? [reply.text]).map { names[$0] ?? $0 }
    }

    /// Clocks begin on 2023-11-14; the last two are of the next day.
    private mutating func fill() async throws {
        try await share("plan-a.txt", "the harbour of db-01.example.com", in: world.room, as: world.ann)
        try await share("上海.txt", "我们明天在上海开会", in: world.room, as: world.ben)
        try await share("plan-b.md", "harbours, write to ann.archer@example.org", in: quay, as: world.ann)
        world.chat.advance(milliseconds: 86_400_000)
        try await share("note.txt", "harbour master", in: talk, as: world.ben)
        try await share("plan-c.txt", "harbour far away", in: far, as: world.ann)
        try await world.settle()
    }

    @Test(arguments: Engine.underTest)
    static func everyModifierNarrows(_ engine: Engine) async throws {
        var test = try await SearchFilesTests(engine)
        try await test.fill()
        let a = "plan-a.txt", b = "plan-b.md", note = "note.txt", shanghai = "上海.txt"
        let queries: [(String, [String])] = [
            ("harbour", [note, b, a]), ("plan", [b, a]), ("plan-a", [a]), ("harbour -plan", [note]), ("\"harbour master\"", [note]),
            ("\"master harbour\"", []), ("harb*", [note, b, a]), ("db-01", [a]), ("db-01.example.com", [a]), ("example.com", [a]),
            ("ann.archer@example.org", [b]), ("archer", [b]), ("上海", [shanghai]), ("明天", [shanghai]), ("海上", []),
            ("harbour from:ann", [b, a]), ("harbour -from:ann", [note]), ("from:@ben", [note, shanghai]), ("harbour in:quay", [b]),
            ("harbour in:~deck", [a]), ("harbour -in:deck", [note, b]), ("harbour in:@ben", [note]), ("harbour on:2023-11-14", [b, a]),
            ("harbour on:2023-11-15", [note]), ("harbour -on:2023-11-15", [b, a]), ("harbour before:2023-11-15", [b, a]),
            ("harbour after:2023-11-14", [note]), ("harbour -after:2023-11-14", [b, a]), ("harbour -before:2023-11-15", [note]),
            ("harbour ext:md", [b]), ("harbour -ext:md", [note, a]), ("ext:txt from:ann", [a]), ("harbour from:nobody", []),
        ]
        for (terms, expected) in queries { #expect(await test.found(terms) == expected, "\(terms) on \(engine)") }
    }

    @Test(arguments: Engine.underTest)
    static func acrossTeamsEverybodyFindsTheirOwn(_ engine: Engine) async throws {
        var test = try await SearchFilesTests(engine)
        try await test.fill()
        let world = test.world
        #expect(await test.found("harbour", everywhere: true) == ["plan-c.txt", "note.txt", "plan-b.md", "plan-a.txt"])
        #expect(await test.found("harbour", as: world.ben, everywhere: true) == ["note.txt", "plan-a.txt"])
        #expect(await test.found("harbour in:quay", as: world.ben, everywhere: true) == [])
        for stranger in [world.cora, world.outsider, world.admin] {
            #expect(await test.found("harbour", as: stranger, everywhere: true) == [])
        }
        await world.chat.delete("/channels/\(test.quay)/members/\(world.ann.id)", as: world.ann)
        #expect(await test.found("harbour", everywhere: true) == ["plan-c.txt", "note.txt", "plan-a.txt"])
        await world.chat.delete("/teams/\(test.otherTeam)/members/\(world.ann.id)", as: world.ann)
        #expect(await test.found("harbour", everywhere: true) == ["note.txt", "plan-a.txt"])
    }

    /// The same for messages.
    @Test(arguments: Engine.underTest)
    static func messagesOfAllTeamsAreFoundTogether(_ engine: Engine) async throws {
        let test = try await SearchFilesTests(engine), world = test.world
        let near = try await world.say("a pelican"), direct = try await world.say("a pelican too", in: test.talk)
        let away = try await world.say("pelicans", in: test.far), closed = try await world.say("pelican", in: test.quay)
        #expect(await world.found("pelican", everywhere: true) == [closed, away, direct, near])
        #expect(await world.found("pelican") == [closed, direct, near], "in a team, and in conversations")
        #expect(await world.found("pelican from:ann -in:deck", everywhere: true) == [closed, away, direct])
        #expect(await world.found("pelican in:town-square", everywhere: true) == [away])
        #expect(await world.found("pelican", as: world.ben, everywhere: true) == [direct, near])
    }
}

import Database
import TestSupport
import Testing
import Wire

/// A team with a channel where two people are, a third one in the team only, and somebody outside.
struct PostWorld {
    let chat: Harness
    let admin, ann, ben, cora, outsider: Person
    let team, room: String

    init(_ engine: Engine, settings: [String: String] = [:]) async throws {
        chat = try await Harness(engine, settings: settings)
        admin = try await chat.person("root")
        ann = try await chat.person("ann")
        ben = try await chat.person("ben")
        cora = try await chat.person("cora")
        outsider = try await chat.person("olga")
        let made = await chat.post("/teams", ["name": "crew", "display_name": "Crew", "type": "O"], as: admin)
        team = try #require(made["id"]?.string)
        for person in [ann, ben, cora] {
            await chat.post("/teams/\(team)/members", ["team_id": .string(team), "user_id": .string(person.id.raw)], as: admin)
        }
        let channel = await chat.post(
            "/channels", ["team_id": .string(team), "name": "deck", "display_name": "Deck", "type": "O"], as: ann)
        room = try #require(channel["id"]?.string)
        await chat.post("/channels/\(room)/members", ["user_id": .string(ben.id.raw)], as: ann)
        chat.forget()
    }

    /// Says something; the answer's id.
    @discardableResult
    func say(_ text: String, as person: Person? = nil, root: String = "", pending: String = "", in place: String? = nil) async throws
        -> String
    {
        let reply = await chat.post(
            "/posts",
            [
                "channel_id": .string(place ?? room), "message": .string(text), "root_id": .string(root),
                "pending_post_id": .string(pending),
            ], as: person ?? ann)
        return try #require(reply.status == 201 ? reply["id"]?.string : nil, "\(reply.text)")
    }

    /// The last event of this name.
    func heard(_ name: String) -> Event? { chat.events.last { $0.name == name } }

    /// The message in the last event of this name.
    func messageHeard(_ name: String) throws -> JSONValue {
        let event = try #require(heard(name)), data = try JSONReader.read(event.data)
        return try JSONReader.read(try #require(data["post"]?.string))
    }

    func refuses(_ reply: Harness.Reply, _ status: Int, _ id: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(reply.status == status && reply.errorID == id, "\(reply.text)", sourceLocation: sourceLocation)
        #expect(chat.events.isEmpty, "\(chat.eventNames)", sourceLocation: sourceLocation)
    }

    /// A member's counters: messages read, mentions.
    func counts(of person: Person) async throws -> (read: Int64, mentions: Int64, total: Int64) {
        let room = room
        return try await chat.db.read { tx in
            try #require(
                try tx.first(
                    """
                    SELECT cm.msgcount, cm.mentioncount, c.totalmsgcount FROM channelmembers cm JOIN channels c ON c.id = cm.channelid
                    WHERE cm.channelid = \(room) AND cm.userid = \(person.id.raw)
                    """
                ) { (read: $0.integer(), mentions: $0.integer(), total: $0.integer()) })
        }
    }
}

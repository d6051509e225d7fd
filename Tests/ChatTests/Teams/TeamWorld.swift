import TestSupport
import Testing
import Wire

/// A server with an administrator, somebody who made a team, a member of it and somebody outside.
struct TeamWorld {
    let chat: Harness
    let admin: Person
    let owner: Person
    let member: Person
    let outsider: Person
    let team: ID<Team>
    let path: String

    init(_ engine: Engine, type: String = "O") async throws {
        chat = try await Harness(engine)
        admin = try await chat.person("admin")
        owner = try await chat.person("owner")
        member = try await chat.person("member")
        outsider = try await chat.person("outsider")
        let reply = await chat.post("/teams", ["name": "reds", "display_name": "Reds", "type": .string(type)], as: owner)
        team = ID(try #require(reply["id"]?.string))
        path = "/teams/\(team)"
        let joined = await chat.post("\(path)/members", ["team_id": .string(team.raw), "user_id": .string(member.id.raw)], as: owner)
        #expect(joined.status == 201)
        chat.forget()
    }

    func add(_ person: Person, as actor: Person) async -> Harness.Reply {
        await chat.post("\(path)/members", ["team_id": .string(team.raw), "user_id": .string(person.id.raw)], as: actor)
    }

    /// The channel in which everybody is.
    func townSquare() async throws -> ID<Channel> {
        ID(try #require(await chat.get("\(path)/channels/name/town-square", as: owner)["id"]?.string))
    }
}

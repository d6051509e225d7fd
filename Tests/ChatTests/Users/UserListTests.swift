import TestSupport
import Testing
import Wire

struct UserListTests {
    /// Three people, two of them in a team.
    private func crew(_ engine: Engine) async throws -> (chat: Harness, people: [Person], team: String) {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann"), ben = try await chat.person("ben"), cat = try await chat.person("cat")
        let team = try #require(await chat.post("/teams", ["name": "crew", "display_name": "Crew", "type": "O"], as: ben)["id"]?.string)
        await chat.post("/teams/\(team)/members", ["team_id": .string(team), "user_id": .string(cat.id.raw)], as: ben)
        return (chat, [ann, ben, cat], team)
    }

    private func names(_ reply: Harness.Reply) -> [String] { reply.json.array?.compactMap { $0["username"]?.string } ?? [] }

    @Test(arguments: Engine.underTest)
    func aTeamsPeopleAreListedToItsMembersOnly(_ engine: Engine) async throws {
        let (chat, people, team) = try await crew(engine)
        let list = await chat.get("/users?in_team=\(team)", as: people[2])
        #expect(names(list) == ["ben", "cat"] && list.field("Etag") != nil)
        #expect(names(await chat.get("/users?in_team=\(team)&page=1&per_page=1", as: people[2])) == ["cat"])
        #expect(names(await chat.get("/users?in_team=\(team)&team_roles=team_admin", as: people[2])) == ["ben"])
        #expect(names(await chat.get("/users?not_in_team=\(team)", as: people[2])) == ["ann"])
        #expect(names(await chat.get("/users?in_team=\(team)&sort=create_at", as: people[2])) == ["cat", "ben"])
        let dan = try await chat.person("dan")
        #expect(await chat.get("/users?in_team=\(team)", as: dan).status == 403)
        #expect(await chat.get("/users?in_team=\(team)&sort=nonsense", as: people[2]).status == 400)
        #expect(await chat.get("/users?without_team=true", as: people[2]).status == 403)
        #expect(names(await chat.get("/users?without_team=true", as: people[0])) == ["ann", "dan"])
    }

    @Test(arguments: Engine.underTest)
    func namesAreFoundByTheirBeginningsWithoutCase(_ engine: Engine) async throws {
        let (chat, people, team) = try await crew(engine)
        await chat.put("/users/me/patch", ["first_name": "Émile", "last_name": "Zola", "nickname": "100%_sure"], as: people[1])
        func search(_ term: String) async -> [String] {
            names(await chat.post("/users/search", ["term": .string(term), "team_id": .string(team)], as: people[2]))
        }
        #expect(await search("émile ZO") == ["ben"])
        #expect(await search("@BEN") == ["ben"])
        #expect(await search("100%_") == ["ben"])
        #expect(await search("%") == [])
        #expect(await search("ann") == [])
        #expect(await chat.post("/users/search", ["term": ""], as: people[2]).status == 400)
        #expect(await chat.post("/users/search", ["term": "b", "limit": -1], as: people[2]).status == 400)
    }

    @Test(arguments: Engine.underTest)
    func aMentionIsCompletedFromInsideAndOutsideTheChannel(_ engine: Engine) async throws {
        let (chat, people, team) = try await crew(engine)
        let channel = await chat.post(
            "/channels", ["team_id": .string(team), "name": "den", "display_name": "Den", "type": "P"], as: people[1])
        let id = channel["id"]?.string ?? ""
        let found = await chat.get("/users/autocomplete?in_team=\(team)&in_channel=\(id)&name=", as: people[1])
        #expect(
            found["users"]?.array?.map { $0["username"] } == ["ben"] && found["out_of_channel"]?.array?.map { $0["username"] } == ["cat"])
        #expect(await chat.get("/users/autocomplete?in_team=\(team)&in_channel=\(id)&name=", as: people[2]).status == 403)
    }

    @Test(arguments: Engine.underTest)
    func manyAreFoundByIdOrNameAndCounted(_ engine: Engine) async throws {
        let (chat, people, team) = try await crew(engine)
        let ids = JSONValue.array(people.map { .string($0.id.raw) } + ["bad"])
        #expect(names(await chat.post("/users/ids", ids, as: people[2])) == ["ann", "ben", "cat"])
        #expect(names(await chat.post("/users/ids?since=9000000000000", ids, as: people[2])) == [])
        #expect(await chat.post("/users/ids", [], as: people[2]).status == 400)
        #expect(names(await chat.post("/users/usernames", ["cat", "nobody"], as: people[2])) == ["cat"])
        #expect(await chat.get("/users/stats", as: people[2])["total_users_count"] == 3)
        #expect(await chat.get("/users/stats/filtered?in_team=\(team)", as: people[0])["total_users_count"] == 2)
        #expect(await chat.get("/users/stats/filtered?in_team=\(team)", as: people[2]).status == 403)
        #expect(await chat.get("/users/known", as: people[2]).json.array == [.string(people[1].id.raw)])
    }

    @Test(arguments: Engine.underTest)
    func theOthersOfAGroupMessageAreListed(_ engine: Engine) async throws {
        let (chat, people, _) = try await crew(engine)
        let group = await chat.post("/channels/group", .array(people.map { .string($0.id.raw) }), as: people[2])
        let id = group["id"]?.string ?? ""
        let reply = await chat.post("/users/group_channels", [.string(id)], as: people[2])
        #expect(reply[id]?.array?.map { $0["username"] } == ["ann", "ben"])
        let dan = try await chat.person("dan")
        #expect(await chat.post("/users/group_channels", [.string(id)], as: dan).json == [:])
    }
}

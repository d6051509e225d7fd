import TestSupport
import Testing
import Wire

struct RoleTests {
    @Test(arguments: Engine.underTest)
    func clientsReadRolesByName(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        let names = await chat.post("/roles/names", ["team_user", "channel_user", "no_such_role", ""], as: ben).json.array
        #expect(names?.compactMap { $0["name"]?.string } == ["channel_user", "team_user"])
        #expect(await chat.post("/roles/names", ["no_such_role"], as: ben).text == "null")
        #expect(await chat.post("/roles/names", [], as: ben).status == 400)
        #expect(await chat.post("/roles/names", ["Bad Name"], as: ben).status == 400)
        #expect(await chat.post("/roles/names", ["a": 1], as: ben).errorID == "api.payload.parse.error")
        let many = JSONValue.array((0...100).map { .string("role_\($0)") })
        #expect(await chat.post("/roles/names", many, as: ben).errorID == "api.roles.get_multiple_by_name_too_many.request_error")
        #expect(await chat.get("/roles", as: ann).json.array?.count == 25)
        #expect(await chat.get("/roles", as: ben).status == 403)
    }

    @Test(arguments: Engine.underTest)
    func whatARoleAllowsChangesForEverybodyAtOnce(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        let role = await chat.get("/roles/name/system_user", as: ann)
        let id = try #require(role["id"]?.string)
        let fewer = try #require(role["permissions"]?.strings).filter { $0 != "create_team" }
        chat.forget()
        #expect(await chat.put("/roles/\(id)/patch", ["permissions": .array(fewer.map { .string($0) })], as: ben).status == 403)
        #expect(await chat.put("/roles/\(id)/patch", ["permissions": ["no_such_thing"]], as: ann).status == 400)
        #expect(chat.signals.isEmpty)
        #expect(await chat.put("/roles/\(id)/patch", ["permissions": .array(fewer.map { .string($0) })], as: ann).status == 200)
        #expect(chat.eventNames == ["role_updated"])
        let refused = await chat.post("/teams", ["name": "reds", "display_name": "R", "type": "O"], as: ben)
        #expect(refused.errorID == "api.team.is_team_creation_allowed.disabled.app_error")
    }
}

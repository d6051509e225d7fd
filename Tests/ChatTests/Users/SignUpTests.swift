import Database
import TestSupport
import Testing
import Wire

struct SignUpTests {
    private func body(_ name: String, _ more: [(key: String, value: JSONValue)] = []) -> JSONValue {
        .object(
            JSONObject(
                [
                    (key: "username", value: .string(name)), (key: "email", value: .string("\(name)@example.com")),
                    (key: "password", value: "Correct-horse-1"),
                ] + more))
    }

    @Test(arguments: Engine.underTest)
    func theFirstIsAdministratorAndTheNextAreNot(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let first = await chat.post("/users", body("Ann"))
        #expect(first.status == 201 && first["roles"] == "system_admin system_user" && first["username"] == "ann")
        #expect(chat.eventNames == ["new_user"] && chat.events[0].broadcast == .everybody)
        let second = await chat.post("/users", body("ben", [(key: "roles", value: "system_admin"), (key: "email_verified", value: true)]))
        #expect(second["roles"] == "system_user" && second["email_verified"] == nil && second["auth_data"] == nil)
    }

    @Test(arguments: Engine.underTest)
    func whatIsWrongIsNamedAndNobodyHears(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        _ = try await chat.person("ann")
        chat.forget()
        let refusals: [(JSONValue, String)] = [
            (body("ann"), "app.user.save.username_exists.app_error"),
            (body("all"), "model.user.is_valid.username.app_error"),
            (body("with space"), "model.user.is_valid.username.app_error"),
            (body("ben", [(key: "email", value: "ann@example.com")]), "app.user.save.email_exists.app_error"),
            (body("ben", [(key: "email", value: "Name <a@example.com>")]), "model.user.is_valid.email.app_error"),
            (body("ben", [(key: "password", value: "short")]), "model.user.is_valid.pwd_min_length.app_error"),
            (
                body("ben", [(key: "password", value: .string(String(repeating: "p", count: 73)))]),
                "model.user.is_valid.pwd_max_length.app_error"
            ),
            (body("ben", [(key: "nickname", value: .string(String(repeating: "n", count: 65)))]), "model.user.is_valid.nickname.app_error"),
            (body("ben", [(key: "id", value: .string(String(repeating: "z", count: 26)))]), "app.user.save.existing.app_error"),
            (body("ben", [(key: "username", value: 5)]), "api.context.invalid_body_param.app_error"),
        ]
        for (body, id) in refusals { #expect(await chat.post("/users", body).errorID == id) }
        #expect(chat.signals.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func aClosedServerTakesOnlyTheFirstAndWhoIsInvited(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: ["MM_TEAMSETTINGS_ENABLEOPENSERVER": "false"])
        let ann = try await chat.person("ann")
        #expect(await chat.post("/users", body("ben")).errorID == "api.user.create_user.no_open_server")
        #expect(await chat.post("/users", body("ben"), as: ann).status == 201)
        let team = await chat.post("/teams", ["name": "crew", "display_name": "Crew", "type": "O"], as: ann)
        let invite = try #require(team["invite_id"]?.string)
        let cat = await chat.post("/users?iid=\(invite)", body("cat"))
        #expect(cat.status == 201)
        let teams = await chat.get("/users/\(cat["id"]?.string ?? "")/teams", as: ann)
        #expect(teams.json.array?.first?["name"] == "crew")
        #expect(await chat.post("/users?iid=nothing", body("dan")).status == 404)
        #expect(await chat.post("/users?t=nothing", body("dan")).errorID == "api.user.create_user.signup_link_invalid.app_error")
    }

    @Test(arguments: Engine.underTest)
    func settingsDecideWhoMaySignUp(_ engine: Engine) async throws {
        let closed = try await Harness(engine, settings: ["MM_TEAMSETTINGS_ENABLEUSERCREATION": "false"])
        #expect(await closed.post("/users", body("ann")).status == 501)
        let domain = try await Harness(engine, settings: ["MM_TEAMSETTINGS_RESTRICTCREATIONTODOMAINS": "example.org"])
        #expect(await domain.post("/users", body("ann")).errorID == "api.user.create_user.accepted_domain.app_error")
        #expect(await domain.post("/users", body("ann", [(key: "email", value: "ann@example.org")])).status == 201)
    }

    @Test(arguments: Engine.underTest)
    func ofManyFirstOnesExactlyOneIsAdministratorAndANameIsGivenOnce(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let replies = await withTaskGroup(of: Harness.Reply.self) { group in
            for number in 0..<8 {
                group.addTask { await chat.post("/users", body("same", [(key: "email", value: .string("n\(number)@example.com"))])) }
                group.addTask { await chat.post("/users", body("other\(number)")) }
            }
            return await group.reduce(into: [Harness.Reply]()) { $0.append($1) }
        }
        #expect(replies.filter { $0.status == 201 }.count == 9)
        #expect(replies.filter { $0["roles"] == "system_admin system_user" }.count == 1)
        #expect(replies.filter { $0.status != 201 }.allSatisfy { $0.errorID == "app.user.save.username_exists.app_error" })
    }
}

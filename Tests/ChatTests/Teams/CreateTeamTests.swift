import TestSupport
import Testing
import Wire

struct CreateTeamTests {
    @Test(arguments: Engine.underTest)
    func whoeverMakesATeamAdministersItAndItsTwoChannels(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        chat.forget()
        let reply = await chat.post("/teams", ["name": "reds", "display_name": "Reds", "type": "O"], as: ann)
        #expect(reply.status == 201 && reply["email"]?.string == "ann@example.com" && reply["scheme_id"] == .null)
        #expect(chat.eventNames == ["added_to_team", "posted", "user_added", "posted", "user_added"])
        let id = try #require(reply["id"]?.string)
        let member = await chat.get("/teams/\(id)/members/me", as: ann)
        #expect(member["roles"]?.string == "team_user team_admin" && member["scheme_admin"]?.bool == true)
        let names = await chat.get("/users/me/teams/\(id)/channels", as: ann).json.array?.compactMap { $0["name"]?.string }
        #expect(names?.sorted() == ["off-topic", "town-square"])
    }

    @Test(arguments: [
        ("q", "Q", "O", "model.team.is_valid.characters.app_error"),
        (String(repeating: "u", count: 65), "U", "O", "model.team.is_valid.url.app_error"),
        ("Upper", "U", "O", "model.team.is_valid.characters.app_error"),
        ("two words", "U", "O", "model.team.is_valid.characters.app_error"),
        ("-reds", "R", "O", "model.team.is_valid.characters.app_error"), ("reds-", "R", "O", "model.team.is_valid.characters.app_error"),
        ("one_two", "R", "O", "model.team.is_valid.characters.app_error"), ("admin", "A", "O", "model.team.is_valid.reserved.app_error"),
        ("login-here", "A", "O", "model.team.is_valid.reserved.app_error"), ("reds", "", "O", "model.team.is_valid.name.app_error"),
        ("reds", String(repeating: "é", count: 65), "O", "model.team.is_valid.name.app_error"),
        ("reds", "R", "X", "model.team.is_valid.type.app_error"),
    ])
    func aTeamThatIsNotWellFormedIsRefusedAndNobodyHears(_ name: String, _ display: String, _ type: String, _ id: String) async throws {
        let chat = try await Harness(.sqlite)
        let ann = try await chat.person("ann")
        chat.forget()
        let reply = await chat.post("/teams", ["name": .string(name), "display_name": .string(display), "type": .string(type)], as: ann)
        #expect(reply.status == 400 && reply.errorID == id)
        #expect(chat.signals.isEmpty)
        #expect(await chat.get("/users/me/teams", as: ann).json.array?.isEmpty == true)
    }

    @Test(arguments: Engine.underTest)
    func ofSeveralTeamsOfOneNameMadeAtOnceOnlyOneIs(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        let statuses = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask { await chat.post("/teams", ["name": "reds", "display_name": "Reds", "type": "O"], as: ann).status }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [201, 400, 400, 400])
        #expect(await chat.get("/users/me/teams", as: ann).json.array?.count == 1)
    }

    @Test func aNameWithTwoUnderscoresIsOneAndAnIDOfOnesOwnIsNot() async throws {
        let chat = try await Harness(.sqlite)
        let ann = try await chat.person("ann")
        #expect(await chat.post("/teams", ["name": "red__blue", "display_name": "R", "type": "I"], as: ann).status == 201)
        let own = await chat.post(
            "/teams", ["id": "nnnnnnnnnnnnnnnnnnnnnnnnnn", "name": "own", "display_name": "R", "type": "I"], as: ann)
        #expect(own.status == 400 && own.errorID == "app.team.save.existing.app_error")
        let wrong = await chat.post("/teams", ["name": "wrong", "display_name": 5, "type": "O"], as: ann)
        #expect(wrong.errorID == "api.context.invalid_body_param.app_error")
        #expect(await chat.send("POST", "/teams", as: ann, body: Array("{\"name\":".utf8)).status == 400)
    }
}

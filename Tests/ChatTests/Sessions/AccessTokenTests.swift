import Database
import Outside
import TestSupport
import Testing
import Wire

struct AccessTokenTests {
    private let on = ["MM_SERVICESETTINGS_ENABLEUSERACCESSTOKENS": "true"]

    private func allowed(_ name: String, _ chat: Harness) async throws -> Person {
        let person = try await chat.person(name)
        try await chat.db.write { tx in
            _ = try tx.execute("UPDATE users SET roles = 'system_user system_user_access_token' WHERE id = \(person.id)")
        }
        return await chat.loggedIn(person)
    }

    @Test(arguments: Engine.underTest)
    func aProgramActsWithATokenUntilItIsTakenAway(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: on)
        let admin = try await chat.person("root"), ann = try await allowed("ann", chat), ben = try await chat.person("ben")
        #expect(await chat.post("/users/me/tokens", ["description": "x"], as: ben).status == 403)
        let made = await chat.post("/users/me/tokens", ["description": "build robot", "is_active": false], as: ann)
        let secret = try #require(made["token"]?.string), id = try #require(made["id"]?.string)
        #expect(made.status == 200 && made["is_active"] == true && made["user_id"]?.string == ann.id.raw && secret.utf8.count == 26)
        #expect(try await chat.mails(1).last?.to.address == "ann@example.com")
        let robot = Person(id: ann.id, username: "ann", token: secret)
        #expect(await chat.get("/users/me", as: robot)["username"] == "ann")
        let sessions = await chat.get("/users/me/sessions", as: ann).json.array ?? []
        #expect(sessions.contains { $0["props"]?["type"] == "UserAccessToken" && $0["props"]?["user_access_token_id"]?.string == id })
        for path in ["/users/me/tokens", "/users/tokens/\(id)"] { #expect(!(await chat.get(path, as: ann)).text.contains(secret)) }
        #expect(await chat.get("/users/tokens/\(id)", as: ben).status == 403)
        #expect(await chat.get("/users/tokens", as: ann).status == 403)
        #expect(await chat.get("/users/tokens", as: admin).json.array?.count == 1)
        #expect(await chat.post("/users/tokens/search", ["term": "an"], as: admin).json.array?.count == 1)
        #expect(await chat.post("/users/tokens/search", ["term": "_nn"], as: admin).json.array?.count == 0)
        let body: JSONValue = ["token_id": .string(id)]
        #expect(await chat.post("/users/tokens/disable", body, as: ann).status == 200)
        #expect(await chat.get("/users/me", as: robot).status == 401)
        #expect(await chat.post("/users/tokens/enable", body, as: ann).status == 200)
        #expect(await chat.get("/users/me", as: robot).status == 200)
        #expect(await chat.post("/users/logout", as: robot).status == 200)
        #expect(await chat.get("/users/me", as: robot).status == 200, "a logout ends the session, not the token")
        #expect(await chat.post("/users/tokens/revoke", body, as: admin).status == 200)
        #expect(await chat.get("/users/me", as: robot).status == 401)
        #expect(await chat.get("/users/tokens/\(id)", as: ann).errorID == "app.user_access_token.get_by_user.app_error")
    }

    @Test(arguments: [
        ("{}", 400, "api.context.invalid_body_param.app_error"),
        ("{\"description\":\"\"}", 400, "api.context.invalid_body_param.app_error"),
        ("{not json", 400, "api.context.invalid_body_param.app_error"),
        ("{\"description\":5}", 400, "api.context.invalid_body_param.app_error"),
        ("{\"description\":\"\(String(repeating: "d", count: 256))\"}", 400, "model.user_access_token.is_valid.description.app_error"),
    ])
    func aTokenNeedsADescription(_ body: String, _ status: Int, _ id: String) async throws {
        let chat = try await Harness(.sqlite, settings: on)
        let ann = try await allowed("ann", chat)
        let reply = await chat.send("POST", "/users/me/tokens", as: ann, body: Array(body.utf8))
        #expect(reply.status == status && reply.errorID == id)
        #expect(await chat.get("/users/me/tokens", as: ann).json.array?.isEmpty == true)
    }

    @Test(arguments: Engine.underTest)
    func whereTokensAreSwitchedOffNoneIsMade(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await allowed("ann", chat)
        #expect(await chat.post("/users/me/tokens", ["description": "x"], as: ann).errorID == "app.user_access_token.disabled")
    }
}

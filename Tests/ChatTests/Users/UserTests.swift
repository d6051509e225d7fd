import TestSupport
import Testing
import Wire

struct UserTests {
    @Test(arguments: Engine.underTest)
    func aProfileShowsMoreToWhoMaySeeMore(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann"), ben = try await chat.person("ben"), cat = try await chat.person("cat")
        let own = await chat.get("/users/me", as: ben), other = await chat.get("/users/\(ben.id)", as: cat)
        let administrator = await chat.get("/users/\(ben.id)", as: admin)
        #expect(own["notify_props"] != nil && own["last_password_update"] != nil && own["auth_data"] == nil)
        #expect(other["notify_props"] == nil && other["auth_data"] == "" && other["email"] == "ben@example.com")
        #expect(administrator["notify_props"] != nil && administrator["last_password_update"] == nil && administrator["auth_data"] == nil)
    }

    @Test(arguments: Engine.underTest)
    func privacyHidesAddressesAndNamesFromOthers(_ engine: Engine) async throws {
        let chat = try await Harness(
            engine, settings: ["MM_PRIVACYSETTINGS_SHOWEMAILADDRESS": "false", "MM_PRIVACYSETTINGS_SHOWFULLNAME": "false"])
        let admin = try await chat.person("ann"), ben = try await chat.person("ben"), cat = try await chat.person("cat")
        await chat.put("/users/me/patch", ["first_name": "Ben"], as: ben)
        let other = await chat.get("/users/\(ben.id)", as: cat)
        #expect(other["email"] == "" && other["first_name"] == "")
        #expect(await chat.get("/users/\(ben.id)", as: admin)["first_name"] == "Ben")
        #expect(await chat.get("/users/email/ben@example.com", as: cat).status == 403)
        #expect(await chat.post("/users/search", ["term": "ben@"], as: cat).json == [])
    }

    @Test(arguments: Engine.underTest)
    func whatIsKnownAlreadyIsNotSentAgainUntilItChanges(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        let tag = try #require(await chat.get("/users/me", as: ann).field("Etag"))
        let again = await chat.send("GET", "/users/me", as: ann, fields: [("If-None-Match", tag)])
        #expect(again.status == 304 && again.body.isEmpty)
        await chat.put("/users/me/patch", ["nickname": "Nan"], as: ann)
        let changed = await chat.send("GET", "/users/me", as: ann, fields: [("If-None-Match", tag)])
        #expect(changed.status == 200 && changed["nickname"] == "Nan")
    }

    @Test(arguments: Engine.underTest)
    func aChangeIsToldToAdministratorsOthersAndTheOwner(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        chat.forget()
        #expect(await chat.put("/users/me/patch", ["nickname": "Nan", "mention_keys": ""], as: ann).status == 200)
        #expect(chat.eventNames == ["user_updated", "user_updated", "user_updated"])
        let texts = chat.events.map { String(decoding: $0.data, as: UTF8.self) }
        let broadcasts = chat.events.map(\.broadcast)
        #expect(broadcasts[0].isSensitive && broadcasts[0].omitUsers == [ann.id] && texts[0].contains("notify_props"))
        #expect(broadcasts[1].isSanitized && broadcasts[1].omitUsers == [ann.id] && !texts[1].contains("notify_props"))
        #expect(broadcasts[2] == .init(user: ann.id) && texts[2].contains("last_password_update"))
    }

    @Test(arguments: Engine.underTest)
    func badChangesAreRefusedAndNobodyHears(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        chat.forget()
        func refusal(_ patch: JSONValue) async -> String { await chat.put("/users/me/patch", patch, as: ben).errorID }
        #expect(await chat.put("/users/\(ann.id)/patch", ["nickname": "x"], as: ben).status == 403)
        #expect(await refusal(["username": "ann"]) == "app.user.save.username_exists.app_error")
        #expect(await refusal(["username": ""]) == "model.user.is_valid.username.app_error")
        #expect(await refusal(["locale": "nonsense"]) == "model.user.is_valid.locale.app_error")
        #expect(await refusal(["nickname": 5]) == "api.context.invalid_body_param.app_error")
        #expect(await refusal(["email": "new@example.com"]) == "api.context.invalid_body_param.app_error")
        #expect(chat.events.isEmpty)
        #expect(
            await refusal(["email": "new@example.com", "password": "Wrong-horse-1"]) == "api.user.check_user_password.invalid.app_error")
        #expect(await chat.get("/users/me", as: ben)["failed_attempts"] == 1)
        #expect(
            await chat.put("/users/me/patch", ["email": "new@example.com", "password": .string(Harness.password)], as: ben)["email"]
                == "new@example.com")
        #expect(await chat.get("/users/me", as: ben)["failed_attempts"] == nil)
    }

    @Test(arguments: Engine.underTest)
    func aWholeAccountReplacesWhatItLeavesOut(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        await chat.put("/users/me/patch", ["nickname": "Nan"], as: ann)
        let bare: JSONValue = ["id": .string(ann.id.raw), "username": "ann", "email": "ann@example.com", "roles": "none"]
        let reply = await chat.put("/users/\(ann.id)", bare, as: ann)
        #expect(reply["nickname"] == "" && reply["roles"] == "system_admin system_user" && reply["timezone"] == JSONValue.null)
        #expect(await chat.put("/users/\(ann.id)", ["username": "ann"], as: ann).status == 400)
    }

    @Test(arguments: Engine.underTest)
    func rolesAreGivenByAdministratorsAndHoldAtOnce(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        chat.forget()
        #expect(await chat.put("/users/\(ann.id)/roles", ["roles": "system_user"], as: ben).status == 403)
        #expect(
            await chat.put("/users/\(ben.id)/roles", ["roles": "system_user no_such_role"], as: ann).errorID
                == "app.role.check_roles_exist.role_not_found")
        #expect(chat.events.isEmpty)
        #expect(await chat.put("/users/\(ben.id)/roles", ["roles": "system_user system_admin"], as: ann).status == 200)
        #expect(chat.eventNames == ["user_role_updated"] && chat.events[0].broadcast == .init(user: ben.id))
        #expect(await chat.get("/users/\(ann.id)/preferences", as: ben).status == 200)
        #expect(await chat.get("/users/me", as: ben)["roles"] == "system_user system_admin")
    }

    @Test(arguments: Engine.underTest)
    func whoIsDeactivatedIsOutAtOnceAndComesBack(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        #expect(
            await chat.put("/users/\(ben.id)/active", ["active": false], as: ben).errorID == "api.user.update_active.not_enable.app_error")
        chat.forget()
        #expect(await chat.put("/users/\(ben.id)/active", ["active": false], as: ann).status == 200)
        #expect(chat.eventNames == ["user_updated", "user_updated", "user_updated", "user_activation_status_change"])
        #expect(await chat.get("/users/me", as: ben).status == 401)
        #expect(await chat.post("/users/search", ["term": "ben"], as: ann).json == [])
        #expect(await chat.post("/users/search", ["term": "ben", "allow_inactive": true], as: ann).json.array?.count == 1)
        #expect(await chat.put("/users/\(ben.id)/active", ["active": true], as: ann).status == 200)
        #expect(await chat.get("/users/\(ben.id)", as: ann)["delete_at"] == 0)
    }

    @Test(arguments: Engine.underTest)
    func aGuestIsPromotedAndNobodyElse(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        #expect(await chat.post("/users/\(ben.id)/promote", as: ann).errorID == "api.user.promote_guest_to_user.no_guest.app_error")
        await chat.put("/users/\(ben.id)/roles", ["roles": "system_guest"], as: ann)
        #expect(await chat.post("/users/\(ben.id)/promote", as: ben).status == 403)
        #expect(await chat.post("/users/\(ben.id)/promote", as: ann).status == 200)
        #expect(await chat.get("/users/me", as: ben)["roles"] == "system_user")
    }
}

import Outside
import TestSupport
import Testing
import Wire

struct PasswordTests {
    private let new = "Another-horse-2"

    @Test(arguments: Engine.underTest)
    func whoKnowsTheOldPasswordSetsANewOne(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("root"), ann = try await chat.person("ann"), ben = try await chat.person("ben")
        let path = "/users/me/password"
        let form = { (old: String, new: String) -> JSONValue in ["current_password": .string(old), "new_password": .string(new)] }
        #expect(await chat.put(path, [:], as: ann).errorID == "api.context.invalid_body_param.app_error")
        #expect(await chat.put(path, form("wrong", new), as: ann).errorID == "api.user.update_password.incorrect.app_error")
        #expect(await chat.put(path, form(Harness.password, "short"), as: ann).errorID == "model.user.is_valid.pwd_min_length.app_error")
        #expect(
            await chat.put(path, form(Harness.password, String(repeating: "p", count: 73)), as: ann).errorID
                == "model.user.is_valid.pwd_max_length.app_error")
        #expect(await chat.put("/users/\(ann.id)/password", form(Harness.password, new), as: ben).status == 403)
        #expect(await chat.logIn("ann").status == 200, "nothing has changed yet")
        #expect(await chat.put(path, form(Harness.password, new), as: ann).status == 200)
        #expect(await chat.logIn("ann").status == 401)
        #expect(await chat.logIn("ann", new).status == 200)
        #expect(await chat.get("/users/me", as: ann).status == 200)
        #expect(await chat.put("/users/\(ann.id)/password", ["new_password": .string(Harness.password)], as: admin).status == 200)
        #expect(await chat.logIn("ann").status == 200)
        #expect(await chat.put("/users/zzzzzzzzzzzzzzzzzzzzzzzzzz/password", ["new_password": .string(new)], as: admin).status == 403)
        #expect(try await chat.mails(2, about: "password was changed").count == 2)
    }

    @Test(arguments: Engine.underTest)
    func aNewPasswordEndsOtherSessionsWhereThatIsConfigured(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: ["MM_SERVICESETTINGS_TERMINATESESSIONSONPASSWORDCHANGE": "true"])
        let ann = try await chat.person("ann"), second = await chat.loggedIn(ann)
        let form: JSONValue = ["current_password": .string(Harness.password), "new_password": .string(new)]
        #expect(await chat.put("/users/me/password", form, as: ann).status == 200)
        #expect(await chat.get("/users/me", as: ann).status == 200)
        #expect(await chat.get("/users/me", as: second).status == 401)
    }

    @Test(arguments: Engine.underTest)
    func aForgottenPasswordIsResetByMailOnce(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        _ = try await chat.person("ann")
        let send = "/users/password/reset/send", reset = "/users/password/reset"
        #expect(await chat.post(send, [:]).status == 400)
        #expect(await chat.post(send, ["email": "nobody@example.com"]).status == 200 && chat.mails.isEmpty)
        #expect(await chat.post(send, ["email": "ANN@example.com"]).status == 200)
        let token = chat.mailedToken()
        #expect(token.utf8.count == 64 && chat.mails.last?.text.contains("/reset_password_complete?token=") == true)
        #expect(
            await chat.post(reset, ["token": "short", "new_password": .string(new)]).errorID == "api.context.invalid_body_param.app_error")
        let unknown = String(repeating: "z", count: 64)
        #expect(
            await chat.post(reset, ["token": .string(unknown), "new_password": .string(new)]).errorID
                == "api.user.reset_password.invalid_link.app_error")
        #expect(
            await chat.post(reset, ["token": .string(token), "new_password": "short"]).errorID
                == "model.user.is_valid.pwd_min_length.app_error")
        let statuses = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<3 {
                group.addTask { [new] in await chat.post(reset, ["token": .string(token), "new_password": .string(new)]).status }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [200, 400, 400])
        #expect(await chat.logIn("ann", new).status == 200)
    }

    @Test(arguments: Engine.underTest)
    func aLinkInAMailHasAnEnd(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        _ = try await chat.person("ann")
        _ = await chat.post("/users/password/reset/send", ["email": "ann@example.com"])
        let token = chat.mailedToken()
        chat.advance(milliseconds: 25 * 3_600_000)
        let reply = await chat.post("/users/password/reset", ["token": .string(token), "new_password": .string(new)])
        #expect(reply.status == 400 && reply.errorID == "api.user.reset_password.link_expired.app_error")
        #expect(await chat.post("/users/email/verify", ["token": .string(token)]).errorID == "api.user.verify_email.bad_link.app_error")
    }

    @Test(arguments: Engine.underTest)
    func anAddressIsConfirmedByMailOnce(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        #expect(await chat.post("/users/email/verify/send", ["email": "nobody@example.com"]).status == 200 && chat.mails.isEmpty)
        #expect(await chat.post("/users/email/verify/send", ["email": "ann@example.com"]).status == 200)
        let token = chat.mailedToken()
        #expect(await chat.post("/users/email/verify", ["token": .string(token)]).status == 200)
        #expect(await chat.get("/users/me", as: ann)["email_verified"] == true)
        #expect(await chat.post("/users/email/verify", ["token": .string(token)]).errorID == "api.user.verify_email.bad_link.app_error")
    }

    @Test func withoutAMailServerTheSenderIsToldClearly() async throws {
        let chat = try await Harness(.sqlite, settings: ["MM_EMAILSETTINGS_SMTPSERVER": ""])
        _ = try await chat.person("ann")
        let reply = await chat.post("/users/password/reset/send", ["email": "ann@example.com"])
        #expect(
            reply.errorID == "api.user.send_password_reset.send.app_error"
                && reply["detailed_error"]?.string?.contains("SMTPServer") == true)
    }
}

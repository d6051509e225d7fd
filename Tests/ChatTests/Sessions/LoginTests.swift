import Database
import Outside
import TestSupport
import Testing
import Wire

@testable import Chat

struct LoginTests {
    @Test(arguments: Engine.underTest)
    func somebodyLogsInByNameAndByAddressAndIsKnownFromThenOn(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        for name in ["ann", "ANN", "ann@example.com", "Ann@Example.Com"] {
            let reply = await chat.logIn(name)
            let token = try #require(reply.field("Token"))
            #expect(reply.status == 200 && reply["username"]?.string == "ann" && chat.cookies(reply).isEmpty)
            #expect(reply["password"] == nil && !reply.text.contains(token))
            #expect(await chat.get("/users/me", as: Person(id: ann.id, username: "ann", token: token))["id"]?.string == ann.id.raw)
        }
        #expect(
            await chat.send("POST", "/users/login", json: ["id": .string(ann.id.raw), "password": .string(Harness.password)]).status == 200)
    }

    @Test(arguments: Engine.underTest)
    func aWrongNameAndAWrongPasswordLookTheSame(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        _ = try await chat.person("ann")
        chat.forget()
        for (name, password) in [
            ("ann", "wrong"), ("nobody", Harness.password), ("nobody@example.com", "x"), ("", "x"), (" ann ", Harness.password),
        ] {
            let reply = await chat.logIn(name, password, fields: Harness.ajax)
            #expect(reply.status == 401 && reply.errorID == "api.user.login.invalid_credentials_email_username")
            #expect(reply.field("Token") == nil && chat.cookies(reply).isEmpty)
        }
        #expect(chat.events.isEmpty)
    }

    @Test(arguments: [
        "{}", "{not json", "[\"ann\",\"x\"]", "", "{\"login_id\":\"ann\",\"password\":12345678}",
        "{\"login_id\":\"ann\",\"password\":\"\"}",
    ])
    func aFormWithoutAPasswordIsAskedForOne(_ body: String) async throws {
        let chat = try await Harness(.sqlite)
        let reply = await chat.send("POST", "/users/login", body: Array(body.utf8))
        #expect(reply.status == 400 && reply.errorID == "api.user.login.blank_pwd.app_error")
    }

    @Test(arguments: Engine.underTest)
    func tenWrongPasswordsLockTheAccountUntilAnAdministratorOpensIt(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("root"), ann = try await chat.person("ann")
        for _ in 0..<10 { #expect(await chat.logIn("ann", "wrong").status == 401) }
        let locked = await chat.logIn("ann")
        #expect(locked.status == 401 && locked.errorID == "api.user.check_user_login_attempts.too_many.app_error")
        #expect(await chat.get("/users/me", as: ann)["failed_attempts"]?.integer == 10, "an older session lives on")
        #expect(await chat.post("/users/\(ann.id)/reset_failed_attempts", as: ann).status == 403)
        #expect(await chat.post("/users/\(ann.id)/reset_failed_attempts", as: admin).status == 200)
        #expect(await chat.logIn("ann").status == 200)
    }

    @Test(arguments: Engine.underTest)
    func guessesSideBySideAreAllCounted(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { _ = await chat.logIn("ann", "wrong") } }
        }
        #expect(await chat.get("/users/me", as: ann)["failed_attempts"]?.integer == 8)
        #expect(await chat.logIn("ann").status == 200)
        #expect(await chat.get("/users/me", as: ann)["failed_attempts"] == nil)
    }

    @Test(arguments: Engine.underTest)
    func anOldHashIsMadeAnewAtLogin(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        let old = "$2a$10$WDhgp5OhsT82IMGfMVI2VO5gMvw9t9GsLXDplXC..ugfK3oniyuYe"
        try await chat.db.write { tx in _ = try tx.execute("UPDATE users SET password = \(old) WHERE id = \(ann.id)") }
        #expect(await chat.logIn("ann", "hunter2").status == 200)
        let hash = try await chat.db.read { tx in try tx.credentials.find(ann.id)?.passwordHash ?? "" }
        #expect(hash.hasPrefix("$pbkdf2$f=SHA256,w=1000,l=32$"))
        #expect(await chat.logIn("ann", "hunter2").status == 200)
        #expect(await chat.logIn("ann", "hunter3").status == 401)
    }

    @Test(arguments: Engine.underTest)
    func whoMustConfirmTheirAddressIsNotLetInBefore(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: ["MM_EMAILSETTINGS_REQUIREEMAILVERIFICATION": "true"])
        _ = try await chat.person("ann")
        #expect(await chat.logIn("ann").errorID == "api.user.login.not_verified.app_error")
        #expect(await chat.logIn("ann", "wrong").errorID == "api.user.login.invalid_credentials_email_username")
    }

    @Test func loginsFromOneAddressAreLimited() async throws {
        let chat = try await Harness(.sqlite, settings: ["MARTLET_LOGINSETTINGS_ATTEMPTSPERMINUTE": "3"])
        _ = try await chat.person("ann")
        for _ in 0..<3 { #expect(await chat.logIn("ann").status == 200) }
        let refused = await chat.logIn("ann")
        #expect(refused.status == 429 && refused.text == "limit exceeded\n" && refused.field("Retry-After") != nil)
        chat.advance(milliseconds: 21_000)
        #expect(await chat.logIn("ann").status == 200)
    }

    @Test func requestsAreLimitedWhereThatIsConfigured() async throws {
        let chat = try await Harness(
            .sqlite,
            settings: ["MM_RATELIMITSETTINGS_ENABLE": "true", "MM_RATELIMITSETTINGS_PERSEC": "1", "MM_RATELIMITSETTINGS_MAXBURST": "2"])
        let answers = await [chat.get("/users/me"), chat.get("/users/me"), chat.get("/users/me"), chat.get("/users/me")]
        #expect(answers.map(\.status) == [401, 401, 401, 429])
        #expect(answers.map { $0.field("X-RateLimit-Remaining") } == ["2", "1", "0", "0"])
        #expect(answers.allSatisfy { $0.field("X-RateLimit-Limit") == "3" && $0.field("X-RateLimit-Reset") != nil })
    }

    @Test(arguments: Engine.underTest)
    func otherWaysToLogInSayThatTheyAreNone(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("root"), ann = try await chat.person("ann")
        let wish: (String, String) -> JSONValue = { service, password in
            ["current_service": "email", "new_service": .string(service), "email": "ann@example.com", "password": .string(password)]
        }
        #expect(
            await chat.post("/users/login/switch", wish("gitlab", Harness.password)).errorID
                == "api.user.authorize_oauth_user.unsupported.app_error")
        #expect(await chat.post("/users/login/switch", wish("gitlab", "wrong")).errorID == "api.user.check_user_password.invalid.app_error")
        #expect(await chat.get("/users/me", as: ann).status == 200)
        #expect(await chat.post("/users/login/switch", wish("ldap", Harness.password)).status == 501)
        #expect(await chat.get("/users/me", as: ann).status == 401)
        #expect(await chat.post("/users/login/type", [:]).status == 404)
        #expect(await chat.post("/users/login/desktop_token", [:]).status == 401)
        #expect(await chat.post("/users/login/cws", [:]).status == 401)
        #expect(await chat.post("/users/login/sso/code-exchange", [:]).status == 410)
        #expect(await chat.post("/users/migrate_auth/ldap", [:], as: admin).status == 501)
    }
}

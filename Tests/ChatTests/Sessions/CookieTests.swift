import TestSupport
import Testing
import Wire

struct CookieTests {
    @Test(arguments: Engine.underTest)
    func aBrowserIsKnownByItsCookieAndMustProveThatItAsksItself(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        _ = try await chat.person("ann")
        let reply = await chat.logIn("ann", fields: Harness.ajax)
        let cookies = chat.cookies(reply)
        #expect(Set(cookies.keys) == ["MMAUTHTOKEN", "MMUSERID", "MMCSRF"] && cookies["MMUSERID"] == reply["id"]?.string)
        let secret = try #require(reply.fields.first { $0.value.hasPrefix("MMAUTHTOKEN=") }?.value)
        #expect(secret.contains("; Path=/; Expires=") && secret.contains("; Max-Age=15552000; HttpOnly") && !secret.contains("Secure"))
        let cookie = ("Cookie", "other=1; MMAUTHTOKEN=\(cookies["MMAUTHTOKEN"] ?? "")"), csrf = cookies["MMCSRF"] ?? ""
        #expect(await chat.send("GET", "/users/me", fields: [cookie]).status == 200)
        for (fields, status) in [
            ([], 401), ([("X-CSRF-Token", csrf)], 200), ([("X-CSRF-Token", "wrong")], 401), ([("X-CSRF-Token", "")], 401),
            (Harness.ajax, 200),
        ] as [([(String, String)], Int)] {
            let answer = await chat.send("PUT", "/users/sessions/device", json: [:], fields: [cookie] + fields)
            #expect(answer.status == status)
            #expect(chat.cookies(answer)["MMAUTHTOKEN"] == (status == 401 ? "" : nil))
        }
        #expect(await chat.send("POST", "/users/logout", fields: [cookie]).status == 401, "even a logout must be meant")
        #expect(await chat.send("POST", "/users/logout", fields: [cookie] + Harness.ajax).status == 200)
        #expect(await chat.send("GET", "/users/me", fields: [cookie]).status == 401)
    }

    @Test func aProgramThatKeepsTheCookieBesideItsHeaderIsNoForger() async throws {
        let chat = try await Harness(.sqlite)
        let account = try await chat.person("ann"), device: JSONValue = ["device_id": "android_rn-v2:one"]
        let ann = Person(id: account.id, username: "ann", token: await chat.logIn("ann").field("Token") ?? "")
        let reply = await chat.put("/users/sessions/device", device, as: ann)
        let token = try #require(chat.cookies(reply)["MMAUTHTOKEN"])
        #expect(token == ann.token)
        let cookie = ("Cookie", "MMAUTHTOKEN=\(token)")
        #expect(await chat.send("PUT", "/users/sessions/device", as: ann, json: device, fields: [cookie]).status == 200)
        let other = try await chat.person("ben")
        #expect(await chat.send("PUT", "/users/sessions/device", as: other, json: device, fields: [cookie]).status == 401)
    }

    @Test func underStrictRulesAHeaderThatAnyPageOfOursSendsIsNotEnough() async throws {
        let chat = try await Harness(.sqlite, settings: ["MM_SERVICESETTINGS_EXPERIMENTALSTRICTCSRFENFORCEMENT": "true"])
        _ = try await chat.person("ann")
        let cookies = chat.cookies(await chat.logIn("ann", fields: Harness.ajax))
        let cookie = ("Cookie", "MMAUTHTOKEN=\(cookies["MMAUTHTOKEN"] ?? "")")
        #expect(await chat.send("PUT", "/users/sessions/device", json: [:], fields: [cookie] + Harness.ajax).status == 401)
        #expect(
            await chat.send("PUT", "/users/sessions/device", json: [:], fields: [cookie, ("X-CSRF-Token", cookies["MMCSRF"] ?? "")]).status
                == 200)
    }

    @Test(arguments: [
        ("Bearer %", 200), ("BEARER %", 200), ("bEaReR %", 200), ("token %", 200), ("TOKEN %", 200), ("Bearer  %", 401), ("%", 401),
        ("Bearer", 401),
        ("Basic %", 401), ("Bearer %%", 401), ("Bearer x", 401),
    ])
    func theTokenIsReadInTheseForms(_ form: String, _ status: Int) async throws {
        let chat = try await Harness(.sqlite)
        let ann = try await chat.person("ann")
        let value = form.replacing("%", with: ann.token)
        #expect(await chat.send("GET", "/users/me", fields: [("Authorization", value)]).status == status)
    }

    @Test func theCookieComesFirstAndAnAddressMustHoldNoToken() async throws {
        let chat = try await Harness(.sqlite)
        let ann = try await chat.person("ann")
        let header = ("Authorization", "Bearer \(ann.token)")
        #expect(await chat.send("GET", "/users/me", fields: [("Cookie", "MMAUTHTOKEN=zzzzzzzzzzzzzzzzzzzzzzzzzz"), header]).status == 401)
        #expect(
            await chat.send("GET", "/users/me", fields: [("Cookie", "MMAUTHTOKEN=\(ann.token)"), ("Authorization", "Bearer no")]).status
                == 200)
        let inAddress = await chat.get("/users/me?access_token=\(ann.token)")
        #expect(inAddress.status == 401 && inAddress.errorID == "api.context.token_provided.app_error")
        #expect(await chat.get("/users/me?access_token=nobody").errorID == "api.context.session_expired.app_error")
    }

    @Test func whoeverIsOutIsToldTheSame() async throws {
        let chat = try await Harness(.sqlite)
        let reply = await chat.post("/users/logout")
        #expect(reply.status == 200 && reply.text == #"{"status":"OK"}"# && chat.cookies(reply)["MMAUTHTOKEN"] == "")
        #expect(chat.cookies(await chat.get("/users/me")).isEmpty, "nobody is told to forget what they never sent")
    }
}

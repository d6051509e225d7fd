import Database
import Outside
import TestSupport
import Testing
import Wire

struct SecondFactorTests {
    private let on = ["MM_SERVICESETTINGS_ENABLEMULTIFACTORAUTHENTICATION": "true"]
    /// Where the harness's clock starts.
    private let step: Int64 = 1_700_000_000 / 30

    @Test(arguments: Engine.underTest)
    func withASecondFactorAPasswordIsNotEnough(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: on)
        let admin = try await chat.person("root"), ann = try await chat.person("ann")
        #expect(await chat.post("/users/\(admin.id)/mfa/generate", as: ann).status == 403)
        let made = await chat.post("/users/me/mfa/generate", as: ann)
        let secret = try #require(made["secret"]?.string), picture = try #require(Base64.decode(made["qr_code"]?.string ?? "!"))
        #expect(PNG.isPNG(picture))
        let code = { (offset: Int64) in TOTP.code(secret, step: step + offset) ?? "" }
        #expect(await chat.put("/users/me/mfa", [:], as: ann).errorID == "api.context.invalid_body_param.app_error")
        #expect(await chat.put("/users/me/mfa", ["activate": "yes"], as: ann).status == 400)
        #expect(await chat.put("/users/me/mfa", ["activate": true], as: ann).status == 400)
        #expect(await chat.put("/users/me/mfa", ["activate": true, "code": "000000"], as: ann).status == 401)
        #expect(await chat.logIn("ann").status == 200, "not asked for before it is confirmed")
        #expect(await chat.put("/users/me/mfa", ["activate": true, "code": .string(code(0))], as: ann).status == 200)
        #expect(await chat.get("/users/me", as: ann)["mfa_active"] == true)
        #expect(await chat.logIn("ann").errorID == "mfa.validate_token.authenticate.app_error")
        #expect(await chat.logIn("ann", code: "abc").errorID == "mfa.validate_token.authenticate.app_error")
        #expect(await chat.logIn("ann", code: "000000").errorID == "api.user.check_user_mfa.bad_code.app_error")
        #expect(await chat.logIn("ann", code: code(0)).errorID == "api.user.check_user_mfa.bad_code.app_error", "used when it was set up")
        #expect(await chat.logIn("ann", code: " \(code(1)) ").status == 200)
        #expect(await chat.logIn("ann", code: code(1)).status == 401, "nobody uses a code twice")
        #expect(await chat.logIn("ann", code: code(-1)).status == 200)
        #expect(await chat.put("/users/\(ann.id)/mfa", ["activate": false], as: admin).status == 200)
        #expect(await chat.logIn("ann").status == 200)
        #expect(try await chat.mails(2, about: "Multi-factor").count == 2)
    }

    @Test(arguments: Engine.underTest)
    func ofTwoLoginsWithOneCodeOnlyOneGetsIn(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: on)
        let ann = try await chat.person("ann")
        let secret = try #require(await chat.post("/users/me/mfa/generate", as: ann)["secret"]?.string)
        _ = await chat.put("/users/me/mfa", ["activate": true, "code": .string(TOTP.code(secret, step: step) ?? "")], as: ann)
        let code = try #require(TOTP.code(secret, step: step + 1))
        let statuses = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { await chat.logIn("ann", code: code).status } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 200 } == 1)
    }

    @Test(arguments: Engine.underTest)
    func whereItIsDemandedNothingElseIsAnsweredBefore(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: on.merging(["MM_SERVICESETTINGS_ENFORCEMULTIFACTORAUTHENTICATION": "true"]) { $1 })
        let ann = try await chat.person("ann")
        let file = "/files/" + Token.id(at: 1)
        for path in ["/users/me/sessions", file, file + "/thumbnail", file + "/preview"] {
            #expect(await chat.get(path, as: ann).errorID == "api.context.mfa_required.app_error", "\(path)")
        }
        let secret = try #require(await chat.post("/users/me/mfa/generate", as: ann)["secret"]?.string)
        _ = await chat.put("/users/me/mfa", ["activate": true, "code": .string(TOTP.code(secret, step: step) ?? "")], as: ann)
        #expect(await chat.get("/users/me/sessions", as: ann).status == 200)
    }

    @Test func switchedOffItIsNotOffered() async throws {
        let chat = try await Harness(.sqlite)
        let ann = try await chat.person("ann")
        #expect(await chat.post("/users/me/mfa/generate", as: ann).errorID == "mfa.mfa_disabled.app_error")
        #expect(await chat.put("/users/me/mfa", ["activate": true, "code": "000000"], as: ann).status == 501)
    }
}

import TestSupport
import Testing
import Wire

struct BotTests {
    @Test(arguments: Engine.underTest)
    func anAdministratorMakesABotThatGreetsThem(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: ["MM_SERVICESETTINGS_ENABLEBOTACCOUNTCREATION": "true"])
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        chat.forget()
        #expect(await chat.post("/bots", ["username": "helper"], as: ben).status == 403)
        #expect(await chat.post("/bots", ["username": "Has Space"], as: ann).errorID == "model.bot.is_valid.username.app_error")
        #expect(await chat.post("/bots", ["username": "ben"], as: ann).errorID == "app.user.save.username_exists.app_error")
        #expect(chat.signals.isEmpty)
        let bot = await chat.post("/bots", ["username": "helper", "display_name": "Helper", "description": "helps"], as: ann)
        #expect(bot.status == 201 && bot["owner_id"] == .string(ann.id.raw) && bot["display_name"] == "Helper")
        #expect(chat.eventNames == ["direct_added", "posted"])
        let account = await chat.get("/users/\(bot["user_id"]?.string ?? "")", as: ben)
        #expect(account["is_bot"] == true && account["bot_description"] == "helps" && account["remote_id"] == nil)
    }

    @Test(arguments: Engine.underTest)
    func botsAreNotMadeWhereThatIsOff(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        #expect(await chat.post("/bots", ["username": "helper"], as: ann).errorID == "api.bot.create_disabled")
    }

    @Test(arguments: Engine.underTest)
    func aPersonBecomesABotAndIsLoggedOut(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        #expect(await chat.post("/users/\(ben.id)/convert_to_bot", as: ben).status == 403)
        #expect(await chat.post("/users/\(ben.id)/convert_to_bot", as: ann)["user_id"] == .string(ben.id.raw))
        #expect(await chat.get("/users/me", as: ben).status == 401)
        #expect(await chat.get("/users/\(ben.id)", as: ann)["is_bot"] == true)
    }
}

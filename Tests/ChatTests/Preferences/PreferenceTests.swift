import TestSupport
import Testing
import Wire

struct PreferenceTests {
    private func preference(_ user: ID<User>, _ category: String, _ name: String, _ value: String) -> JSONValue {
        ["user_id": .string(user.raw), "category": .string(category), "name": .string(name), "value": .string(value)]
    }

    @Test(arguments: Engine.underTest)
    func aNewAccountHasPreferences(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        let rows = await chat.get("/users/me/preferences", as: ann).json.array ?? []
        #expect(Set(rows.compactMap { $0["category"]?.string }) == ["recommended_next_steps", "tutorial_step", "system_notice"])
    }

    @Test(arguments: Engine.underTest)
    func preferencesAreSetChangedAndTakenAway(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        chat.forget()
        let clock = preference(ann.id, "display_settings", "clock", "24")
        #expect(await chat.put("/users/me/preferences", [clock], as: ann).status == 200)
        #expect(Set(chat.eventNames) == ["preferences_changed", "sidebar_category_updated"])
        #expect(chat.events.allSatisfy { $0.broadcast == .init(user: ann.id) })
        #expect(await chat.get("/users/me/preferences/display_settings/name/clock", as: ann)["value"] == "24")
        await chat.put("/users/me/preferences", [preference(ann.id, "display_settings", "clock", "12")], as: ann)
        #expect(await chat.get("/users/me/preferences/display_settings", as: ann).json.array?.map { $0["value"] } == ["12"])
        chat.forget()
        #expect(await chat.post("/users/me/preferences/delete", [clock], as: ann).status == 200)
        #expect(Set(chat.eventNames) == ["preferences_deleted", "sidebar_category_updated"])
        #expect(await chat.get("/users/me/preferences/display_settings", as: ann).status == 404)
    }

    @Test(arguments: Engine.underTest)
    func badPreferencesAreRefusedAndNothingIsSaid(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        chat.forget()
        func refusal(_ list: JSONValue) async -> String { await chat.put("/users/me/preferences", list, as: ben).errorID }
        #expect(await refusal([]) == "api.context.invalid_body_param.app_error")
        #expect(await refusal([preference(ann.id, "x", "y", "z")]) == "api.preference.update_preferences.set.app_error")
        #expect(
            await refusal([preference(ben.id, String(repeating: "c", count: 33), "y", "z")])
                == "model.preference.is_valid.category.app_error")
        #expect(
            await refusal([preference(ben.id, "x", "y", String(repeating: "v", count: 20_001))])
                == "model.preference.is_valid.value.app_error")
        #expect(
            await refusal([preference(ben.id, "flagged_post", String(repeating: "z", count: 26), "true")])
                == "api.context.invalid_body_param.app_error")
        #expect(await chat.put("/users/\(ann.id)/preferences", [preference(ann.id, "x", "y", "z")], as: ben).status == 403)
        #expect(await chat.get("/users/\(ann.id)/preferences", as: ben).status == 403)
        #expect(chat.signals.isEmpty)
    }
}

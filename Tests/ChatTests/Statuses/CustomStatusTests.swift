import TestSupport
import Testing
import Wire

@testable import Chat

struct CustomStatusTests {
    @Test(arguments: Engine.underTest)
    func whatSomebodyDoesIsShownAndRemembered(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann")
        chat.forget()
        #expect(await chat.put("/users/me/status/custom", ["emoji": "tea", "text": "Tea"], as: ann).status == 200)
        #expect(Set(chat.eventNames) == ["user_updated", "preferences_changed", "sidebar_category_updated"])
        let shown = try #require(await chat.get("/users/me", as: ann)["props"]?["customStatus"]?.string)
        #expect(shown == #"{"emoji":"tea","text":"Tea","duration":"","expires_at":"0001-01-01T00:00:00Z"}"#)
        let recent = await chat.get("/users/me/preferences/custom_status/name/recent_custom_statuses", as: ann)["value"]?.string
        #expect(recent == "[\(shown)]")
        #expect(await chat.post("/users/me/status/custom/recent/delete", ["emoji": "tea", "text": "Tea"], as: ann).status == 200)
        #expect(await chat.post("/users/me/status/custom/recent/delete", ["emoji": "tea", "text": "Tea"], as: ann).status == 400)
        #expect(await chat.delete("/users/me/status/custom", as: ann).status == 200)
        #expect(await chat.get("/users/me", as: ann)["props"]?["customStatus"] == "")
    }

    @Test(arguments: Engine.underTest)
    func nonsenseIsRefusedAndNobodyHears(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        chat.forget()
        for body: JSONValue in [
            [:], ["emoji": "no_such_emoji", "text": "x"], ["emoji": "tea", "duration": "nonsense"],
            ["emoji": "tea", "duration": "date_and_time"],
            ["emoji": "tea", "duration": "one_hour", "expires_at": "2020-01-01T00:00:00Z"], ["text": "x", "expires_at": "soon"],
        ] { #expect(await chat.put("/users/me/status/custom", body, as: ann).status == 400) }
        #expect(await chat.put("/users/\(ann.id)/status/custom", ["text": "x"], as: ben).status == 403)
        #expect(chat.signals.isEmpty)
        let off = try await Harness(engine, settings: ["MM_TEAMSETTINGS_ENABLECUSTOMUSERSTATUSES": "false"])
        #expect(await off.put("/users/me/status/custom", ["text": "x"], as: try await off.person("ann")).status == 501)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2023-11-14T22:13:20Z", 1_700_000_000_000), ("2023-11-14T23:13:20.5+01:00", 1_700_000_000_500),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000), ("2024-02-29T12:00:00-02:30", 1_709_217_000_000),
    ])
    func timesAreRead(_ text: String, _ milliseconds: Int64) { #expect(Moment.milliseconds(text) == milliseconds) }

    @Test(arguments: [
        "", "soon", "2023-11-14", "2023-13-14T22:13:20Z", "2023-11-14T25:13:20Z", "2023-11-14T22:13:20", "2023-11-14T22:13:20.Z",
    ])
    func whatIsNoTimeIsNotRead(_ text: String) { #expect(Moment.milliseconds(text) == nil) }
}

import TestSupport
import Testing
import Wire

/// A message that links to another: each who hears of it is shown the other one only when they may read it.
struct LinkedPostTests {
    private static let on = ["MM_SERVICESETTINGS_SITEURL": "http://localhost:8065", "MM_GUESTACCOUNTSSETTINGS_ENABLE": "true"]

    /// What an event says to somebody.
    private func heard(_ name: String, _ person: Person, _ town: Town) throws -> String {
        let event = try #require(town.chat.events.last { $0.name == name })
        return String(decoding: event.data + (event.personal[person.id] ?? event.others), as: UTF8.self)
    }

    private func link(to text: String, in channel: String, _ town: Town) async throws -> String {
        let post = try #require(await town.say(text, in: channel, as: town.ann)["id"]?.string)
        return "http://localhost:8065/town/pl/\(post)"
    }

    @Test(arguments: Engine.underTest)
    func whatIsInAClosedChannelIsShownToItsMembersOnly(_ engine: Engine) async throws {
        let town = try await Town(engine, settings: Self.on)
        let hall = try await town.channel("hall", members: [town.ben, town.cat])
        let cellar = try await town.channel("cellar", type: "P", members: [town.ben])
        let link = try await link(to: "the treasure", in: cellar, town)
        let post = try #require(await town.say("look: \(link)", in: hall, as: town.ann)["id"]?.string)
        let path = "/posts/\(post)"
        func check(_ name: String) throws {
            #expect(try heard(name, town.ann, town).contains("treasure") && heard(name, town.ben, town).contains("treasure"))
            let outside = try heard(name, town.cat, town)
            #expect(outside.contains("look") && !outside.contains("treasure") && !outside.contains("previewed_post"))
        }
        try check("posted")
        #expect(await town.chat.put("\(path)/patch", ["message": .string("look here: \(link)")], as: town.ann).status == 200)
        try check("post_edited")
        town.chat.forget()
        #expect(await town.chat.post("\(path)/pin", as: town.ben).status == 200)
        try check("post_edited")
        #expect(await town.chat.get(path, as: town.cat).text.contains("treasure") == false)
    }

    @Test(arguments: Engine.underTest)
    func guestsAreNotShownWhatMembersOfTheTeamMayRead(_ engine: Engine) async throws {
        let town = try await Town(engine, settings: Self.on)
        let hall = try await town.channel("hall", members: [town.ben, town.cat]), yard = try await town.channel("yard")
        #expect(await town.chat.post("/users/\(town.ben.id)/demote", as: town.root).status == 200)
        let link = try await link(to: "the harvest", in: yard, town)
        let post = try #require(await town.say("look: \(link)", in: hall, as: town.ann)["id"]?.string)
        #expect(try heard("posted", town.cat, town).contains("harvest") && !heard("posted", town.ben, town).contains("harvest"))
        #expect(await town.chat.put("/posts/\(post)/patch", ["message": .string("here: \(link)")], as: town.ann).status == 200)
        #expect(try heard("post_edited", town.cat, town).contains("harvest") && !heard("post_edited", town.ben, town).contains("harvest"))
    }
}

import TestSupport
import Testing
import Wire

struct ChannelListTests {
    private func names(_ reply: Harness.Reply) -> [String] { (reply.json.array ?? []).compactMap { $0["name"]?.string } }

    @Test(arguments: Engine.underTest)
    func aTeamsChannelsComeInPagesByName(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat
        _ = try await town.channel("arcade")
        let cellar = try await town.channel("cellar", type: "P")
        #expect(names(await chat.get("/teams/\(town.team)/channels", as: town.ben)) == ["off-topic", "town-square", "arcade"])
        #expect(names(await chat.get("/teams/\(town.team)/channels?page=1&per_page=2", as: town.ben)) == ["arcade"])
        #expect(await chat.get("/teams/\(town.team)/channels", as: town.out).status == 403)
        #expect(names(await chat.get("/teams/\(town.team)/channels/private", as: town.root)) == ["cellar"])
        #expect(await chat.get("/teams/\(town.team)/channels/private", as: town.ann).status == 403)
        #expect(await chat.post("/teams/\(town.team)/channels/ids", [.string(cellar)], as: town.ann).status == 404)
        let arcade = await town.named("arcade")
        #expect(names(await chat.post("/teams/\(town.team)/channels/ids", [.string(arcade), .string(cellar)], as: town.ben)) == ["arcade"])
        #expect(
            names(await chat.get("/users/me/teams/\(town.team)/channels", as: town.ann)) == [
                "off-topic", "town-square", "arcade", "cellar",
            ])
        #expect(await chat.get("/users/\(town.ann.id)/teams/\(town.team)/channels", as: town.ben).status == 403)
        #expect(await chat.get("/users/me/channels", as: town.out).errorID == "app.channel.get_channels.not_found.app_error")
    }

    @Test(arguments: Engine.underTest)
    func aClientThatHasTheListIsToldSo(_ engine: Engine) async throws {
        let town = try await Town(engine), path = "/users/me/teams/\(town.team)/channels"
        let tag = try #require(await town.chat.get(path, as: town.ann).field("ETag"))
        let again = await town.chat.send("GET", path, as: town.ann, fields: [("If-None-Match", tag)])
        #expect(again.status == 304 && again.body.isEmpty)
        _ = try await town.channel("garden")
        #expect(await town.chat.send("GET", path, as: town.ann, fields: [("If-None-Match", tag)]).status == 200)
    }

    @Test(arguments: Engine.underTest)
    func channelsAreFoundByWordsOfTheirNamesAndPurpose(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat
        _ = try await town.channel("100_percent")
        _ = try await town.channel("cellar", type: "P")
        let square = await town.named("town-square")
        await chat.put("/channels/\(square)/patch", ["purpose": "Where everybody meets"], as: town.root)
        let path = "/teams/\(town.team)/channels/search"
        #expect(names(await chat.post(path, ["term": "EVERY meets"], as: town.ben)) == ["town-square"])
        #expect(names(await chat.post(path, ["term": "0_p"], as: town.ben)) == ["100_percent"])
        #expect(names(await chat.post(path, ["term": "n_s"], as: town.ben)) == [])
        #expect(names(await chat.post(path, ["term": "%"], as: town.ben)) == [])
        #expect(names(await chat.post(path, ["term": "cellar"], as: town.ann)) == [])
        #expect(await chat.post(path, ["term": "x"], as: town.out).status == 404)
        #expect(names(await chat.get("/teams/\(town.team)/channels/autocomplete?name=cell", as: town.ann)) == ["cellar"])
        #expect(names(await chat.get("/teams/\(town.team)/channels/autocomplete?name=cell", as: town.ben)) == [])
        await chat.post("/channels/direct", [.string(town.ann.id.raw), .string(town.ben.id.raw)], as: town.ann)
        let found = await chat.get("/teams/\(town.team)/channels/search_autocomplete?name=be", as: town.ann)
        #expect(found.json.array?.map { $0["display_name"]?.string } == ["ben"])
    }

    @Test(arguments: Engine.underTest)
    func theConsoleListsTheChannelsOfAllTeams(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat
        _ = try await town.channel("cellar", type: "P")
        let everything = await chat.get("/channels?include_total_count=true&per_page=1", as: town.root)
        #expect(everything["total_count"] == 3 && everything["channels"]?.array?.first?["team_name"] == "town")
        #expect(names(await chat.get("/channels?exclude_default_channels=true", as: town.root)) == ["cellar"])
        #expect(await chat.get("/channels", as: town.ann).status == 403)
        #expect(names(await chat.post("/channels/search", ["term": "", "private": true], as: town.root)) == ["cellar"])
        let page = await chat.post("/channels/search", ["term": "", "page": 0, "per_page": 2], as: town.root)
        #expect(page["total_count"] == 3 && page["channels"]?.array?.count == 2)
        #expect(await chat.post("/channels/search", ["term": "cellar"], as: town.ann).status == 403)
        #expect(names(await chat.post("/channels/search?system_console=false", ["term": "cell"], as: town.ann)) == ["cellar"])
        #expect(names(await chat.post("/channels/search?system_console=false", ["term": "cell"], as: town.ben)) == [])
    }
}

import Database
import TestSupport
import Testing
import Wire

struct ChannelMemberTests {
    /// Names of events and changes in the order in which they were told.
    private func story(_ chat: Harness) -> [String] {
        chat.signals.compactMap { signal in
            switch signal {
            case .event(let event): event.name
            case .joinedChannel: "joined"
            case .leftChannel: "left"
            default: nil
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func whoComesOnTheirOwnIsAnnounced(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("garden")
        let reply = await chat.post("/channels/\(id)/members", ["user_id": .string(town.ben.id.raw)], as: town.ben)
        #expect(reply.status == 201 && reply["last_viewed_at"] == 0 && reply["roles"] == "channel_user")
        #expect(story(chat) == ["joined", "posted", "user_added", "user_added"])
        #expect(town.messages == ["ben joined the channel."])
        chat.forget()
        #expect(await chat.post("/channels/\(id)/members", ["user_id": .string(town.ben.id.raw)], as: town.ben).status == 201)
        #expect(chat.signals.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func membersAddOthersAlsoToAPrivateChannel(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("cellar", type: "P")
        let path = "/channels/\(id)/members"
        #expect(await chat.post(path, ["user_id": .string(town.ben.id.raw)], as: town.ben).status == 403)
        #expect(
            await chat.post(path, ["user_id": .string(town.out.id.raw)], as: town.ann).errorID == "app.team.get_member.missing.app_error")
        #expect(await chat.post(path, ["user_id": "abc"], as: town.ann).status == 400)
        #expect(await chat.post(path, ["user_id": .string(town.ben.id.raw), "post_root_id": "abc"], as: town.ann).status == 400)
        #expect(chat.signals.isEmpty)
        let both = await chat.post(
            path, ["user_ids": [.string(town.ben.id.raw), .string(town.out.id.raw), .string(town.cat.id.raw)]], as: town.ann)
        #expect(both.status == 201 && both.json.array?.map { $0["last_viewed_at"] } == [-1, -1])
        #expect(town.messages == ["ben added to the channel by ann.", "cat added to the channel by ann."])
        #expect(await chat.post(path, ["user_ids": []], as: town.ann).json == .null)
    }

    @Test(arguments: Engine.underTest)
    func whoLeavesHearsNoMore(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("garden", members: [town.ben, town.cat])
        #expect(await chat.delete("/channels/\(id)/members/me", as: town.ben).status == 200)
        #expect(story(chat) == ["left", "user_removed", "posted", "user_removed"])
        #expect(chat.events.first?.broadcast == .init(user: town.ben.id) && chat.events.last?.broadcast == .init(channel: ID(id)))
        #expect(await chat.delete("/channels/\(id)/members/\(town.cat.id)", as: town.ann).status == 200)
        #expect(town.messages == ["@ben left the channel.", "@cat removed from the channel."])
        chat.forget()
        #expect(
            await chat.delete("/channels/\(id)/members/\(town.cat.id)", as: town.ann).errorID == "app.channel.get_member.missing.app_error")
        #expect(await chat.delete("/channels/\(id)/members/\(town.ann.id)", as: town.cat).status == 403)
        #expect(chat.signals.isEmpty)
        let history = try await chat.db.read { tx in
            try tx.value("SELECT COUNT(*) FROM channelmemberhistory WHERE channelid = \(id) AND leavetime IS NOT NULL", as: Int64.self)
        }
        #expect(history == 2)
    }

    @Test(arguments: Engine.underTest)
    func rolesAreGivenByNameAndByFlag(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("garden", members: [town.ben])
        let path = "/channels/\(id)/members/\(town.ben.id)"
        #expect(await chat.put(path + "/roles", ["roles": "channel_user channel_admin"], as: town.ann).status == 200)
        #expect(chat.eventNames == ["channel_member_updated"] && chat.events.first?.broadcast == .init(user: town.ben.id))
        #expect(await chat.get(path, as: town.ben)["scheme_admin"] == true)
        #expect(await chat.put(path + "/schemeRoles", ["scheme_user": true, "scheme_admin": false], as: town.ben).status == 200)
        #expect(await chat.get(path, as: town.ben)["roles"] == "channel_user")
        chat.forget()
        #expect(await chat.put(path + "/roles", ["roles": "channel_user channel_admin"], as: town.ben).status == 403)
        #expect(await chat.put(path + "/roles", ["roles": "team_admin"], as: town.ann).status == 400)
        #expect(await chat.put(path + "/roles", ["roles": "no_such_role"], as: town.ann).errorID == "app.role.get_by_name.app_error")
        #expect(await chat.put(path + "/roles", ["roles": "No Such"], as: town.ann).errorID == "api.context.invalid_body_param.app_error")
        #expect(await chat.put(path + "/roles", ["roles": "channel_guest"], as: town.ann).status == 400)
        #expect(await chat.put(path + "/schemeRoles", ["scheme_user": false], as: town.ann).status == 400)
        #expect(chat.signals.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func everybodySetsWhatTheyAreToldAbout(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("garden", members: [town.ben])
        let path = "/channels/\(id)/members/\(town.ben.id)/notify_props"
        #expect(await chat.put(path, ["desktop": "all", "unheard_of": "x"], as: town.ben).status == 200)
        let props = await chat.get("/channels/\(id)/members/me", as: town.ben)["notify_props"]
        #expect(props?["desktop"] == "all" && props?["push"] == "default" && props?["unheard_of"] == nil)
        #expect(chat.eventNames == ["channel_member_updated"])
        chat.forget()
        #expect(await chat.put(path, ["desktop": "none"], as: town.ann).status == 403)
        #expect(await chat.put(path, ["desktop": 7], as: town.ben).status == 400)
        #expect(await chat.put(path, ["desktop": .string(String(repeating: "x", count: 65))], as: town.ben).status == 400)
        #expect(chat.signals.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func membersAreListedCountedAndLookedUp(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("garden", members: [town.ben])
        let path = "/channels/\(id)/members"
        #expect(await chat.get(path, as: town.ann).json.array?.count == 2)
        #expect(await chat.get(path + "?per_page=1&page=1", as: town.ann).json.array?.count == 1)
        #expect(await chat.get(path + "?per_page=0", as: town.ann).json.array?.count == 2)
        #expect(await chat.get(path, as: town.cat).status == 403)
        #expect(await chat.get(path + "/\(town.cat.id)", as: town.ann).status == 404)
        #expect(await chat.post(path + "/ids", [.string(town.ben.id.raw)], as: town.ann).json.array?.count == 1)
        #expect(await chat.post(path + "/ids", [], as: town.ann).status == 400)
        let stats = await chat.get("/channels/\(id)/stats", as: town.ann)
        #expect(stats["member_count"] == 2 && stats["guest_count"] == 0 && stats["files_count"] == 0)
        #expect(await chat.get("/channels/\(id)/stats?exclude_files_count=true", as: town.ann)["files_count"] == -1)
        #expect(await chat.post("/channels/stats/member_count", [.string(id)], as: town.ann)[id] == 2)
        #expect(await chat.get("/channels/\(id)/timezones", as: town.ann).json == .null)
        #expect(await chat.get("/channels/\(id)/member_counts_by_group", as: town.ann).json == [])
        let nobody = String(repeating: "n", count: 26)
        #expect(await chat.get("/channels/\(id)/members_minus_group_members?group_ids=\(nobody)", as: town.root)["total_count"] == 2)
    }

    @Test(arguments: Engine.underTest)
    func manyWhoJoinAtOnceAreAllIn(_ engine: Engine) async throws {
        let town = try await Town(engine), chat = town.chat, id = try await town.channel("garden")
        await withTaskGroup(of: Void.self) { group in
            for person in [town.ben, town.cat, town.ben, town.cat] {
                group.addTask { await chat.post("/channels/\(id)/members", ["user_id": .string(person.id.raw)], as: person) }
            }
        }
        #expect(await chat.get("/channels/\(id)/stats", as: town.ann)["member_count"] == 3)
        #expect(town.messages.count == 2)
    }

    @Test(arguments: Engine.underTest)
    func allMembershipsComeAsLines(_ engine: Engine) async throws {
        let town = try await Town(engine)
        let reply = await town.chat.get("/users/me/channel_members?page=-1&per_page=60", as: town.ann)
        #expect(reply.contentType == "application/x-ndjson")
        let lines = reply.text.split(separator: "\n")
        #expect(lines.count == 2 && lines.allSatisfy { (try? JSONReader.read(String($0)))?["team_name"] == "town" })
        #expect(await town.chat.get("/users/me/channel_members", as: town.ann).json.array?.count == 2)
        #expect(await town.chat.get("/users/\(town.ann.id)/channel_members", as: town.ben).status == 403)
        #expect(await town.chat.get("/users/me/channel_members?page=-1", as: town.out).status == 404)
    }
}

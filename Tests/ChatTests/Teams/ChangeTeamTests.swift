import TestSupport
import Testing
import Wire

struct ChangeTeamTests {
    @Test(arguments: Engine.underTest)
    func aPatchChangesWhatItNamesAndTheTeamHearsNoSecrets(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine)
        let reply = await world.chat.put("\(world.path)/patch", ["description": "redder", "name": "other", "type": "I"], as: world.owner)
        #expect(reply["description"]?.string == "redder" && reply["name"]?.string == "reds" && reply["type"]?.string == "O")
        let event = try #require(world.chat.events.first)
        #expect(world.chat.eventNames == ["update_team"] && event.broadcast.team == world.team)
        let text = try #require(JSONReader.read(event.data)["team"]?.string)
        let told = try JSONReader.read(text)
        #expect(told["email"]?.string == "" && told["invite_id"]?.string == "" && told["description"]?.string == "redder")
    }

    @Test(arguments: Engine.underTest)
    func membersSeeTheInvitationButNotTheAddressAndMayChangeNothing(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine)
        let seen = await world.chat.get(world.path, as: world.member)
        #expect(seen["email"]?.string == "" && seen["invite_id"]?.string?.count == 26)
        for (method, path) in [("PUT", "/patch"), ("PUT", ""), ("DELETE", ""), ("POST", "/restore"), ("POST", "/regenerate_invite_id")] {
            let body: JSONValue = ["id": .string(world.team.raw), "display_name": "Mine", "privacy": "I"]
            #expect(await world.chat.send(method, world.path + path, as: world.member, json: body).status == 403)
        }
        #expect(await world.chat.put("\(world.path)/privacy", ["privacy": "I"], as: world.member).status == 403)
        #expect(world.chat.signals.isEmpty)
        #expect(await world.chat.get(world.path, as: world.outsider).status == 403)
    }

    @Test func aTeamThatIsOpenedShowsToOutsidersWithoutItsSecrets() async throws {
        let world = try await TeamWorld(.sqlite)
        let opened = await world.chat.put("\(world.path)/privacy", ["privacy": "O"], as: world.owner)
        #expect(opened["allow_open_invite"]?.bool == true)
        let seen = await world.chat.get(world.path, as: world.outsider)
        #expect(seen.status == 200 && seen["invite_id"]?.string == "" && seen["email"]?.string == "")
        let closed = await world.chat.put("\(world.path)/privacy", ["privacy": "I"], as: world.owner)
        #expect(closed["invite_id"] != opened["invite_id"] && closed["type"]?.string == "I")
    }

    @Test(arguments: Engine.underTest)
    func anArchivedTeamLeavesTheListsAndComesBack(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine)
        #expect(await world.chat.delete(world.path, as: world.owner).status == 200)
        #expect(world.chat.eventNames == ["delete_team"])
        #expect(await world.chat.get("/users/me/teams", as: world.owner).json.array?.isEmpty == true)
        #expect((await world.chat.get(world.path, as: world.owner)["delete_at"]?.integer ?? 0) > 0)
        let taken = await world.chat.post("/teams", ["name": "reds", "display_name": "R", "type": "O"], as: world.owner)
        #expect(taken.errorID == "app.team.save.existing.app_error")
        world.chat.forget()
        #expect(await world.chat.post("\(world.path)/restore", as: world.owner)["delete_at"]?.integer == 0)
        #expect(world.chat.eventNames == ["restore_team"])
        let forGood = await world.chat.delete("\(world.path)?permanent=true", as: world.owner)
        #expect(forGood.status == 401)
    }

    @Test(arguments: Engine.underTest)
    func searchFindsWhatTheCallerMaySee(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine)
        await world.chat.post(
            "/teams", ["name": "open-blues", "display_name": "Blues %_*", "type": "O", "allow_open_invite": true], as: world.admin)
        func names(_ term: String, _ person: Person) async -> [String] {
            await world.chat.post("/teams/search", ["term": .string(term)], as: person).json.array?.compactMap { $0["name"]?.string } ?? []
        }
        #expect(await names("RED", world.admin) == ["reds"])
        #expect(await names("red", world.outsider) == [])
        #expect(await names("lues %_*", world.outsider) == ["open-blues"])
        #expect(await names("%", world.admin) == ["open-blues"])
        let paged = await world.chat.post("/teams/search", ["term": "", "page": 0, "per_page": 1], as: world.admin)
        #expect(paged["total_count"]?.integer == 2 && paged["teams"]?.array?.count == 1)
        #expect(await world.chat.post("/teams/search", ["term": "x", "page": 0, "per_page": 1], as: world.outsider).status == 501)
    }

    @Test(arguments: Engine.underTest)
    func rolesOfAMemberChangeByNamesAndByFlags(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine)
        let path = "\(world.path)/members/\(world.member.id)"
        #expect(await world.chat.put("\(path)/roles", ["roles": "team_user team_admin"], as: world.owner).status == 200)
        #expect(world.chat.eventNames == ["memberrole_updated"])
        #expect(await world.chat.get("\(world.path)/members/me", as: world.member)["scheme_admin"]?.bool == true)
        #expect(await world.chat.put("\(world.path)/patch", ["description": "now I may"], as: world.member).status == 200)
        #expect(await world.chat.put("\(path)/schemeRoles", ["scheme_user": true, "scheme_admin": false], as: world.owner).status == 200)
        #expect(await world.chat.put("\(world.path)/patch", ["description": "no more"], as: world.member).status == 403)
        for (roles, id) in [
            ("team_user no_such_role", "app.role.get_by_name.app_error"),
            ("team_user system_admin", "api.channel.update_team_member_roles.scheme_role.app_error"),
            ("Team User", "api.context.invalid_body_param.app_error"),
            ("", "api.team.update_team_member_roles.unset_user_scheme.app_error"),
        ] {
            world.chat.forget()
            #expect(await world.chat.put("\(path)/roles", ["roles": .string(roles)], as: world.owner).errorID == id)
            #expect(world.chat.signals.isEmpty)
        }
    }

    @Test(arguments: Engine.underTest)
    func whatIsUnreadIsCountedByTeam(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine)
        let town = try await world.townSquare()
        await world.chat.post("/posts", ["channel_id": .string(town.raw), "message": "hello @member"], as: world.owner)
        await world.chat.post("/posts", ["channel_id": .string(town.raw), "message": "and more"], as: world.owner)
        let all = await world.chat.get("/users/me/teams/unread", as: world.member).json.array
        #expect(all?.count == 1 && all?.first?["msg_count"]?.integer == 2 && all?.first?["team_id"]?.string == world.team.raw)
        let one = await world.chat.get("/users/me/teams/\(world.team)/unread", as: world.member)
        #expect(one["msg_count"]?.integer == 2 && one["thread_count"]?.integer == 0)
        #expect(await world.chat.get("/users/\(world.owner.id)/teams/unread", as: world.member).status == 403)
    }
}

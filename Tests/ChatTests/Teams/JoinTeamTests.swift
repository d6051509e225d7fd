import Database
import TestSupport
import Testing
import Wire

struct JoinTeamTests {
    @Test(arguments: Engine.underTest)
    func aMemberAddsSomebodyAndTheTeamHears(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine)
        let reply = await world.add(world.outsider, as: world.member)
        #expect(reply.status == 201 && reply["roles"]?.string == "team_user")
        #expect(world.chat.eventNames == ["added_to_team", "posted", "user_added", "posted", "user_added", "added_to_team"])
        #expect(world.chat.signals.contains { if case .joinedTeam(world.team, [world.outsider.id]) = $0 { true } else { false } })
        #expect(await world.chat.get(world.path, as: world.outsider).status == 200)
    }

    @Test func whoIsInAlreadyStaysAsTheyAre() async throws {
        let world = try await TeamWorld(.sqlite)
        #expect(await world.add(world.member, as: world.owner).status == 201)
        #expect(world.chat.eventNames == ["added_to_team"])
        #expect(await world.chat.get("\(world.path)/stats", as: world.owner)["total_member_count"]?.integer == 2)
    }

    @Test(arguments: Engine.underTest)
    func joiningManyTimesAtOnceIsJoiningOnce(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine)
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { await world.add(world.outsider, as: world.owner).status } }
            for await status in group { #expect(status == 201) }
        }
        #expect(world.chat.eventNames.filter { $0 == "posted" }.count == 2)
        #expect(await world.chat.get("\(world.path)/stats", as: world.owner)["total_member_count"]?.integer == 3)
    }

    @Test(arguments: Engine.underTest)
    func nobodyLetsThemselvesIntoAClosedTeamAndNobodyHears(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine, type: "I")
        let own = await world.add(world.outsider, as: world.outsider)
        #expect(own.status == 403)
        let other = await world.add(world.admin, as: world.outsider)
        #expect(other.status == 403 && world.chat.signals.isEmpty)
    }

    @Test func anOpenTeamTakesEverybodyAndAMailDomainKeepsOthersOut() async throws {
        let world = try await TeamWorld(.sqlite)
        await world.chat.put("\(world.path)/patch", ["allow_open_invite": true, "allowed_domains": "elsewhere.invalid"], as: world.owner)
        world.chat.forget()
        let refused = await world.add(world.outsider, as: world.outsider)
        #expect(refused.errorID == "api.team.join_user_to_team.allowed_domains.app_error" && world.chat.signals.isEmpty)
        await world.chat.put("\(world.path)/patch", ["allowed_domains": "@example.com, elsewhere.invalid"], as: world.owner)
        #expect(await world.add(world.outsider, as: world.outsider).status == 201)
    }

    @Test func aFullTeamTakesNobody() async throws {
        let chat = try await Harness(.sqlite, settings: ["MM_TEAMSETTINGS_MAXUSERSPERTEAM": "1"])
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        let team = try #require(await chat.post("/teams", ["name": "reds", "display_name": "R", "type": "O"], as: ann)["id"]?.string)
        chat.forget()
        let reply = await chat.post("/teams/\(team)/members", ["team_id": .string(team), "user_id": .string(ben.id.raw)], as: ann)
        #expect(reply.errorID == "app.team.join_user_to_team.max_accounts.app_error" && chat.signals.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func aBatchNamesWhoAdded(_ engine: Engine) async throws {
        let world = try await TeamWorld(engine)
        let people: JSONValue = .array(
            [world.outsider, world.admin].map { ["team_id": .string(world.team.raw), "user_id": .string($0.id.raw)] })
        let reply = await world.chat.post("\(world.path)/members/batch", people, as: world.owner)
        #expect(reply.status == 201 && reply.json.array?.count == 2)
        let texts = world.chat.events.filter { $0.name == "posted" }.map { String(decoding: $0.data, as: UTF8.self) }
        #expect(texts.contains { $0.contains("outsider added to the team by owner.") && $0.contains("system_add_to_team") })
        let unknown = await world.chat.post(
            "\(world.path)/members/batch", [["team_id": .string(world.team.raw), "user_id": "nnnnnnnnnnnnnnnnnnnnnnnnnn"]], as: world.owner)
        #expect(unknown.status == 404 && unknown.errorID == "api.team.user.missing_account")
    }

    @Test func theInvitationOfATeamLetsInAndIsShownForOpenTeamsOnly() async throws {
        let world = try await TeamWorld(.sqlite)
        let invite = try #require(await world.chat.get(world.path, as: world.owner)["invite_id"]?.string)
        let shown = await world.chat.get("/teams/invite/\(invite)")
        #expect(shown.status == 200 && shown["name"]?.string == "reds" && shown["email"] == nil)
        #expect(await world.chat.send("POST", "/teams/members/invite?invite_id=\(invite)", as: world.outsider).status == 201)
        await world.chat.put("\(world.path)/privacy", ["privacy": "I"], as: world.owner)
        #expect(await world.chat.get("/teams/invite/\(invite)").status == 404)
        let fresh = try #require(await world.chat.get(world.path, as: world.owner)["invite_id"]?.string)
        #expect(await world.chat.get("/teams/invite/\(fresh)").errorID == "api.team.get_invite_info.not_open_team")
        #expect(
            await world.chat.send("POST", "/teams/members/invite", as: world.admin).errorID
                == "api.team.add_user_to_team.missing_parameter.app_error")
    }
}

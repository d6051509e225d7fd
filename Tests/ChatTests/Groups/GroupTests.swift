import TestSupport
import Testing
import Wire

struct GroupTests {
    private static func draft(_ name: String, _ people: [Person] = []) -> JSONValue {
        [
            "name": .string(name), "display_name": .string("The " + name), "source": "custom", "allow_reference": true,
            "user_ids": .array(people.map { .string($0.id.raw) }),
        ]
    }

    @Test(arguments: Engine.underTest)
    func somebodyMakesAGroupAndEverybodyHears(_ engine: Engine) async throws {
        let town = try await Town(engine)
        let made = await town.chat.post("/groups", Self.draft("crew", [town.ann, town.ben]), as: town.ann)
        #expect(made.status == 201 && made["member_count"]?.integer == 2 && made["allow_reference"] == true, "\(made.text)")
        #expect(made["source"] == "custom" && made["remote_id"] == .null)
        #expect(town.chat.eventNames == ["received_group", "group_member_add", "group_member_add"])
        let id = made["id"]?.string ?? ""
        let list = await town.chat.get("/groups?filter_allow_reference=true&include_member_count=true&q=CR", as: town.cat)
        #expect(list.json.array?.count == 1 && list.json.array?.first?["member_count"]?.integer == 2)
        #expect(await town.chat.get("/groups/\(id)/stats", as: town.cat)["total_member_count"]?.integer == 2)
        let members = await town.chat.get("/groups/\(id)/members", as: town.cat)
        #expect(members["total_member_count"]?.integer == 2 && members["members"]?.array?.first?["username"] == "ann")
        #expect(await town.chat.get("/users/me/groups", as: town.ben).json.array?.count == 1)
        #expect(await town.chat.get("/users/me/groups", as: town.cat).json.array?.isEmpty == true)
        #expect(await town.chat.get("/users/\(town.ben.id)/groups", as: town.cat).status == 403)
        #expect(await town.chat.post("/groups/names", ["crew", "none"], as: town.cat).json.array?.count == 1)
        #expect(await town.chat.get("/users?in_group=\(id)", as: town.cat).json.array?.count == 2)
    }

    @Test(arguments: Engine.underTest)
    func aMessageThatCallsAGroupCallsItsMembersWhoAreThere(_ engine: Engine) async throws {
        let town = try await Town(engine), channel = try await town.channel("plaza", members: [town.ben])
        await town.chat.post("/groups", Self.draft("crew", [town.ben, town.cat]), as: town.ann)
        await town.chat.post("/groups", Self.draft("away", [town.cat]), as: town.ann)
        let mentions = { await town.chat.get("/channels/\(channel)/members/\(town.ben.id)", as: town.ben)["mention_count"]?.integer ?? 0 }
        let before = await mentions()
        town.chat.forget()
        await town.say("hello @crew!", in: channel, as: town.ann)
        let posted = try #require(town.chat.events.first { $0.name == "posted" })
        #expect(Set(posted.personal.keys) == [town.ben.id])
        #expect(await mentions() == before + 1)
        #expect(!town.chat.eventNames.contains("ephemeral_message"))
        town.chat.forget()
        await town.say("and @away", in: channel, as: town.ann)
        #expect(town.chat.events.first { $0.name == "posted" }?.personal.isEmpty == true)
        #expect(town.chat.eventNames.contains("ephemeral_message"))
    }

    @Test func whoMayNotCallGroupsCallsNobody() async throws {
        let town = try await Town(.sqlite), channel = try await town.channel("plaza", members: [town.ben])
        await town.chat.post("/groups", Self.draft("crew", [town.ben]), as: town.ann)
        let role = await town.chat.get("/roles/name/channel_user", as: town.root)
        let kept = (role["permissions"]?.strings ?? []).filter { $0 != "use_group_mentions" }.map { JSONValue.string($0) }
        await town.chat.put("/roles/\(role["id"]?.string ?? "")/patch", ["permissions": .array(kept)], as: town.root)
        await town.chat.put(
            "/roles/\(await town.chat.get("/roles/name/channel_admin", as: town.root)["id"]?.string ?? "")/patch",
            ["permissions": []], as: town.root)
        town.chat.forget()
        let said = await town.chat.post("/posts", ["channel_id": .string(channel), "message": "hello @crew"], as: town.ann)
        #expect(town.chat.events.first { $0.name == "posted" }?.personal.isEmpty == true)
        #expect(said["props"]?["disable_group_highlight"] == true)
        let mail = await town.chat.post("/posts", ["channel_id": .string(channel), "message": "to a@example.com"], as: town.ann)
        #expect(mail["props"]?.object?.isEmpty == true)
    }

    @Test(arguments: Engine.underTest)
    func aGroupIsChangedDeletedAndBroughtBack(_ engine: Engine) async throws {
        let town = try await Town(engine)
        let id = await town.chat.post("/groups", Self.draft("crew", [town.ann]), as: town.ann)["id"]?.string ?? ""
        town.chat.forget()
        let patched = await town.chat.put("/groups/\(id)/patch", ["name": "gang", "display_name": "Gang"], as: town.ann)
        #expect(patched["name"] == "gang" && town.chat.eventNames == ["received_group"])
        let added = await town.chat.post("/groups/\(id)/members", ["user_ids": [.string(town.ben.id.raw)]], as: town.ann)
        #expect(added.json.array?.first?["user_id"]?.string == town.ben.id.raw && added.json.array?.first?["delete_at"] == 0)
        let removed = await town.chat.send(
            "DELETE", "/groups/\(id)/members", as: town.ann, json: ["user_ids": [.string(town.ben.id.raw)]])
        #expect(removed.json.array?.first?["delete_at"]?.integer ?? 0 > 0)
        #expect(town.chat.eventNames.contains("group_member_deleted"))
        #expect(await town.chat.delete("/groups/\(id)", as: town.ann)["status"] == "OK")
        #expect(await town.chat.get("/groups", as: town.ann).json.array?.isEmpty == true)
        #expect(await town.chat.delete("/groups/\(id)", as: town.ann).errorID == "app.group.no_rows")
        #expect(await town.chat.post("/groups/\(id)/restore", as: town.ann).status == 200)
        #expect(await town.chat.get("/groups", as: town.ann).json.array?.count == 1)
    }

    @Test func badGroupsAreRefusedAndNobodyHears() async throws {
        let town = try await Town(.sqlite)
        for (draft, id) in [
            (Self.draft("ann"), "app.group.username_conflict"), (Self.draft("all"), "model.group.name.invalid_chars.app_error"),
            (Self.draft("Big"), "model.group.name.invalid_chars.app_error"), (Self.draft(""), "model.group.name.invalid_length.app_error"),
            (["name": "x", "display_name": "X", "source": "ldap", "allow_reference": true], "app.group.crud_permission"),
            (["name": "x", "display_name": "X", "source": "custom"], "api.custom_groups.must_be_referenceable"),
        ] as [(JSONValue, String)] {
            let reply = await town.chat.post("/groups", draft, as: town.ann)
            #expect(reply.status == 400 && reply.errorID == id, "\(reply.text)")
        }
        #expect(town.chat.signals.isEmpty)
        await town.chat.post("/groups", Self.draft("crew"), as: town.ann)
        #expect(await town.chat.post("/groups", Self.draft("crew"), as: town.ben).errorID == "app.custom_group.unique_name")
        let account = await town.chat.post(
            "/users", ["username": "crew", "email": "crew@example.com", "password": .string(Harness.password)])
        #expect(account.errorID == "app.user.group_name_conflict")
        let off = try await Town(.sqlite, settings: ["MM_SERVICESETTINGS_ENABLECUSTOMGROUPS": "false"])
        #expect(await off.chat.post("/groups", Self.draft("crew"), as: off.root).status == 501)
    }

    @Test(arguments: Engine.underTest)
    func ofTwoThatTakeANameAtOnceOneGetsIt(_ engine: Engine) async throws {
        let town = try await Town(engine)
        await withTaskGroup(of: Int.self) { group in
            for person in [town.ann, town.ben, town.cat] {
                group.addTask { await town.chat.post("/groups", Self.draft("crew"), as: person).status }
            }
            var statuses: [Int] = []
            for await status in group { statuses.append(status) }
            #expect(statuses.sorted() == [201, 400, 400])
        }
    }

    @Test func teamsAndChannelsHaveListsOfTheGroupsThatTheyFollow() async throws {
        let town = try await Town(.sqlite)
        #expect(await town.chat.get("/teams/\(town.team)/groups", as: town.ann).json == ["groups": [], "total_group_count": 0])
        #expect(await town.chat.get("/teams/\(town.team)/groups_by_channels", as: town.ann).json == ["groups": [:]])
        let square = await town.named("town-square")
        #expect(await town.chat.get("/channels/\(square)/groups", as: town.ann)["total_group_count"] == 0)
        #expect(await town.chat.get("/teams/\(town.team)/groups", as: town.out).status == 403)
    }
}

import Chat
import Database
import TestSupport
import Testing
import Wire

struct SchemeTests {
    @Test(arguments: Engine.underTest)
    func aTeamUsesASchemeWithRolesOfItsOwn(_ engine: Engine) async throws {
        let town = try await Town(engine)
        let made = await town.chat.post("/schemes", ["name": "quiet", "display_name": "Quiet", "scope": "team"], as: town.root)
        let id = made["id"]?.string ?? "", user = made["default_team_user_role"]?.string ?? ""
        #expect(made.status == 201 && user.count == 26 && made["default_channel_guest_role"]?.string?.count == 26, "\(made.text)")
        #expect(await town.chat.put("/teams/\(town.team)/scheme", ["scheme_id": .string(id)], as: town.root).status == 200)
        #expect(await town.chat.get("/teams/\(town.team)/members/me", as: town.ann)["roles"]?.string == user)
        #expect(await town.chat.post("/channels", .object(town.draft("one")), as: town.ann).status == 201)
        let role = await town.chat.get("/roles/name/\(user)", as: town.root)
        #expect(role["scheme_managed"] == true)
        await town.chat.put("/roles/\(role["id"]?.string ?? "")/patch", ["permissions": ["view_team"]], as: town.root)
        #expect(await town.chat.post("/channels", .object(town.draft("two")), as: town.ann).status == 403)
        #expect(await town.chat.get("/schemes/\(id)/teams", as: town.root).json.array?.count == 1)
        #expect(await town.chat.put("/schemes/\(id)/patch", ["display_name": "Loud"], as: town.root)["display_name"] == "Loud")
        #expect(await town.chat.delete("/schemes/\(id)", as: town.root).status == 200)
        #expect(await town.chat.get("/teams/\(town.team)/members/me", as: town.ann)["roles"] == "team_user")
        #expect(await town.chat.post("/channels", .object(town.draft("two")), as: town.ann).status == 201)
        #expect(await town.chat.get("/schemes/\(id)", as: town.root).status == 404)
    }

    @Test(arguments: Engine.underTest)
    func aChannelUsesASchemeOfItsOwn(_ engine: Engine) async throws {
        let town = try await Town(engine), channel = try await town.channel("plaza", members: [town.ben])
        let made = await town.chat.post("/schemes", ["display_name": "Plaza", "scope": "channel"], as: town.root)
        let id = made["id"]?.string ?? ""
        #expect(await town.chat.put("/channels/\(channel)/scheme", ["scheme_id": .string(id)], as: town.ann).status == 403)
        #expect(await town.chat.put("/teams/\(town.team)/scheme", ["scheme_id": .string(id)], as: town.root).status == 400)
        #expect(await town.chat.put("/channels/\(channel)/scheme", ["scheme_id": .string(id)], as: town.root).status == 200)
        #expect(town.chat.eventNames.contains("channel_scheme_updated"))
        let roles = await town.chat.get("/channels/\(channel)/members/me", as: town.ben)["roles"]
        #expect(roles == made["default_channel_user_role"])
        #expect(await town.chat.get("/schemes/\(id)/channels", as: town.root).json.array?.count == 1)
    }

    @Test func aTeamWithAnEmptySchemeHasTheBuiltInRoles() async throws {
        let town = try await Town(.sqlite)
        try await town.chat.db.write { tx in _ = try tx.execute("UPDATE teams SET schemeid = ''") }
        #expect(await town.chat.post("/caches/invalidate", as: town.root).status == 200)
        #expect(await town.chat.get("/teams/\(town.team)/members/me", as: town.ann)["roles"] == "team_user")
        #expect(await town.chat.get("/teams/\(town.team)", as: town.ann)["scheme_id"] == "")
        let square = await town.named("town-square")
        #expect(await town.chat.get("/channels/\(square)/members/me", as: town.ann)["roles"] == "channel_user")
        #expect(await town.say("hello", in: square, as: town.ann).status == 201)
    }

    @Test func badSchemesAreRefused() async throws {
        let town = try await Town(.sqlite)
        for bad in [["name": "A b", "display_name": "x", "scope": "team"], ["display_name": "", "scope": "team"], ["display_name": "x"]]
            as [JSONValue]
        {
            #expect(await town.chat.post("/schemes", bad, as: town.root).errorID == "app.scheme.save.invalid_scheme.app_error")
        }
        #expect(await town.chat.post("/schemes", ["display_name": "x", "scope": "team"], as: town.ann).status == 403)
        #expect(town.chat.signals.isEmpty)
    }

    @Test func theConsoleAsksWhatAPageNeedsBesides() async throws {
        let town = try await Town(.sqlite)
        let reply = await town.chat.post("/permissions/ancillary", ["sysconsole_read_reporting_site_statistics"], as: town.ann)
        #expect(reply.json == ["sysconsole_read_reporting_site_statistics", "get_analytics"])
        #expect(await town.chat.post("/permissions/ancillary", [], as: town.ann).status == 400)
    }
}

import Outside
import TestSupport
import Testing
import Wire

struct GuestTests {
    private static let on = [
        "MM_GUESTACCOUNTSSETTINGS_ENABLE": "true", "MM_SERVICESETTINGS_ENABLEEMAILINVITATIONS": "true",
        "MM_EMAILSETTINGS_SMTPSERVER": "127.0.0.1", "MM_SERVICESETTINGS_SITEURL": "http://localhost:8065",
    ]

    @Test(arguments: Engine.underTest)
    func aMemberBecomesAGuestAndAMemberAgain(_ engine: Engine) async throws {
        let town = try await Town(engine, settings: Self.on)
        let demoted = await town.chat.post("/users/\(town.ben.id)/demote", as: town.root)
        #expect(demoted.status == 200, "\(demoted.text)")
        let names = town.chat.eventNames
        #expect(names.contains("user_role_updated") && names.contains("memberrole_updated") && names.contains("channel_member_updated"))
        #expect(await town.chat.get("/users/me", as: town.ben)["roles"] == "system_guest")
        #expect(await town.chat.get("/teams/\(town.team)/members/me", as: town.ben)["scheme_guest"] == true)
        let square = await town.named("town-square")
        #expect(await town.chat.get("/channels/\(square)/members/me", as: town.ben)["roles"] == "channel_guest")
        #expect(await town.chat.get("/channels/\(square)/stats", as: town.ann)["guest_count"] == 1)
        #expect(await town.chat.get("/teams/\(town.team)/channels", as: town.ben).status == 403)
        #expect(await town.chat.post("/users/\(town.ben.id)/demote", as: town.root).status == 501)
        #expect(await town.chat.post("/users/\(town.ben.id)/promote", as: town.root).status == 200)
        #expect(await town.chat.get("/users/me", as: town.ben)["roles"] == "system_user")
        #expect(await town.chat.get("/channels/\(square)/members/me", as: town.ben)["roles"] == "channel_user")
    }

    @Test(arguments: Engine.underTest)
    func anInvitedGuestFindsTheirChannelsAndNoOthers(_ engine: Engine) async throws {
        let town = try await Town(engine, settings: Self.on)
        let channel = try await town.channel("shared", type: "P", members: [town.ben]), other = try await town.channel("other")
        await town.chat.post("/channels/\(channel)/members", ["user_id": .string(town.root.id.raw)], as: town.ann)
        let sent = await town.chat.post(
            "/teams/\(town.team)/invite-guests/email?graceful=true",
            ["emails": ["Guest@example.org"], "channels": [.string(channel)], "message": "come in"], as: town.root)
        #expect(sent.status == 200 && sent.json.array?.first?["email"] == "guest@example.org", "\(sent.text)")
        let text = try #require(town.chat.mails.last?.text)
        let token = try #require(text.firstRange(of: "&t=").map { String(text[$0.upperBound...].prefix(64)) })
        town.chat.forget()
        let body: JSONValue = ["username": "guest", "email": "guest@example.org", "password": .string(Harness.password)]
        let made = await town.chat.post("/users?t=\(token)", body)
        #expect(made.status == 201 && made["roles"] == "system_guest", "\(made.text)")
        #expect(await town.chat.post("/users?t=\(token)", body).status == 404)
        let login = await town.chat.post("/users/login", ["login_id": "guest", "password": .string(Harness.password)])
        let guest = Person(id: ID(made["id"]?.string ?? ""), username: "guest", token: login.field("Token") ?? "")
        let mine = await town.chat.get("/users/me/teams/\(town.team)/channels", as: guest)
        #expect(mine.json.array?.compactMap { $0["name"]?.string } == ["shared"])
        #expect(await town.chat.get("/channels/\(other)", as: guest).status == 403)
        let seen = await town.chat.post("/users/usernames", ["ann", "ben", "cat"], as: guest)
        #expect(seen.json.array?.compactMap { $0["username"]?.string } == ["ann", "ben"])
        #expect(await town.chat.get("/users/\(town.cat.id)", as: guest).status == 403)
        #expect(await town.chat.get("/users/autocomplete?name=c", as: guest)["users"]?.array?.isEmpty == true)
    }

    @Test func badInvitationsAreRefused() async throws {
        let town = try await Town(.sqlite, settings: Self.on), path = "/teams/\(town.team)/invite-guests/email"
        let square = await town.named("town-square")
        for (body, id) in [
            (["emails": [], "channels": [.string(square)]], "model.guest.is_valid.emails.app_error"),
            (["emails": ["nobody"], "channels": [.string(square)]], "model.guest.is_valid.email.app_error"),
            (["emails": ["a@example.com"], "channels": []], "model.guest.is_valid.channels.app_error"),
            (["emails": ["a@example.com"], "channels": ["x"]], "model.guest.is_valid.channel.app_error"),
            (["emails": "a"], "api.team.invite_guests_to_channels.invalid_body.app_error"),
        ] as [(JSONValue, String)] {
            let reply = await town.chat.post(path, body, as: town.root)
            #expect(reply.status == 400 && reply.errorID == id, "\(reply.text)")
        }
        let good: JSONValue = ["emails": ["a@example.com"], "channels": [.string(square)]]
        #expect(await town.chat.post(path, good, as: town.ben).status == 403)
        #expect(town.chat.mails.isEmpty && town.chat.signals.isEmpty)
        let off = try await Town(.sqlite)
        let refused = await off.chat.post("/teams/\(off.team)/invite-guests/email", good, as: off.root)
        #expect(refused.errorID == "api.team.invite_guests_to_channels.disabled.error" && refused.status == 501)
    }

    @Test(arguments: Engine.underTest)
    func switchingGuestsOffClosesTheirAccounts(_ engine: Engine) async throws {
        let town = try await Town(engine)
        let setting: (Bool) -> JSONValue = { ["GuestAccountsSettings": ["Enable": .bool($0)]] }
        #expect(await town.chat.put("/config/patch", setting(true), as: town.root).status == 200)
        await town.chat.post("/users/\(town.ben.id)/demote", as: town.root)
        town.chat.forget()
        #expect(await town.chat.put("/config/patch", setting(false), as: town.root).status == 200)
        #expect(town.chat.eventNames.contains("guests_deactivated"))
        #expect(await town.chat.get("/users/me", as: town.ben).status == 401)
        #expect(await town.chat.get("/users/\(town.ben.id)", as: town.root)["delete_at"]?.integer ?? 0 > 0)
    }
}

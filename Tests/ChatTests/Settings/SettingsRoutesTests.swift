import Database
import TestSupport
import Testing
import Wire

@testable import Chat

struct SettingsRoutesTests {
    @Test(arguments: Engine.underTest)
    func anAdministratorChangesASettingAndEverybodyHears(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann"), member = try await chat.person("ben")
        chat.forget()
        let before = await chat.get("/config/client").field("X-Version-Id")
        let reply = await chat.put("/config/patch", ["TeamSettings": ["CustomDescriptionText": "hello"]], as: admin)
        #expect(reply.status == 200 && reply["TeamSettings"]?["CustomDescriptionText"] == "hello")
        #expect(reply.field("Cache-Control") == "no-cache, no-store, must-revalidate")
        #expect(chat.eventNames == ["config_changed"])
        let anonymous = await chat.get("/config/client?format=old"), full = await chat.get("/config/client?format=old", as: member)
        #expect(anonymous["CustomDescriptionText"] == "hello" && anonymous["NoAccounts"] == "false")
        #expect(anonymous["InstallationDate"] == nil as JSONValue? && full["InstallationDate"] != nil as JSONValue?)
        #expect(anonymous.field("X-Version-Id") != before)
        #expect(await chat.get("/config", as: admin)["TeamSettings"]?["CustomDescriptionText"] == "hello")
    }

    @Test(arguments: Engine.underTest)
    func nobodyElseSeesOrChangesThem(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        _ = try await chat.person("ann")
        let member = try await chat.person("ben")
        chat.forget()
        for (method, path) in [
            ("GET", "/config"), ("PUT", "/config"), ("PUT", "/config/patch"), ("GET", "/config/environment"), ("POST", "/config/reload"),
        ] {
            #expect(await chat.send(method, path, json: [:]).status == 401, "\(path)")
            let refused = await chat.send(method, path, as: member, json: ["TeamSettings": ["SiteName": "x"]])
            #expect(refused.status == 403 && refused.errorID == "api.context.permissions.app_error", "\(path)")
        }
        #expect(chat.events.isEmpty)
        #expect(await chat.get("/config/client")["SiteName"] == "Martlet")
    }

    @Test(arguments: Engine.underTest)
    func aBodyThatIsNoObjectIsRefused(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann")
        for body in ["[]", "{", "", #"{"ServiceSettings":7}"#] {
            for path in ["/config", "/config/patch"] {
                let reply = await chat.send("PUT", path, as: admin, body: Array(body.utf8))
                #expect(reply.status == 400 && reply.errorID == "api.context.invalid_body_param.app_error", "\(body)")
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func theWholeConfigurationSentBackChangesNothing(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: ["MM_SERVICESETTINGS_SITEURL": "http://here.example.com"])
        let admin = try await chat.person("ann")
        let whole = await chat.get("/config", as: admin)
        #expect(whole.json.object?.members.count == 46)
        chat.forget()
        #expect(await chat.put("/config", whole.json, as: admin).status == 200)
        #expect(chat.events.isEmpty)
        let environment = await chat.get("/config/environment", as: admin)
        #expect(environment["ServiceSettings"] == ["SiteURL": true])  // what the environment set and nothing besides
    }

    @Test(arguments: Engine.underTest)
    func aPersonWithOnePageOfTheConsoleSeesAndChangesThatPage(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann"), keeper = try await chat.person("ben")
        try await chat.db.write { tx in
            _ = try tx.execute(
                """
                INSERT INTO roles (id, name, displayname, description, createat, updateat, deleteat, permissions, schememanaged, builtin)
                VALUES ('rolerolerolerolerolerolero', 'keeper', 'keeper', '', 1, 1, 0,
                    'sysconsole_read_site_localization sysconsole_write_site_localization reload_config', FALSE, FALSE)
                """)
            _ = try tx.execute("UPDATE sessions SET roles = 'system_user keeper' WHERE userid = \(keeper.id)")
        }
        #expect(await chat.post("/caches/invalidate", as: admin).status == 200)
        let shown = await chat.get("/config", as: keeper)
        #expect(shown["LocalizationSettings"]?["DefaultClientLocale"] == "en" && shown["FileSettings"]?["Directory"] == .null)
        let changed = await chat.put(
            "/config/patch", ["LocalizationSettings": ["DefaultClientLocale": "de"], "TeamSettings": ["SiteName": "x"]], as: keeper)
        #expect(changed.status == 200)
        let client = await chat.get("/config/client")
        #expect(client["DefaultClientLocale"] == "de" && client["SiteName"] == "Martlet")
    }

    @Test(arguments: Engine.underTest)
    func aReloadTakesWhatAnotherNodeStored(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann")
        try await chat.db.write { tx in
            _ = try tx.execute("UPDATE configurations SET active = NULL")
            _ = try tx.execute(
                """
                INSERT INTO configurations (id, value, createat, active, sha)
                VALUES ('elsewhere', '{"TeamSettings":{"SiteName":"From elsewhere"}}', 1900000000000, TRUE, '')
                """)
        }
        #expect(await chat.post("/config/reload", as: admin).status == 200)
        #expect(await chat.get("/config/client")["SiteName"] == "From elsewhere")
    }

    @Test(arguments: Engine.underTest)
    func keysAreMadeOnceAndNeverShown(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let admin = try await chat.person("ann")
        let first = await chat.get("/config", as: admin)
        #expect(first["FileSettings"]?["PublicLinkSalt"] == .string(AdministratorView.hidden))
        let stored = try await chat.db.read { try $0.configurations.active() }.document
        #expect(stored["FileSettings"]?["PublicLinkSalt"]?.string?.count == 32)
        #expect(stored["SqlSettings"]?["AtRestEncryptKey"]?.string?.count == 32)
    }
}

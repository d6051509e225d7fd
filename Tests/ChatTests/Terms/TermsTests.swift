import TestSupport
import Testing
import Wire

struct TermsTests {
    @Test(arguments: Engine.underTest)
    func peopleAcceptTheTermsThatAnAdministratorWrote(_ engine: Engine) async throws {
        let town = try await Town(engine, settings: ["MM_SUPPORTSETTINGS_CUSTOMTERMSOFSERVICEENABLED": "true"])
        #expect(await town.chat.get("/terms_of_service", as: town.ann).errorID == "app.terms_of_service.get.no_rows.app_error")
        let made = await town.chat.post("/terms_of_service", ["text": "be kind"], as: town.root)
        let id = made["id"]?.string ?? ""
        #expect(made.status == 200 && made["user_id"]?.string == town.root.id.raw)
        #expect(await town.chat.post("/terms_of_service", ["text": "be kind"], as: town.root)["id"]?.string == id)
        #expect(await town.chat.get("/config/client?format=old", as: town.ann)["CustomTermsOfServiceId"]?.string == id)
        #expect(await town.chat.get("/users/me", as: town.ann)["terms_of_service_id"] == nil)
        let path = "/users/\(town.ann.id)/terms_of_service"
        #expect(await town.chat.get(path, as: town.ann).status == 404)
        #expect(await town.chat.post(path, ["serviceTermsId": .string(id), "accepted": true], as: town.ann).status == 200)
        #expect(await town.chat.get(path, as: town.ann)["terms_of_service_id"]?.string == id)
        #expect(await town.chat.get("/users/me", as: town.ann)["terms_of_service_id"]?.string == id)
        #expect(await town.chat.post(path, ["serviceTermsId": .string(id), "accepted": false], as: town.ann).status == 200)
        #expect(await town.chat.get(path, as: town.ann).status == 404)
    }

    @Test func badTermsAreRefused() async throws {
        let town = try await Town(.sqlite)
        let off = await town.chat.post("/terms_of_service", ["text": "x"], as: town.root)
        #expect(off.errorID == "api.create_terms_of_service.custom_terms_of_service_disabled.app_error")
        #expect(await town.chat.post("/terms_of_service", ["text": "x"], as: town.ann).status == 403)
        let unknown: JSONValue = ["serviceTermsId": .string(String(repeating: "n", count: 26)), "accepted": true]
        #expect(await town.chat.post("/users/me/terms_of_service", unknown, as: town.ann).status == 400)
        #expect(town.chat.signals.isEmpty)
    }
}

import TestSupport
import Testing
import Wire

struct ProfileAttributeTests {
    private static let path = "/custom_profile_attributes"

    private static func choice(_ name: String) -> JSONValue {
        [
            "name": .string(name), "type": "select",
            "attrs": ["options": [["name": "Red"], ["name": "Blue", "color": "#00f"]], "sort_order": 2],
        ]
    }

    @Test(arguments: Engine.underTest)
    func anAdministratorAddsALineAndPeopleFillItIn(_ engine: Engine) async throws {
        let town = try await Town(engine)
        #expect(await town.chat.get(Self.path + "/fields", as: town.ann).json == [])
        let office = await town.chat.post(Self.path + "/fields", ["name": " Office ", "type": "text"], as: town.root)
        #expect(office.status == 201 && office["name"] == "Office" && office["attrs"]?["visibility"] == "when_set", "\(office.text)")
        #expect(town.chat.eventNames == ["custom_profile_attributes_field_created"])
        let color = await town.chat.post(Self.path + "/fields", Self.choice("Colour"), as: town.root)
        let options = color["attrs"]?["options"]?.array ?? [], blue = options.last?["id"]?.string ?? ""
        #expect(options.count == 2 && blue.count == 26)
        #expect(await town.chat.get(Self.path + "/fields", as: town.ann).json.array?.count == 2)
        let id = office["id"]?.string ?? "", colorID = color["id"]?.string ?? ""
        town.chat.forget()
        let set = await town.chat.send(
            "PATCH", Self.path + "/values", as: town.ann, json: .object([id: " 2nd floor ", colorID: .string(blue)]))
        #expect(set.status == 200 && set[id] == "2nd floor", "\(set.text)")
        #expect(town.chat.eventNames == ["custom_profile_attributes_values_updated"])
        #expect(await town.chat.get("/users/\(town.ann.id)/custom_profile_attributes", as: town.ben)[colorID]?.string == blue)
        let group = await town.chat.get(Self.path + "/group", as: town.ann)["id"]
        #expect(group == office["group_id"])
    }

    @Test(arguments: Engine.underTest)
    func aLineThatBecomesAnotherKindLosesItsValues(_ engine: Engine) async throws {
        let town = try await Town(engine)
        let id = await town.chat.post(Self.path + "/fields", ["name": "Office", "type": "text"], as: town.root)["id"]?.string ?? ""
        await town.chat.send("PATCH", Self.path + "/values", as: town.ann, json: .object([id: "home"]))
        town.chat.forget()
        let changed = await town.chat.send("PATCH", Self.path + "/fields/\(id)", as: town.root, json: Self.choice("Office"))
        #expect(changed["type"] == "select" && town.chat.events.first?.json["delete_values"] == true)
        #expect(await town.chat.get("/users/me/custom_profile_attributes", as: town.ann).json == [:])
        #expect(await town.chat.delete(Self.path + "/fields/\(id)", as: town.root).status == 200)
        #expect(town.chat.eventNames.last == "custom_profile_attributes_field_deleted")
        #expect(await town.chat.get(Self.path + "/fields", as: town.ann).json == [])
        let again = await town.chat.post(Self.path + "/fields", ["name": "Office", "type": "text"], as: town.root)
        #expect(again.status == 201)
    }

    @Test func whatDoesNotFitIsRefusedAndNothingChanges() async throws {
        let town = try await Town(.sqlite)
        for bad in [
            ["name": "", "type": "text"], ["name": "x", "type": "colour"], ["name": "x"],
            ["name": "x", "type": "text", "attrs": ["visibility": "never"]],
        ] as [JSONValue] {
            #expect(await town.chat.post(Self.path + "/fields", bad, as: town.root).status == 422)
        }
        #expect(await town.chat.post(Self.path + "/fields", ["name": "x", "type": "text"], as: town.ann).status == 403)
        let managed: JSONValue = ["name": "Rank", "type": "text", "attrs": ["managed": "admin"]]
        let rank = await town.chat.post(Self.path + "/fields", managed, as: town.root)["id"]?.string ?? ""
        let mail: JSONValue = ["name": "Mail", "type": "text", "attrs": ["value_type": "email"]]
        let address = await town.chat.post(Self.path + "/fields", mail, as: town.root)["id"]?.string ?? ""
        #expect(await town.chat.post(Self.path + "/fields", managed, as: town.root).status == 409)
        town.chat.forget()
        for (values, status) in [
            ([rank: "boss"], 403), ([address: "nobody"], 422), ([address: .string(String(repeating: "a", count: 70))], 422),
            ([address: 3], 422), ([String(repeating: "n", count: 26): "x"], 404), ([:], 400),
        ] as [(JSONObject, Int)] {
            let reply = await town.chat.send("PATCH", Self.path + "/values", as: town.ann, json: .object(values))
            #expect(reply.status == status, "\(reply.text)")
        }
        let other = await town.chat.send(
            "PATCH", "/users/\(town.ann.id)/custom_profile_attributes", as: town.ben, json: .object([rank: "x"]))
        #expect(other.status == 403 && town.chat.signals.isEmpty)
        let byAdmin = await town.chat.send(
            "PATCH", "/users/\(town.ann.id)/custom_profile_attributes", as: town.root, json: .object([rank: "x"]))
        #expect(byAdmin.status == 200)
    }

    @Test(arguments: Engine.underTest)
    func thereAreNeverMoreLinesThanTheLimit(_ engine: Engine) async throws {
        let town = try await Town(engine)
        await withTaskGroup(of: Int.self) { group in
            for number in 0..<24 {
                group.addTask {
                    await town.chat.post(Self.path + "/fields", ["name": .string("f\(number)"), "type": "text"], as: town.root).status
                }
            }
            var made = 0
            for await status in group where status == 201 { made += 1 }
            #expect(made == 20)
        }
    }
}

import Outside
import TestSupport
import Testing
import Wire

struct BrandTests {
    private static let path = "/brand/image"

    /// There is one picture in a folder.
    private static var ownFolder: [String: String] { ["MM_FILESETTINGS_DIRECTORY": TestDirectory.shared.path("brand-\(Token.secret())")] }

    private func send(_ chat: Harness, _ bytes: [UInt8], field: String = "image", as person: Person) async -> Harness.Reply {
        let head = "--edge\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"b.png\"\r\nContent-Type: image/png\r\n\r\n"
        return await chat.send(
            "POST", Self.path, as: person, body: Array(head.utf8) + bytes + Array("\r\n--edge--\r\n".utf8),
            fields: [("Content-Type", "multipart/form-data; boundary=edge")])
    }

    @Test(arguments: Engine.underTest)
    func thePictureOfThePageIsSetShownToAnybodyAndRemoved(_ engine: Engine) async throws {
        let chat = try await Harness(engine, settings: Self.ownFolder)
        let admin = try await chat.person("ann")
        let picture = try PNG.encode(Bitmap(width: 20, height: 6, pixels: [UInt8](repeating: 90, count: 480)))
        let set = await send(chat, picture, as: admin)
        #expect(set.status == 201 && set["status"] == "OK")
        let shown = await chat.get(Self.path)
        #expect(shown.status == 200 && PictureHeader(shown.body).map { $0.width == 20 && $0.height == 6 } == true)
        #expect(await chat.delete(Self.path, as: admin)["status"] == "OK")
        #expect(await chat.get(Self.path).status == 404)
        #expect(await chat.delete(Self.path, as: admin).errorID == "api.admin.delete_brand_image.storage.not_found")
    }

    @Test func whatIsNoPictureOrNotAllowedChangesNothing() async throws {
        let chat = try await Harness(.sqlite, settings: Self.ownFolder)
        let admin = try await chat.person("ann"), member = try await chat.person("ben")
        let picture = try PNG.encode(Bitmap(width: 1, height: 1, pixels: [1, 2, 3, 255]))
        #expect(await send(chat, picture, as: member).status == 403)
        #expect(await chat.delete(Self.path, as: member).status == 403)
        #expect(await send(chat, Array("words".utf8), as: admin).errorID == "brand.save_brand_image.check_image_limits.app_error")
        #expect(await send(chat, Array(picture.prefix(40)), as: admin).errorID == "brand.save_brand_image.decode.app_error")
        #expect(await send(chat, picture, field: "other", as: admin).errorID == "api.admin.upload_brand_image.no_file.app_error")
        #expect(await chat.post(Self.path, ["image": "x"], as: admin).errorID == "api.admin.upload_brand_image.parse.app_error")
        #expect(await chat.get(Self.path).status == 404)
    }
}

import Foundation
import Outside
import TestSupport
import Testing
import Wire

struct UserImageTests {
    private func form(_ bytes: [UInt8], field: String = "image") -> (body: [UInt8], fields: [(String, String)]) {
        let head = "--edge\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"me.png\"\r\nContent-Type: image/png\r\n\r\n"
        return (Array(head.utf8) + bytes + Array("\r\n--edge--\r\n".utf8), [("Content-Type", "multipart/form-data; boundary=edge")])
    }

    @Test(arguments: Engine.underTest)
    func aPictureIsMadeThenChosenThenMadeAgain(_ engine: Engine) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "martlet-pictures-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let chat = try await Harness(engine, settings: ["MM_FILESETTINGS_DIRECTORY": folder.path])
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        let made = await chat.get("/users/\(ann.id)/image", as: ben)
        #expect(made.status == 200 && PictureHeader(made.body).map { [$0.width, $0.height] } == [128, 128])
        let chosen = try Avatar.png(name: "z", id: "chosen"), sent = form(chosen)
        chat.forget()
        #expect(await chat.send("POST", "/users/\(ann.id)/image", as: ann, body: sent.body, fields: sent.fields).status == 200)
        #expect(chat.eventNames == ["user_updated"])
        let shown = await chat.get("/users/\(ann.id)/image", as: ben)
        #expect(shown.body != made.body)
        let tag = try #require(shown.field("Etag"))
        #expect(await chat.send("GET", "/users/\(ann.id)/image", as: ben, fields: [("If-None-Match", tag)]).status == 304)
        #expect(await chat.delete("/users/\(ann.id)/image", as: ann).status == 200)
        #expect(await chat.get("/users/\(ann.id)/image", as: ben).body == made.body)
    }

    @Test(arguments: Engine.underTest)
    func badPicturesAreRefusedAndNobodyHears(_ engine: Engine) async throws {
        let chat = try await Harness(engine)
        let ann = try await chat.person("ann"), ben = try await chat.person("ben")
        chat.forget()
        let text = form(Array("this is text".utf8)), wrong = form([], field: "other")
        let path = "/users/\(ann.id)/image"
        #expect(
            await chat.send("POST", path, as: ann, body: text.body, fields: text.fields).errorID
                == "api.user.upload_profile_user.check_image_limits.app_error")
        #expect(
            await chat.send("POST", path, as: ann, body: wrong.body, fields: wrong.fields).errorID
                == "api.user.upload_profile_user.no_file.app_error")
        #expect(await chat.send("POST", path, as: ann, json: [:]).errorID == "api.user.upload_profile_user.parse.app_error")
        #expect(await chat.send("POST", path, as: ben, body: text.body, fields: text.fields).status == 403)
        #expect(await chat.delete(path, as: ben).status == 403)
        #expect(await chat.get("/users/\(String(repeating: "z", count: 26))/image", as: ann).status == 404)
        #expect(chat.signals.isEmpty)
    }
}

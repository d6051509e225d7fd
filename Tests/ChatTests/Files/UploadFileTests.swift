import Database
import Outside
import TestSupport
import Testing
import Wire

@testable import Chat

struct UploadFileTests {
    @Test(arguments: Engine.underTest)
    func aFileIsKeptAndGivenBackAndNobodyHears(_ engine: Engine) async throws {
        let world = try await FileWorld(engine)
        let reply = await world.upload("note.txt", Array("a word".utf8))
        let info = reply.file
        #expect(reply.status == 201 && reply["client_ids"]?.isNull == true)
        #expect(
            info?["mime_type"]?.string == "text/plain; charset=utf-8" && info?["size"]?.integer == 6
                && info?["mini_preview"]?.isNull == true)
        #expect(info?["post_id"] == nil && info?["has_preview_image"] == nil && info?["extension"]?.string == "txt")
        let id = try #require(info?["id"]?.string)
        let got = await world.chat.get("/files/\(id)", as: world.ben)
        #expect(got.text == "a word" && got.field("content-disposition") == "attachment;filename=\"note.txt\"; filename*=UTF-8''note.txt")
        #expect(await world.chat.get("/files/\(id)/info", as: world.ben)["name"]?.string == "note.txt")
        #expect(try await world.stored() == ["20231114/teams/noteam/channels/\(world.room)/users/\(world.ann.id)/\(id)/note.txt"])
        let (content, journal) = try await world.chat.db.read { tx in
            (
                try tx.value("SELECT content FROM fileinfo", as: String.self),
                try tx.value("SELECT COUNT(*) FROM martlet_filejournal", as: Int64.self)
            )
        }
        #expect(content == "a word" && journal == 0)
        #expect(world.chat.signals.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func aFormBringsSeveralFilesWithTheirClientIds(_ engine: Engine) async throws {
        let world = try await FileWorld(engine)
        let files: [(head: String, bytes: [UInt8])] = [
            ("name=\"files\"; filename=\"one.txt\"", [49]), ("name=\"files\"; filename=\"../../up/tw\\\"o ☃.txt\"", []),
            ("name=\"client_ids\"", [97]), ("name=\"client_ids\"", [98]), ("name=\"channel_id\"", Array(world.room.utf8)),
        ]
        let reply = await world.form(files)
        #expect(reply.status == 201 && reply["client_ids"]?.strings == ["a", "b"])
        #expect(reply["file_infos"]?.array?.map { $0["name"]?.string } == ["one.txt", "tw\"o ☃.txt"])
        #expect(reply["file_infos"]?.array?.map { $0["size"]?.integer } == [1, 0])
        #expect(await world.form(Array(files.dropFirst())).errorID == "api.file.upload_file.incorrect_number_of_client_ids.app_error")
        #expect(await world.form(Array(files.dropFirst(2))).errorID == "api.file.upload_file.incorrect_number_of_client_ids.app_error")
        #expect(await world.form([]).status == 400)
        #expect(try await world.rows() == 2)
        #expect(try await world.stored().count == 2)
    }

    @Test(arguments: Engine.underTest)
    func aPictureGetsSmallerOnes(_ engine: Engine) async throws {
        let world = try await FileWorld(engine)
        let bytes = try JPEG.encode(try FileWorld.picture(240, 120))
        let reply = await world.upload("wide.JPG", bytes), info = reply.file
        #expect(info?["width"]?.integer == 240 && info?["height"]?.integer == 120 && info?["has_preview_image"]?.bool == true)
        #expect(PictureHeader(Base64.decode(info?["mini_preview"]?.string ?? "") ?? [])?.width == 16)
        let id = try #require(info?["id"]?.string)
        let small = await world.chat.get("/files/\(id)/thumbnail", as: world.ben), header = try #require(PictureHeader(small.body))
        #expect(header.width == 120 && header.height == 60 && small.contentType == "image/jpeg")
        #expect(PictureHeader(await world.chat.get("/files/\(id)/preview", as: world.ben).body)?.width == 240)
        #expect(try await world.stored().count == 3)
    }

    @Test func whatIsNoPictureIsKeptWithoutSmallerOnes() async throws {
        let world = try await FileWorld(.sqlite)
        let id = try await world.uploaded("fake.png", Array("words".utf8))
        #expect(
            await world.chat.get("/files/\(id)/thumbnail", as: world.ann).errorID == "api.file.get_file_thumbnail.no_thumbnail.app_error")
        #expect(await world.chat.get("/files/\(id)/preview", as: world.ann).errorID == "api.file.get_file_preview.no_preview.app_error")
        let cut = await world.upload("cut.png", Array(try PNG.encode(try FileWorld.picture(40, 30)).prefix(100)))
        #expect(cut.file?["width"]?.integer == 40 && cut.file?["mini_preview"]?.isNull == true)
        let svg = await world.upload("a.svg", Array("<?xml?><svg xmlns='x' width=\"30px\" height='20'></svg>".utf8))
        #expect(svg.file?["width"]?.integer == 30 && svg.file?["height"]?.integer == 20)
    }

    @Test(arguments: Engine.underTest)
    func refusalsLeaveNothing(_ engine: Engine) async throws {
        let world = try await FileWorld(
            engine, settings: ["MM_FILESETTINGS_MAXFILESIZE": "1000", "MM_FILESETTINGS_MAXIMAGERESOLUTION": "100"])
        #expect(await world.upload("x", [1], as: world.outsider).errorID == "api.context.permissions.app_error")
        #expect(await world.upload("x", [UInt8](repeating: 1, count: 1001)).errorID == "api.file.upload_file.too_large_detailed.app_error")
        #expect(await world.upload("x", []).errorID == "api.file.upload_file.read_request.app_error")
        #expect(await world.upload("", [1]).errorID == "api.context.invalid_url_param.app_error")
        #expect(await world.upload("a\0b", [1]).status == 400)
        #expect(await world.upload(String(repeating: "n", count: 257), [1]).status == 400)
        var bomb = try PNG.encode(Bitmap(width: 1, height: 1, pixels: [0, 0, 0, 0]))
        bomb.replaceSubrange(16..<24, with: [0, 0, 0x7F, 0xFF, 0, 0, 0x7F, 0xFF])
        #expect(await world.upload("bomb.png", bomb).errorID == "api.file.upload_file.large_image_detailed.app_error")
        let cut = await world.chat.send(
            "POST", "/files?channel_id=\(world.room)", as: world.ann, body: Array("--edge\r\nContent-Disp".utf8),
            fields: [("Content-Type", "multipart/form-data; boundary=edge")])
        #expect(cut.errorID == "api.file.upload_file.read_request.app_error")
        #expect(try await world.rows() == 0)
        #expect(try await world.stored().isEmpty)
        let off = try await FileWorld(engine, settings: ["MM_FILESETTINGS_ENABLEFILEATTACHMENTS": "false"])
        #expect(await off.upload("x", [1]).errorID == "api.file.attachments.disabled.app_error")
    }

    @Test(arguments: [".hidden", "two words .txt", "back\\slash.txt", String(repeating: "ü", count: 200) + ".txt", "..."])
    func namesAreKeptWhateverTheyAre(_ name: String) async throws {
        let world = try await FileWorld(.sqlite)
        let id = try await world.uploaded(name, [7])
        #expect(await world.chat.get("/files/\(id)/info", as: world.ann)["name"]?.string == name)
        #expect(await world.chat.get("/files/\(id)", as: world.ann).body == [7])
    }
}

import Outside
import TestSupport
import Testing
import Wire

@testable import Chat

struct FilesOnS3Tests {
    private func world(_ engine: Engine) async throws -> FileWorld {
        let place = try await S3World.shared().place
        return try await FileWorld(
            engine,
            settings: [
                "MM_FILESETTINGS_DRIVERNAME": "amazons3", "MM_FILESETTINGS_AMAZONS3BUCKET": place.bucket,
                "MM_FILESETTINGS_AMAZONS3ENDPOINT": place.endpoint, "MM_FILESETTINGS_AMAZONS3SSL": "false",
                "MM_FILESETTINGS_AMAZONS3ACCESSKEYID": place.accessKey, "MM_FILESETTINGS_AMAZONS3SECRETACCESSKEY": place.secretKey,
                "MM_FILESETTINGS_AMAZONS3PATHPREFIX": place.prefix,
            ])
    }

    @Test(arguments: Engine.underTest)
    func filesAndPicturesLieWhereTheSchemaSays(_ engine: Engine) async throws {
        let world = try await world(engine), bytes = try PNG.encode(try FileWorld.picture(240, 120))
        let id = try await world.uploaded("wide.png", bytes)
        let base = "20231114/teams/noteam/channels/\(world.room)/users/\(world.ann.id)/\(id)/wide"
        #expect(try await world.stored() == ["\(base).png", "\(base)_preview.png", "\(base)_thumb.png"])
        #expect(await world.chat.get("/files/\(id)", as: world.ben).body == bytes)
        let part = await world.chat.send("GET", "/files/\(id)", as: world.ben, fields: [("Range", "bytes=1-3")])
        #expect(part.status == 206 && part.text == "PNG")
        #expect(PictureHeader(await world.chat.get("/files/\(id)/thumbnail", as: world.ben).body)?.width == 120)
    }

    @Test func thePingAsksTheBucket() async throws {
        let world = try await world(.sqlite), well = await world.chat.get("/system/ping?get_server_status=true")
        #expect(well.status == 200 && well["filestore_status"] == "OK")
        let ill = try await Harness(
            .sqlite,
            settings: [
                "MM_FILESETTINGS_DRIVERNAME": "amazons3", "MM_FILESETTINGS_AMAZONS3BUCKET": "media", "MM_FILESETTINGS_AMAZONS3SSL": "false",
                "MM_FILESETTINGS_AMAZONS3ENDPOINT": "127.0.0.1:1", "MM_FILESETTINGS_AMAZONS3ACCESSKEYID": "a",
                "MM_FILESETTINGS_AMAZONS3SECRETACCESSKEY": "b",
            ]
        ).get("/system/ping?get_server_status=true")
        #expect(ill.status == 500 && ill["filestore_status"] == "UNHEALTHY")
    }

    @Test func picturesOfPeopleAndTeamsComeAndGo() async throws {
        let world = try await world(.sqlite), bytes = try PNG.encode(try FileWorld.picture(60, 40))
        for path in ["/users/\(world.ann.id)/image", "/teams/\(world.team)/image"] {
            let made = await world.chat.get(path, as: world.ann)
            let sent = await world.form([("name=\"image\"; filename=\"me.png\"", bytes)], path: path)
            #expect(sent.status == 200, "\(sent.text)")
            let shown = await world.chat.get(path, as: world.ann)
            #expect(PictureHeader(shown.body)?.width == 128 && shown.body != made.body)
        }
        #expect(try await world.stored() == ["teams/\(world.team)/teamIcon.png", "users/\(world.ann.id)/profile.png"])
        #expect(await world.chat.delete("/users/\(world.ann.id)/image", as: world.ann).status == 200)
        #expect(await world.chat.delete("/teams/\(world.team)/image", as: world.ann).status == 200)
        #expect(await world.chat.get("/teams/\(world.team)/image", as: world.ann).status == 404)
    }

    @Test func aServerWithAMalformedEndpointDoesNotStart() async throws {
        let settings = [
            "MM_FILESETTINGS_DRIVERNAME": "amazons3", "MM_FILESETTINGS_AMAZONS3BUCKET": "media",
            "MM_FILESETTINGS_AMAZONS3ENDPOINT": "http://minio:9000/",
        ]
        await #expect {
            _ = try await Harness(.sqlite, settings: settings)
        } throws: { "\($0)".contains("AmazonS3Endpoint: \"http://minio:9000/\" is not of the form host or host:port") }
    }
}

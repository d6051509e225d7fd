import Database
import TestSupport
import Testing
import Wire

@testable import Chat

/// Who finds what, and how the index follows what happens to messages.
struct SearchAccessTests {
    @Test(arguments: Engine.underTest)
    func onlyMembersOfTheChannelFind(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let secret = try await world.channel("secret", with: [world.ben]), talk = try await world.direct(world.ann, world.ben)
        let open = try await world.say("pelican one"), hidden = try await world.say("pelican two", in: secret)
        let direct = try await world.say("pelican three", in: talk)
        #expect(await world.found("pelican") == [direct, hidden, open])
        #expect(await world.found("pelican", as: world.ben) == [direct, hidden, open])
        #expect(await world.found("pelican", as: world.cora) == [])
        #expect(await world.found("pelican", as: world.admin) == [])
        #expect(await world.found("in:secret", as: world.cora) == [])
        #expect(await world.found("from:ann", as: world.cora) == [])
        #expect(await world.found("pelican", as: world.outsider, everywhere: true) == [])
        await world.chat.delete("/channels/\(secret)/members/\(world.ben.id.raw)", as: world.ann)
        #expect(await world.found("pelican", as: world.ben) == [direct, open])
        await world.chat.post("/channels/\(secret)/members", ["user_id": .string(world.ben.id.raw)], as: world.ann)
        #expect(await world.found("pelican", as: world.ben) == [direct, hidden, open])
        await world.chat.delete("/teams/\(world.team)/members/\(world.ben.id.raw)", as: world.admin)
        #expect(await world.found("pelican", as: world.ben, everywhere: true) == [direct])
    }

    @Test(arguments: Engine.underTest)
    func strangersAndBadRequestsAreRefused(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        for kind in ["posts", "files"] {
            let path = "/teams/\(world.team)/\(kind)/search", body: JSONValue = ["terms": "x"]
            world.refuses(await world.chat.post(path, body), 401, "api.context.session_expired.app_error")
            world.refuses(await world.chat.post(path, body, as: world.outsider), 403, "api.context.permissions.app_error")
            world.refuses(await world.chat.post(path, ["terms": ""], as: world.ann), 400, "api.context.invalid_body_param.app_error")
            world.refuses(await world.chat.post(path, [:], as: world.ann), 400, "api.context.invalid_body_param.app_error")
            world.refuses(await world.chat.post(path, ["terms": 5], as: world.ann), 400, "api.post.search_\(kind).invalid_body.app_error")
            world.refuses(
                await world.chat.send("POST", path, as: world.ann, body: Array("{".utf8)), 400,
                "api.post.search_\(kind).invalid_body.app_error")
            let nowhere = "/teams/\(String(repeating: "z", count: 26))/\(kind)/search"
            world.refuses(await world.chat.post(nowhere, body, as: world.ann), 403, "api.context.permissions.app_error")
            let odd: JSONValue = [
                "terms": "x\u{0}y on:2020-01-01", "page": 9_223_372_036_854_775_807, "per_page": -5,
                "time_zone_offset": -9_223_372_036_854_775_807,
            ]
            #expect([200, 400].contains(await world.chat.post(path, odd, as: world.ann).status))
        }
        let off = try await Harness(engine, settings: ["MM_SERVICESETTINGS_ENABLEPOSTSEARCH": "false"])
        let person = try await off.person("root")
        #expect(await off.post("/posts/search", ["terms": "x"], as: person).errorID == "store.sql_post.search.disabled")
    }

    @Test(arguments: Engine.underTest)
    func theIndexFollowsEditsAndDeletions(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let id = try await world.say("walrus"), other = try await world.say("walrus too")
        #expect(await world.found("walrus") == [other, id])
        await world.chat.put("/posts/\(id)/patch", ["message": "ostrich"], as: world.ann)
        #expect(await world.found("walrus") == [other])
        #expect(await world.found("ostrich") == [id])
        await world.chat.delete("/posts/\(other)", as: world.ann)
        #expect(await world.found("walrus") == [])
        #expect(await world.found("joined") == [], "messages of the system are not found")
        try await world.chat.db.write { tx in _ = try tx.execute("DELETE FROM posts WHERE id = \(id)") }
        #expect(await world.found("ostrich") == [])
        #expect(try await world.count("SELECT count(*) FROM martlet_search_posts") == 0)
        #expect(try await world.count("SELECT count(*) FROM martlet_search_queue") == 0)
        if engine == .sqlite {
            try await world.chat.db.write { tx in
                _ = try tx.execute("INSERT INTO martlet_search_postswords (martlet_search_postswords) VALUES ('integrity-check')")
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func archivedChannelsAreSearchedWhenAskedFor(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), dock = try await world.channel("dock", type: "O")
        let id = try await world.say("heron", in: dock)
        await world.chat.delete("/channels/\(dock)", as: world.ann)
        #expect(await world.found("heron") == [])
        #expect(await world.found("in:dock") == [])
        #expect(await world.found("heron", ["include_deleted_channels": true]) == [id])
    }

    @Test(arguments: Engine.underTest)
    func aMovedMessageIsFoundWhereItIs(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), secret = try await world.channel("secret")
        let id = try await world.say("stork", as: world.ben)
        #expect(await world.found("stork", as: world.ben) == [id])
        try await world.chat.db.write { tx in _ = try tx.execute("UPDATE posts SET channelid = \(secret) WHERE id = \(id)") }
        #expect(await world.found("stork", as: world.ben) == [])
        #expect(await world.found("stork in:secret") == [id])
    }

    @Test(arguments: Engine.underTest)
    func whatWasThereBeforeIsRead(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        var ids: [String] = []
        for number in 0..<7 { ids.insert(try await world.say("puffin \(number)"), at: 0) }
        try await world.chat.db.write { tx in
            _ = try tx.execute("DELETE FROM martlet_search_queue")
            if engine == .sqlite {
                _ = try tx.execute("UPDATE martlet_search_seen SET id = (SELECT id FROM posts ORDER BY rowid DESC LIMIT 1)")
            }
            try RebuildIndex().run(in: tx)
        }
        #expect(await world.found("puffin") == [])
        while try await world.chat.db.write(isolation: .readCommitted, { tx in try IndexChanges(limit: 3).run(in: tx) }) {}
        #expect(await world.found("puffin") == ids)
        try await world.chat.db.write { tx in try RebuildIndex().run(in: tx) }
        try await world.settle()
        #expect(await world.found("puffin") == ids, "reading all again changes nothing")
        #expect(try await world.count("SELECT count(*) FROM martlet_search_progress") == 0)
    }

    @Test(arguments: Engine.underTest)
    func editsAndIndexingAtTheSameTimeEndInTheNewestText(_ engine: Engine) async throws {
        let world = try await PostWorld(engine)
        let id = try await world.say("draft 0")
        await withTaskGroup(of: Void.self) { group in
            for number in 1...6 {
                group.addTask { _ = await world.chat.put("/posts/\(id)/patch", ["message": .string("draft \(number)")], as: world.ann) }
                group.addTask { _ = await world.found("draft") }
            }
        }
        let text = await world.chat.get("/posts/\(id)", as: world.ann)["message"]?.string ?? ""
        #expect(await world.found("\"\(text)\"") == [id])
        let others = (0...6).map { "draft \($0)" }.filter { $0 != text }
        for other in others { #expect(await world.found("\"\(other)\"") == []) }
    }

    @Test(arguments: Engine.underTest)
    func filesAreFoundByNameContentAndEnding(_ engine: Engine) async throws {
        let world = try await PostWorld(engine), room = world.room, ann = world.ann.id.raw
        let post = try await world.say("see attachment")
        let file = "f" + String(repeating: "b", count: 25)
        try await world.chat.db.write { tx in
            _ = try tx.execute(
                """
                INSERT INTO fileinfo (id, creatorid, postid, channelid, createat, updateat, deleteat, path, thumbnailpath, previewpath, name,
                    extension, size, mimetype, width, height, haspreviewimage, content, remoteid, archived)
                VALUES (\(file), \(ann), \(post), \(room), 1600000000000, 0, 0, 'x', '', '', 'budget-2026_final.txt', 'txt', 5, 'text/plain',
                    0, 0, FALSE, 'ships sail to zanzibar', '', FALSE)
                """)
        }
        func files(_ terms: String, as person: Person? = nil) async -> [String] {
            let reply = await world.chat.post("/teams/\(world.team)/files/search", ["terms": .string(terms)], as: person ?? world.ann)
            #expect(reply["file_infos"]?.object?.members.count == reply["order"]?.strings?.count, "\(reply.text)")
            return reply["order"]?.strings ?? [reply.text]
        }
        for terms in [
            "budget", "2026", "budget-2026_final.txt", "zanz*", "sailing", "ext:txt", "ext:txt -ext:pdf budget", "from:ann in:deck",
            "on:2020-09-13",
        ] {
            #expect(await files(terms) == [file], "\(terms)")
        }
        for terms in ["ext:pdf", "budget -zanzibar", "budget from:ben", "attachment", "ext:txt -budget"] {
            #expect(await files(terms) == [], "\(terms)")
        }
        #expect(await files("budget", as: world.ben) == [file])
        #expect(await files("budget", as: world.cora) == [])
        await world.chat.delete("/posts/\(post)", as: world.ann)
        #expect(await files("budget") == [])
        #expect(await files("ext:txt") == [])
        #expect(try await world.count("SELECT count(*) FROM martlet_search_files") == 0)
    }
}

import Database
import Foundation
import Outside
import TestSupport
import Testing
import Wire

@testable import Chat

/// A `PostWorld` whose files lie in a folder of their own.
struct FileWorld {
    let chat: Harness
    let folder: String
    let ann, ben, outsider: Person
    let team, room: String

    init(_ engine: Engine, settings: [String: String] = [:]) async throws {
        folder = TestDirectory.shared.path("files-\(UUID())")
        chat = try await Harness(engine, settings: ["MM_FILESETTINGS_DIRECTORY": folder].merging(settings) { $1 })
        ann = try await chat.person("ann")
        ben = try await chat.person("ben")
        outsider = try await chat.person("olga")
        let made = await chat.post("/teams", ["name": "crew", "display_name": "Crew", "type": "O"], as: ann)
        team = try #require(made["id"]?.string)
        await chat.post("/teams/\(team)/members", ["team_id": .string(team), "user_id": .string(ben.id.raw)], as: ann)
        let channel = await chat.post(
            "/channels", ["team_id": .string(team), "name": "deck", "display_name": "Deck", "type": "P"], as: ann)
        room = try #require(channel["id"]?.string)
        await chat.post("/channels/\(room)/members", ["user_id": .string(ben.id.raw)], as: ann)
        chat.forget()
    }

    /// One file as the body.
    func upload(_ name: String, _ bytes: [UInt8], as person: Person? = nil) async -> Harness.Reply {
        let name = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
        return await chat.send(
            "POST", "/files?channel_id=\(room)&filename=\(name)", as: person ?? ann, body: bytes,
            fields: [("Content-Type", "application/octet-stream")])
    }

    /// The id of an uploaded file.
    func uploaded(_ name: String, _ bytes: [UInt8]) async throws -> String {
        let reply = await upload(name, bytes)
        return try #require(reply.file?["id"]?.string, "\(reply.text)")
    }

    func form(_ parts: [(head: String, bytes: [UInt8])], as person: Person? = nil, path: String = "/files") async -> Harness.Reply {
        var body: [UInt8] = []
        for part in parts { body += Array("--edge\r\nContent-Disposition: form-data; \(part.head)\r\n\r\n".utf8) + part.bytes + [13, 10] }
        return await chat.send(
            "POST", path, as: person ?? ann, body: body + Array("--edge--\r\n".utf8),
            fields: [("Content-Type", "multipart/form-data; boundary=edge")])
    }

    /// What lies in the store.
    func stored() async throws -> [String] { try await chat.services.files.list("") }

    func post(_ files: [String]) async throws -> String {
        let reply = await chat.post(
            "/posts", ["channel_id": .string(room), "message": "see", "file_ids": .array(files.map { .string($0) })], as: ann)
        return try #require(reply["id"]?.string, "\(reply.text)")
    }

    func rows() async throws -> Int64 { try await chat.db.read { try $0.value("SELECT COUNT(*) FROM fileinfo") ?? 0 } }

    static func picture(_ width: Int, _ height: Int) throws -> Bitmap {
        Bitmap(
            width: width, height: height, pixels: (0..<width * height * 4).map { $0 % 4 == 3 ? 255 : UInt8(truncatingIfNeeded: $0 / 97) })
    }
}

extension Harness.Reply {
    /// The first file that an upload made.
    var file: JSONValue? { self["file_infos"]?.array?.first }
}

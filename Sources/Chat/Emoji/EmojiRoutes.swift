internal import Database
internal import Network
internal import Outside
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/emoji | `AddEmoji` | create_emojis, anywhere | emoji_added |
/// | GET | /api/v4/emoji | | a session | |
/// | GET | /api/v4/emoji/autocomplete | | a session | |
/// | POST | /api/v4/emoji/names | | a session | |
/// | POST | /api/v4/emoji/search | | a session | |
/// | GET | /api/v4/emoji/name/{emoji_name} | | a session | |
/// | GET | /api/v4/emoji/{emoji_id} | | a session | |
/// | GET | /api/v4/emoji/{emoji_id}/image | | a session | |
/// | DELETE | /api/v4/emoji/{emoji_id} | `RemoveEmoji` | delete_emojis, of others delete_others_emojis too | |
struct EmojiRoutes {
    let services: Services
    private static let searchLimit: Int64 = 100
    private static let nameLimit = 200

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/emoji", add)
        routes.signedIn("GET", "/api/v4/emoji", list)
        routes.signedIn("GET", "/api/v4/emoji/autocomplete", complete)
        routes.signedIn("POST", "/api/v4/emoji/names", named)
        routes.signedIn("POST", "/api/v4/emoji/search", search)
        routes.signedIn("GET", "/api/v4/emoji/name/{emoji_name}", findByName)
        routes.signedIn("GET", "/api/v4/emoji/{emoji_id}", find)
        routes.signedIn("GET", "/api/v4/emoji/{emoji_id}/image", image)
        routes.signedIn("DELETE", "/api/v4/emoji/{emoji_id}", remove)
    }

    @Sendable func add(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try checkThatEmojiAreOn()
        guard let form = Multipart(request) else { throw APIError.emojiFormUnreadable }
        guard request.body.count <= AddEmoji.byteLimit + 16_384 else { throw APIError.emojiTooLarge }
        guard let text = form.text("emoji") else { throw APIError.invalidParameter("emoji") }
        let given: (name: String, creator: String)
        do {
            let fields = try JSONFields(try JSONReader.read(text))
            given = (try fields.string("name") ?? "", try fields.string("creator_id") ?? "")
        } catch { throw APIError.invalidParameter("emoji") }
        guard let file = form.file("image") else { throw APIError.invalidParameter("createEmoji") }
        guard file.bytes.count <= AddEmoji.byteLimit else { throw APIError.emojiTooLarge }
        let add = AddEmoji(
            name: given.name, creator: ID(given.creator), picture: Array(file.bytes), access: context.access, services: services)
        return HTTPResponse(json: try await add.run())
    }

    @Sendable func list(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try checkThatEmojiAreOn()
        let sort = request.asked.text("sort"), paging = request.paging
        guard sort.isEmpty || sort == "name" else { throw APIError.invalidURLParameter("sort") }
        return HTTPResponse(json: try await services.db.readOne { try $0.emoji.page(byName: sort == "name", paging) })
    }

    @Sendable func complete(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try checkThatEmojiAreOn()
        let name = request.asked.text("name")
        guard !name.isEmpty else { throw APIError.invalidURLParameter("name") }
        return HTTPResponse(json: try await found(name, onlyPrefix: true))
    }

    @Sendable func search(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try checkThatEmojiAreOn()
        let (term, onlyPrefix) = try request.decode(as: "emoji_search") { fields in
            (try fields.string("term") ?? "", try fields.bool("prefix_only") ?? false)
        }
        guard !term.isEmpty else { throw APIError.invalidParameter("term") }
        return HTTPResponse(json: try await found(term, onlyPrefix: onlyPrefix))
    }

    private func found(_ term: String, onlyPrefix: Bool) async throws -> [Emoji] {
        guard !term.utf8.contains(0) else { throw APIError.invalidParameter("term") }
        return try await services.db.readOne { try $0.emoji.search(term, onlyPrefix: onlyPrefix, limit: Self.searchLimit) }
    }

    @Sendable func named(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let names = try request.strings()
        guard !names.isEmpty else { throw APIError.invalidParameter("names") }
        guard names.count <= Self.nameLimit else { throw APIError.tooManyEmojiNames }
        try checkThatEmojiAreOn()
        return HTTPResponse(json: try await services.db.readOne { try $0.emoji.find(names: names) })
    }

    @Sendable func findByName(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try checkThatEmojiAreOn()
        let name = request.parameters[0]
        guard name.utf8.count <= EmojiText.nameLength, name.utf8.allSatisfy(EmojiText.isPart) else { throw APIError.emojiUnknown }
        guard let emoji = try await services.db.readOne({ try $0.emoji.find(name: name) }) else { throw APIError.emojiUnknown }
        return HTTPResponse(json: emoji)
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        HTTPResponse(json: try await existing(request))
    }

    @Sendable func image(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let emoji = try await existing(request)
        let bytes: [UInt8]
        do { bytes = try await services.files.read(emoji.path, range: nil) } catch { throw APIError.emojiPictureMissing }
        return HTTPResponse(
            contentType: Self.mimeType(of: bytes),
            fields: [(name: "Cache-Control", value: "max-age=2592000, private")], bytes: bytes)
    }

    private static func mimeType(of picture: [UInt8]) -> String {
        switch PictureHeader(picture)?.format {
        case .gif: "image/gif"
        case .jpeg: "image/jpeg"
        default: "image/png"
        }
    }

    private func existing(_ request: HTTPRequest) async throws -> Emoji {
        let id: ID<Emoji> = try request.id(0, "emoji_id")
        try checkThatEmojiAreOn()
        guard let emoji = try await services.db.readOne({ try $0.emoji.find(id) }) else { throw APIError.emojiNotFound }
        return emoji
    }

    @Sendable func remove(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await RemoveEmoji(id: try request.id(0, "emoji_id"), access: context.access, services: services).run()
        return .ok
    }

    private func checkThatEmojiAreOn() throws {
        guard services.settings.current[ServiceSettings.enableCustomEmoji] else { throw APIError.emojiAreOff }
    }
}

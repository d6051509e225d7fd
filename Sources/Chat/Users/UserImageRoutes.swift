internal import Database
internal import Network
internal import Outside
internal import Wire

/// Doors to the pictures of people.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /users/{user_id}/image | | sees the account | |
/// | GET | /users/{user_id}/image/default | | sees the account | |
/// | POST | /users/{user_id}/image | SetPicture | own, or edit_other_users | user_updated |
/// | DELETE | /users/{user_id}/image | SetPicture | own, or edit_other_users | user_updated |
struct UserImageRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        let path = "/api/v4/users/{user_id:alnum}/image"
        routes.signedIn("GET", path, find)
        routes.signedIn("GET", path + "/default", findMade)
        routes.signedIn("POST", path, set)
        routes.signedIn("DELETE", path, remove)
    }

    /// A chosen picture comes from the store; one that is made from the name is made again each time, and known by the same
    /// number as long as the name stays.
    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let user = try await seen(request, context), tag = String(user.lastPictureUpdate)
        if request.field("if-none-match") == tag { return HTTPResponse(status: 304, fields: [("Etag", tag)]) }
        guard user.lastPictureUpdate > 0 else { return Self.picture(try await made(user), tag: tag) }
        do {
            return Self.picture(try await services.files.read(Self.path(of: user.id), range: nil), tag: tag)
        } catch OutsideError.notFound {
            return Self.picture(try await made(user), tag: nil, age: 300)
        }
    }

    @Sendable func findMade(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        Self.picture(try await made(try await seen(request, context)), tag: nil)
    }

    private func seen(_ request: HTTPRequest, _ context: SignedIn) async throws -> User {
        let id = try request.userID(0, context)
        return try await services.db.read { tx in try context.access.visible(id, in: tx).user }
    }

    private func made(_ user: User) async throws -> [UInt8] {
        try await services.drawing.run { try Avatar.png(name: user.username, id: user.id.raw) }
    }

    @Sendable func set(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        _ = try await services.db.read { tx in try context.access.editable(id, in: tx).user.id }
        let settings = services.settings.current
        let form = PictureForm(unreadable: .pictureUnreadable, missing: .pictureMissing, tooLarge: .pictureTooLarge)
        let bytes = try form.bytes(of: request, settings), limit = Int(settings[FileSettings.maxImageResolution])
        let picture = try await services.draw(orThrow: .pictureRefused) {
            try Avatar.png(from: try Picture.decode(bytes, pixelLimit: limit, enough: Avatar.side))
        }
        try await services.files.write(.bytes(picture), to: Self.path(of: id))
        try await change(id, at: services.now(), context)
        return .ok
    }

    @Sendable func remove(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        try await change(id, at: -services.now(), context)
        try await services.files.remove(Self.path(of: id))
        return .ok
    }

    private func change(_ id: ID<User>, at time: Int64, _ context: SignedIn) async throws {
        try await services.db.write { [services] tx in
            let user = try context.access.editable(id, in: tx).user
            try SetPicture(user: user, time: time, services: services).run(in: tx)
        }
    }

    static func path(of user: ID<User>) -> String { "users/\(user)/profile.png" }

    private static func picture(_ bytes: [UInt8], tag: String?, age: Int = 86_400) -> HTTPResponse {
        var response = HTTPResponse(contentType: "image/png", fields: [("Cache-Control", "max-age=\(age), private")], bytes: bytes)
        if let tag { response.fields.append((name: "Etag", value: tag)) }
        return response
    }
}

/// Notes that an account has another picture: one that was chosen, or with a negative time the one made from the name.
struct SetPicture {
    let user: User
    let time: Int64
    let services: Services

    func run(in tx: Transaction<ReadWrite>) throws {
        var user = user
        user.lastPictureUpdate = time
        user.updateAt = services.now()
        try tx.users.update(user)
        tx.signal(.userChanged(user.id))
        tx.tell(.pictureChanged(of: user, services.privacy))
    }
}

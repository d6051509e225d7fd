internal import Database
internal import Network
internal import Wire

/// Doors to the lines that administrators add to profiles.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/custom_profile_attributes/fields | | a session | |
/// | POST | /api/v4/custom_profile_attributes/fields | ChangeProfileField | manage_system | custom_profile_attributes_field_created |
/// | PATCH | /api/v4/custom_profile_attributes/fields/{field_id} | ChangeProfileField | manage_system | custom_profile_attributes_field_updated |
/// | DELETE | /api/v4/custom_profile_attributes/fields/{field_id} | ChangeProfileField | manage_system | custom_profile_attributes_field_deleted |
/// | GET | /api/v4/custom_profile_attributes/group | | a session | |
struct ProfileFieldRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        let path = "/api/v4/custom_profile_attributes"
        routes.signedIn("GET", path + "/fields", list)
        routes.signedIn("POST", path + "/fields", create)
        routes.signedIn("PATCH", path + "/fields/{field_id}", patch)
        routes.signedIn("DELETE", path + "/fields/{field_id}", delete)
        routes.signedIn("GET", path + "/group", group)
    }

    @Sendable func list(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let fields = try await services.db.read { tx in
            try tx.profileAttributes.group().map { try tx.profileAttributes.fields(of: $0) } ?? []
        }
        return HTTPResponse(json: fields)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try context.access.system(to: .manageSystem)
        let draft = try request.decode(as: "property_field") { try ProfileFieldDraft($0) }
        return HTTPResponse(status: 201, json: try await change(context) { try $0.create(draft, in: $1) })
    }

    @Sendable func patch(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<ProfileField> = try request.id(0, "field_id")
        try context.access.system(to: .manageSystem)
        let draft = try request.decode(as: "property_field_patch") { try ProfileFieldDraft($0) }
        return HTTPResponse(json: try await change(context) { try $0.patch(id, draft, in: $1) })
    }

    @Sendable func delete(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id: ID<ProfileField> = try request.id(0, "field_id")
        try context.access.system(to: .manageSystem)
        try await change(context) { try $0.delete(id, in: $1) }
        return .ok
    }

    /// A name that somebody else took in the same moment is told as if they had been first.
    private func change<T: Sendable>(
        _ context: SignedIn, _ body: @Sendable @escaping (ChangeProfileField, Transaction<ReadWrite>) throws -> T
    ) async throws -> T {
        do {
            return try await services.db.write { [services] tx in
                try body(ChangeProfileField(actor: context.user, services: services), tx)
            }
        } catch DatabaseError.uniqueViolation {
            throw APIError.profileFieldNameTaken
        }
    }

    @Sendable func group(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        var id = try await services.db.readOne { try $0.profileAttributes.group() }
        if id == nil { id = try await services.db.write { [services] tx in try tx.profileAttributes.makeGroup(services.newToken()) } }
        return HTTPResponse(json: ["id": .string(id ?? "")] as JSONValue)
    }
}

/// Doors to what people's profiles say there.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | PATCH | /api/v4/custom_profile_attributes/values | SetProfileValues, one's own | a session | custom_profile_attributes_values_updated |
/// | GET | /api/v4/users/{user_id}/custom_profile_attributes | | sees the account | |
/// | PATCH | /api/v4/users/{user_id}/custom_profile_attributes | SetProfileValues | own, or edit_other_users; of an administrator manage_system | custom_profile_attributes_values_updated |
struct ProfileValueRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("PATCH", "/api/v4/custom_profile_attributes/values", setOwn)
        routes.signedIn("GET", "/api/v4/users/{user_id:alnum}/custom_profile_attributes", values)
        routes.signedIn("PATCH", "/api/v4/users/{user_id:alnum}/custom_profile_attributes", setFor)
    }

    @Sendable func values(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        let values = try await services.db.read { tx in
            let user = try context.access.visible(id, in: tx).user
            return try tx.profileAttributes.group().map { try tx.profileAttributes.values(of: user.id, group: $0) } ?? []
        }
        return HTTPResponse(json: JSONObject(values.map { (key: $0.field, value: $0.value) }))
    }

    @Sendable func setOwn(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await set(request, for: context.user, context)
    }

    @Sendable func setFor(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await set(request, for: try request.userID(0, context), context)
    }

    private func set(_ request: HTTPRequest, for id: ID<User>, _ context: SignedIn) async throws -> HTTPResponse {
        let values = try Self.values(in: request)
        let stored = try await services.db.write { [services] tx in
            let user = try context.access.editable(id, in: tx).user
            if user.isSystemAdmin, user.id != context.user { try context.access.system(to: .manageSystem) }
            return try SetProfileValues(user: user.id, values: values, access: context.access, services: services).run(in: tx)
        }
        return HTTPResponse(json: stored)
    }

    /// Values by field, as clients send them; or a list of fields with their values, as the documentation has it.
    private static func values(in request: HTTPRequest) throws -> JSONObject {
        let value = try request.value()
        if let object = value.object, !object.isEmpty { return object }
        guard let list = value.array, !list.isEmpty else { throw APIError.invalidParameter("value") }
        return JSONObject(
            try list.map { entry in
                guard let id = entry["id"]?.string, let value = entry["value"] else { throw APIError.invalidParameter("value") }
                return (key: id, value: value)
            })
    }
}

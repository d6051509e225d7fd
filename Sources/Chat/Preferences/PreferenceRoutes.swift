internal import Database
internal import Network
internal import Wire

/// Doors to preferences.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /users/{user_id}/preferences | | own, or edit_other_users | |
/// | PUT | /users/{user_id}/preferences | SetPreferences | own, or edit_other_users | preferences_changed, sidebar_category_updated |
/// | POST | /users/{user_id}/preferences/delete | RemovePreferences | own, or edit_other_users | preferences_deleted, sidebar_category_updated |
/// | GET | /users/{user_id}/preferences/{category} | | own, or edit_other_users | |
/// | GET | /users/{user_id}/preferences/{category}/name/{preference_name} | | own, or edit_other_users | |
struct PreferenceRoutes {
    let services: Services
    /// How many a client may send at once.
    static let limit = 100

    func register(on routes: inout Routes) {
        let path = "/api/v4/users/{user_id:alnum}/preferences"
        routes.signedIn("GET", path, all)
        routes.signedIn("PUT", path, set)
        routes.signedIn("POST", path + "/delete", remove)
        routes.signedIn("GET", path + "/{category}", inCategory)
        routes.signedIn("GET", path + "/{category}/name/{preference_name}", find)
    }

    @Sendable func all(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        let found = try await services.db.readOne { tx in
            try context.access.mayEdit(id)
            return try tx.preferences.all(of: id)
        }
        return HTTPResponse(json: found.isEmpty ? nil : Optional(found))
    }

    @Sendable func inCategory(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context), category = request.parameters[1]
        let found = try await services.db.readOne { tx in
            try context.access.mayEdit(id)
            return try tx.preferences.all(of: id, in: category)
        }
        guard !found.isEmpty else { throw APIError.noPreferencesInCategory }
        return HTTPResponse(json: found)
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context), category = request.parameters[1], name = request.parameters[2]
        let found = try await services.db.readOne { tx in
            try context.access.mayEdit(id)
            return try tx.preferences.find(name, in: category, of: id)
        }
        guard let found else { throw APIError.preferenceNotFound }
        return HTTPResponse(json: found)
    }

    @Sendable func set(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context), preferences = try given(request)
        try await services.db.write { [services] tx in
            try context.access.mayEdit(id)
            for preference in preferences where preference.category == "flagged_post" { try checkFlag(preference, context, tx) }
            try SetPreferences(user: id, preferences: preferences, services: services).run(in: tx)
        }
        return .ok
    }

    @Sendable func remove(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context), preferences = try given(request)
        try await services.db.write { [services] tx in
            try context.access.mayEdit(id)
            try RemovePreferences(user: id, preferences: preferences, services: services).run(in: tx)
        }
        return .ok
    }

    private func given(_ request: HTTPRequest) throws -> [Preference] {
        guard let list = try request.value().array, !list.isEmpty, list.count <= Self.limit else {
            throw APIError.invalidParameter("preferences")
        }
        return try list.map { item in
            let fields = try JSONFields(item)
            return Preference(
                user: ID(try fields.string("user_id") ?? ""), category: try fields.string("category") ?? "",
                name: try fields.string("name") ?? "", value: try fields.string("value") ?? "")
        }
    }

    /// Only a message that one may read can be kept.
    private func checkFlag(_ preference: Preference, _ context: SignedIn, _ tx: Transaction<ReadWrite>) throws {
        do {
            _ = try context.access.readable(ID<Post>(preference.name), in: tx)
        } catch let error as APIError where error == .postNotFound {
            throw APIError.invalidParameter("preference.name")
        }
    }
}

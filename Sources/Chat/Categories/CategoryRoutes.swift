internal import Database
internal import Network
internal import Wire

/// Doors to the categories of somebody's sidebar, all under `/api/v4/users/{user_id}/teams/{team_id}/channels/categories`.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | | CategoryQueries.all | self or edit_other_users; view_team | |
/// | POST | | CreateCategory | the same | sidebar_category_created |
/// | PUT | | UpdateCategories | the same | sidebar_category_updated |
/// | GET | /order | CategoryQueries.all | the same | |
/// | PUT | /order | OrderCategories | the same | sidebar_category_order_updated |
/// | GET | /{category_id} | CategoryQueries.all | the same | |
/// | PUT | /{category_id} | UpdateCategories | the same | sidebar_category_updated |
/// | DELETE | /{category_id} | DeleteCategory | the same | sidebar_category_deleted |
struct CategoryRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        let path = "/api/v4/users/{user_id}/teams/{team_id}/channels/categories"
        routes.signedIn("GET", path, list)
        routes.signedIn("POST", path, create)
        routes.signedIn("PUT", path, update)
        routes.signedIn("GET", path + "/order", order)
        routes.signedIn("PUT", path + "/order", reorder)
        routes.signedIn("GET", path + "/{category_id}", find)
        routes.signedIn("PUT", path + "/{category_id}", updateOne)
        routes.signedIn("DELETE", path + "/{category_id}", delete)
    }

    /// Whose categories of which team.
    private struct Place: Sendable { let user: ID<User>, team: ID<Team> }

    private func place(_ request: HTTPRequest, _ context: SignedIn) throws -> Place {
        let place = Place(user: try request.userID(0, context), team: try request.id(1, "team_id"))
        guard context.access.mayAct(for: place.user) else { throw APIError.forbidden }
        return place
    }

    /// Somebody who came into the team another way than ours gets the default ones when they first look.
    private func categories(_ request: HTTPRequest, _ context: SignedIn) async throws -> [SidebarCategory] {
        let place = try place(request, context)
        let found = try await services.db.read { tx in
            _ = try context.access.team(place.team, to: .viewTeam, in: tx)
            return try tx.categories.all(of: place.user, in: place.team)
        }
        if !found.isEmpty { return found }
        return try await services.db.write { [services] tx in
            guard let member = try tx.teamMembers.find(place.user, in: place.team, services.roles), member.deleteAt == 0 else { return [] }
            try CreateCategories(user: place.user, team: place.team, services: services).run(in: tx)
            return try tx.categories.all(of: place.user, in: place.team)
        }
    }

    @Sendable func list(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        HTTPResponse(json: CategoryList(categories: try await categories(request, context)))
    }

    @Sendable func order(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        HTTPResponse(json: try await categories(request, context).map(\.id))
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = request.parameters[2]
        guard let category = try await categories(request, context).first(where: { $0.id == id }) else { throw APIError.forbidden }
        return HTTPResponse(json: category)
    }

    @Sendable func create(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let place = try place(request, context)
        guard let value = try? request.value() else { throw APIError.categoryInvalid }  // whatever is wrong with the text
        let draft = try CategoryDraft.read(new: value, user: place.user, team: place.team)
        let category = try await services.db.write { [services] tx in
            _ = try context.access.team(place.team, to: .viewTeam, in: tx)
            return try CreateCategory(
                draft: draft, user: place.user, team: place.team, services: services
            ).run(in: tx)
        }
        return HTTPResponse(json: category)
    }

    @Sendable func update(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let place = try place(request, context)
        guard let values = try? request.value().array else { throw APIError.categoryInvalid }  // whatever is wrong with the text
        let drafts = try values.map { try CategoryDraft.read($0) }
        return HTTPResponse(json: try await save(drafts, place, context))
    }

    @Sendable func updateOne(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let place = try place(request, context), id = request.parameters[2]
        guard let object = try? request.value().object else { throw APIError.categoryInvalid }  // whatever is wrong with the text
        var members = object
        members["id"] = .string(id)
        let draft = try CategoryDraft.read(.object(members))
        let known = try await services.db.read { tx in try tx.categories.all(of: place.user, in: place.team).contains { $0.id == id } }
        guard known else { throw APIError.forbidden }
        guard let category = try await save([draft], place, context).first else { throw APIError.categoryInvalid }
        return HTTPResponse(json: category)
    }

    private func save(_ drafts: [CategoryDraft], _ place: Place, _ context: SignedIn) async throws -> [SidebarCategory] {
        try await services.db.write { [services] tx in
            _ = try context.access.team(place.team, to: .viewTeam, in: tx)
            return try UpdateCategories(
                drafts: drafts, user: place.user, team: place.team, services: services
            ).run(in: tx)
        }
    }

    @Sendable func reorder(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let place = try place(request, context)
        let order = try request.strings(else: .categoryInvalid)
        try await services.db.write { tx in
            _ = try context.access.team(place.team, to: .viewTeam, in: tx)
            try OrderCategories(order: order, user: place.user, team: place.team).run(in: tx)
        }
        return HTTPResponse(json: order)
    }

    @Sendable func delete(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let place = try place(request, context), id = request.parameters[2]
        try await services.db.write { tx in
            _ = try context.access.team(place.team, to: .viewTeam, in: tx)
            try DeleteCategory(id: id, user: place.user, team: place.team).run(in: tx)
        }
        return .ok
    }
}

/// Categories, and their ids in order once more, as clients read them.
struct CategoryList: JSONWritable {
    let categories: [SidebarCategory]

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("categories", categories)
            json.field("order", categories.map(\.id))
        }
    }
}

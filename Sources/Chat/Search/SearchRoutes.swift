internal import Database
internal import Network
internal import Wire

/// Doors to the search.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/teams/{team_id}/posts/search | `FindPosts` | view_team; finds what the caller's channels hold | |
/// | POST | /api/v4/posts/search | `FindPosts` | finds what the caller's channels hold | |
/// | POST | /api/v4/teams/{team_id}/files/search | `FindFiles` | view_team; finds what the caller's channels hold | |
/// | POST | /api/v4/files/search | `FindFiles` | finds what the caller's channels hold | |
struct SearchRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/teams/{team_id}/posts/search", postsOfTeam)
        routes.signedIn("POST", "/api/v4/posts/search", postsEverywhere)
        routes.signedIn("POST", "/api/v4/teams/{team_id}/files/search", filesOfTeam)
        routes.signedIn("POST", "/api/v4/files/search", filesEverywhere)
    }

    @Sendable func postsOfTeam(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await posts(request, context, in: try await team(request, context))
    }

    @Sendable func postsEverywhere(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await posts(request, context, in: nil)
    }

    @Sendable func filesOfTeam(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await files(request, context, in: try await team(request, context))
    }

    @Sendable func filesEverywhere(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try await files(request, context, in: nil)
    }

    private func posts(_ request: HTTPRequest, _ context: SignedIn, in team: ID<Team>?) async throws -> HTTPResponse {
        let draft = try draft(request, unreadable: .postSearchUnreadable)
        guard services.settings.current[ServiceSettings.enablePostSearch] else { throw APIError.postSearchIsOff }
        let find = FindPosts(draft: draft, team: team, access: context.access, services: services)
        try await catchUp()
        return .fresh(try await services.db.readLong { tx in try find.run(in: tx) })
    }

    private func files(_ request: HTTPRequest, _ context: SignedIn, in team: ID<Team>?) async throws -> HTTPResponse {
        let draft = try draft(request, unreadable: .fileSearchUnreadable)
        guard services.settings.current[ServiceSettings.enableFileSearch] else { throw APIError.fileSearchIsOff }
        let find = FindFiles(draft: draft, team: team, access: context.access, services: services)
        try await catchUp()
        return .fresh(try await services.db.readLong { tx in try find.run(in: tx) })
    }

    /// What was just said is found at once: whoever searches indexes what still waits, as far as that is a moment's work.
    private func catchUp() async throws {
        guard try await services.db.readOne({ tx in try tx.search.isBehind() }) else { return }
        _ = try await services.db.write(isolation: .readCommitted) { tx in try IndexChanges(limit: 200, buildsOn: false).run(in: tx) }
    }

    private func team(_ request: HTTPRequest, _ context: SignedIn) async throws -> ID<Team> {
        let team: ID<Team> = try request.id(0, "team_id")
        try await services.db.readOne { tx in try context.access.mayList(team, in: tx) }
        return team
    }

    private func draft(_ request: HTTPRequest, unreadable: APIError) throws -> SearchDraft {
        do { return try SearchDraft(try request.json()) } catch is JSONFields.Mismatch { throw unreadable } catch is JSONReader.Refusal {
            throw unreadable
        }
    }
}

extension HTTPResponse {
    /// An answer that nobody may keep: it holds what the caller may read now.
    fileprivate static func fresh(_ value: some JSONWritable) -> HTTPResponse {
        var response = HTTPResponse(json: value)
        response.fields.append((name: "Cache-Control", value: "no-cache, no-store, must-revalidate"))
        return response
    }
}

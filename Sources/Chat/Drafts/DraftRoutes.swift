internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/drafts | `SaveDraft` | create_post | draft_created, draft_deleted |
/// | GET | /api/v4/users/{user_id}/teams/{team_id}/drafts | | view_team | |
/// | DELETE | /api/v4/users/{user_id}/channels/{channel_id}/drafts | | | draft_deleted |
/// | DELETE | /api/v4/users/{user_id}/channels/{channel_id}/drafts/{thread_id} | | | draft_deleted |
///
/// Whoever is named in the address, everybody reads and removes their own drafts alone, as on the recorded server; so the
/// removal asks for no permission, and works in a channel that one has left.
struct DraftRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/drafts", save)
        routes.signedIn("GET", "/api/v4/users/{user_id}/teams/{team_id}/drafts", all)
        routes.signedIn("DELETE", "/api/v4/users/{user_id}/channels/{channel_id}/drafts", remove)
        routes.signedIn("DELETE", "/api/v4/users/{user_id}/channels/{channel_id}/drafts/{thread_id}", remove)
    }

    @Sendable func save(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try checkThatDraftsAreOn()
        let now = services.now()
        let draft = try request.decode(as: "draft") { fields in
            var draft = try Draft(fields, by: context.user)
            (draft.createAt, draft.updateAt) = (now, now)
            return draft
        }
        let save = SaveDraft(draft: draft, access: context.access, connectionID: context.connectionID, services: services)
        let saved = try await services.db.write(isolation: .readCommitted) { try save.run(in: $0) }
        return HTTPResponse(status: 201, json: saved)
    }

    @Sendable func all(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try checkThatDraftsAreOn()
        _ = try request.userID(0, context)
        let team: ID<Team> = try request.id(1, "team_id")
        let drafts = try await services.db.read { tx in
            _ = try context.access.team(team, to: .viewTeam, in: tx)
            var drafts = try tx.drafts.all(of: context.user, in: team)
            try Draft.addFiles(to: &drafts, tx)
            return drafts
        }
        return drafts.isEmpty ? HTTPResponse(json: JSONValue.null) : HTTPResponse(json: drafts)
    }

    @Sendable func remove(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try checkThatDraftsAreOn()
        _ = try request.userID(0, context)
        let channel: ID<Channel> = try request.id(1, "channel_id")
        let root: ID<Post> = request.parameters.count > 2 ? try request.id(2, "thread_id") : ID("")
        try await services.db.write(isolation: .readCommitted) { tx in
            guard let gone = try tx.drafts.remove(of: context.user, in: channel, root: root) else { return }
            tx.tell(.draftDeleted(gone, omitting: context.connectionID))
        }
        return .ok
    }

    private func checkThatDraftsAreOn() throws {
        guard services.settings.current[ServiceSettings.allowSyncedDrafts] else { throw APIError.draftsAreOff }
    }
}

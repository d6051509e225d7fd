internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | POST | /api/v4/posts/schedule | `SchedulePost` | create_post | scheduled_post_created |
/// | PUT | /api/v4/posts/schedule/{scheduled_post_id} | `ReschedulePost` | its author with create_post | scheduled_post_updated |
/// | DELETE | /api/v4/posts/schedule/{scheduled_post_id} | `UnschedulePost` | its author | scheduled_post_deleted |
/// | GET | /api/v4/posts/scheduled/team/{team_id} | | view_team | |
struct ScheduledPostRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("POST", "/api/v4/posts/schedule", schedule)
        routes.signedIn("PUT", "/api/v4/posts/schedule/{scheduled_post_id}", reschedule)
        routes.signedIn("DELETE", "/api/v4/posts/schedule/{scheduled_post_id}", unschedule)
        routes.signedIn("GET", "/api/v4/posts/scheduled/team/{team_id}", all)
    }

    @Sendable func schedule(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try checkThatSchedulingIsOn()
        let (draft, time) = try wish(request, context)
        let schedule = SchedulePost(
            draft: draft, scheduledAt: time, access: context.access, connectionID: context.connectionID, services: services)
        return HTTPResponse(status: 201, json: try await services.db.write { try schedule.run(in: $0) })
    }

    @Sendable func reschedule(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try checkThatSchedulingIsOn()
        let id: ID<ScheduledPost> = try request.id(0, "scheduled_post_id")
        let named = try request.decode(as: "scheduled_post") { try $0.string("id") ?? "" }
        guard named.isEmpty || named == id.raw else { throw APIError.invalidParameter("scheduled_post_id") }
        let (draft, time) = try wish(request, context)
        let reschedule = ReschedulePost(
            id: id, draft: draft, scheduledAt: time, access: context.access, connectionID: context.connectionID, services: services)
        return HTTPResponse(status: 201, json: try await services.db.write { try reschedule.run(in: $0) })
    }

    @Sendable func unschedule(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try checkThatSchedulingIsOn()
        let unschedule = UnschedulePost(
            id: try request.id(0, "scheduled_post_id"), access: context.access, connectionID: context.connectionID)
        return HTTPResponse(status: 201, json: try await services.db.write { try unschedule.run(in: $0) })
    }

    @Sendable func all(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        try checkThatSchedulingIsOn()
        let team: ID<Team> = try request.id(0, "team_id"), includesDirect = request.asked.flag("includeDirectChannels")
        let (inTeam, direct) = try await services.db.read { tx in
            _ = try context.access.team(team, to: .viewTeam, in: tx)
            return (try shown(in: team, context, tx), includesDirect ? try shown(in: ID(""), context, tx) : [])
        }
        var json = JSONWriter()
        json.object { json in
            if includesDirect { json.field("directChannels", direct) }
            json.key(text: team.raw)
            inTeam.write(to: &json)
        }
        return HTTPResponse(json: json.bytes)
    }

    private func shown<A>(in team: ID<Team>, _ context: SignedIn, _ tx: Transaction<A>) throws -> [ScheduledPost] {
        var posts = try tx.scheduledPosts.all(of: context.user, in: team)
        var drafts = posts.map(\.draft)
        try Draft.addFiles(to: &drafts, tx)
        for index in posts.indices { posts[index].draft = drafts[index] }
        return posts
    }

    /// What is to be sent, and when. Whose it is is whoever asks.
    private func wish(_ request: HTTPRequest, _ context: SignedIn) throws -> (draft: Draft, time: Int64) {
        try request.decode(as: "schedule_post") { fields in
            (try Draft(fields, by: context.user), try fields.integer("scheduled_at") ?? 0)
        }
    }

    private func checkThatSchedulingIsOn() throws {
        guard services.settings.current[ServiceSettings.scheduledPosts] else { throw APIError.schedulingIsOff }
    }
}

internal import Database
internal import Network
internal import Wire

/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /api/v4/users/{user_id}/teams/{team_id}/threads | `ListThreads` | self or edit_other_users; view_team | |
/// | PUT | /api/v4/users/{user_id}/teams/{team_id}/threads/read | `ReadTeamThreads` | the same | thread_read_changed |
/// | GET | /api/v4/users/{user_id}/teams/{team_id}/threads/{thread_id} | | self or edit_other_users; read_channel_content | |
/// | PUT | /api/v4/users/{user_id}/teams/{team_id}/threads/{thread_id}/following | `FollowThread` | the same | thread_follow_changed |
/// | DELETE | /api/v4/users/{user_id}/teams/{team_id}/threads/{thread_id}/following | `FollowThread` | the same | thread_follow_changed |
/// | PUT | /api/v4/users/{user_id}/teams/{team_id}/threads/{thread_id}/read/{timestamp} | `ReadThread` | the same | thread_read_changed |
/// | POST | /api/v4/users/{user_id}/teams/{team_id}/threads/{thread_id}/set_unread/{post_id} | `ReadThread` | the same | thread_read_changed, thread_follow_changed |
struct ThreadRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/users/{user_id}/teams/{team_id}/threads", list)
        routes.signedIn("PUT", "/api/v4/users/{user_id}/teams/{team_id}/threads/read", readAll)
        routes.signedIn("GET", "/api/v4/users/{user_id}/teams/{team_id}/threads/{thread_id}", find)
        routes.signedIn("PUT", "/api/v4/users/{user_id}/teams/{team_id}/threads/{thread_id}/following") { try await follow($0, $1, true) }
        routes.signedIn("DELETE", "/api/v4/users/{user_id}/teams/{team_id}/threads/{thread_id}/following") {
            try await follow($0, $1, false)
        }
        routes.signedIn("PUT", "/api/v4/users/{user_id}/teams/{team_id}/threads/{thread_id}/read/{timestamp}", read)
        routes.signedIn("POST", "/api/v4/users/{user_id}/teams/{team_id}/threads/{thread_id}/set_unread/{post_id}", setUnread)
    }

    @Sendable func list(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let (user, team) = try place(request, context)
        let list = try await services.db.read { [services] tx in
            try mayView(team, context, tx)
            return try Self.wanted(request.asked, of: user, in: team, services).run(in: tx)
        }
        return HTTPResponse(json: list)
    }

    @Sendable func readAll(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let (user, team) = try place(request, context), read = ReadTeamThreads(team: team, user: user, services: services)
        try await services.db.write { tx in
            try mayView(team, context, tx)
            try read.run(in: tx)
        }
        return .ok
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let (user, _) = try place(request, context), thread: ID<Post> = try request.id(2, "thread_id")
        let complete = CompleteThreads(services: services, extends: request.asked.flag("extended"))
        let view = try await services.db.read { tx in
            _ = try context.access.thread(thread, in: tx)
            guard try tx.threads.isFollowing(thread, user) != nil else { throw APIError.threadMembershipMissing }
            guard let row = try tx.threads.find(thread, of: user), let view = try complete.run([row], in: tx).first else {
                throw APIError.threadNotFollowed
            }
            return view
        }
        return HTTPResponse(json: view)
    }

    @Sendable func follow(_ request: HTTPRequest, _ context: SignedIn, _ isFollowing: Bool) async throws -> HTTPResponse {
        let (user, team) = try place(request, context), thread: ID<Post> = try request.id(2, "thread_id")
        let follow = FollowThread(thread: thread, user: user, team: team, isFollowing: isFollowing, services: services)
        try await services.db.write { tx in
            _ = try context.access.thread(thread, in: tx)
            try follow.run(in: tx)
        }
        return .ok
    }

    @Sendable func read(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let (user, team) = try place(request, context), thread: ID<Post> = try request.id(2, "thread_id")
        let text = request.parameters[3]
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { throw APIError.unknownPath }
        guard let time = Int64(text), time > 0 else { throw APIError.invalidURLParameter("timestamp") }
        let view = try await services.db.write { [services] tx in
            let proof = try context.access.thread(thread, in: tx)
            return try ReadThread(thread: proof, user: user, team: team, session: context.session.id, services: services).run(
                until: time, in: tx)
        }
        return HTTPResponse(json: view)
    }

    /// Whoever wants to read a thread again follows it, also when the message that they name is not in it: as recorded.
    /// Whoever names a message that is not of the thread is refused, and follows it all the same: the recorded server does so first.
    @Sendable func setUnread(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let (user, team) = try place(request, context), thread: ID<Post> = try request.id(2, "thread_id")
        let post: ID<Post> = try request.id(3, "post_id"), services = services
        do {
            let view = try await services.db.write { tx in
                let proof = try context.access.thread(thread, in: tx)
                return try ReadThread(thread: proof, user: user, team: team, services: services).unread(from: post, in: tx)
            }
            return HTTPResponse(json: view)
        } catch let refusal as APIError where refusal.id == APIError.postOfAnotherThread.id || refusal.id == APIError.postNotFound.id {
            try await services.db.write { tx in
                _ = try context.access.thread(thread, in: tx)
                try FollowThread(thread: thread, user: user, team: team, services: services).run(in: tx)
            }
            throw refusal
        }
    }
}

extension ThreadRoutes {
    /// Whose threads, in which team.
    private func place(_ request: HTTPRequest, _ context: SignedIn) throws -> (user: ID<User>, team: ID<Team>) {
        let user = try request.userID(0, context), team: ID<Team> = try request.id(1, "team_id")
        return (try context.access.actingFor(user), team)
    }

    private func mayView<A>(_ team: ID<Team>, _ context: SignedIn, _ tx: Transaction<A>) throws {
        guard try context.access.standing(in: team, tx)?.may(.viewTeam) ?? context.access.may(.viewTeam) else { throw APIError.forbidden }
    }

    private static func wanted(_ query: Query, of user: ID<User>, in team: ID<Team>, _ services: Services) throws -> ListThreads {
        var list = ListThreads(
            filter: ThreadFilter(
                user: user, team: team, excludesDirect: query.flag("excludeDirect"), includesDeleted: query.flag("deleted"),
                onlyUnread: query.flag("unread")),
            complete: CompleteThreads(services: services, extends: query.flag("extended")))
        if let text = query["since"], !text.isEmpty {
            guard let since = Int64(text), since >= 0 else { throw APIError.invalidParameter("since") }
            list.since = since
        }
        let before = query.text("before"), after = query.text("after")
        guard before.isEmpty || after.isEmpty else { throw APIError.threadsBeforeAndAfter }
        if !before.isEmpty { list.place = .before(ID(before)) }
        if !after.isEmpty { list.place = .after(ID(after)) }
        let onlyTotals = query.flag("totalsOnly"), onlyThreads = query.flag("threadsOnly")
        guard !(onlyTotals && onlyThreads) else { throw APIError.threadsWithoutAnything }
        if onlyTotals { list.part = .totals } else if onlyThreads { list.part = .threads }
        let perPage = Paging(query).perPage
        list.limit = perPage == 0 ? 30 : perPage
        return list
    }
}

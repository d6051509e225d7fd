internal import Database
internal import Network
internal import Wire

/// Doors to statuses.
///
/// | method | path | operation | permission | event |
/// |---|---|---|---|---|
/// | GET | /users/{user_id}/status | | a session | |
/// | PUT | /users/{user_id}/status | SetStatus | own, or edit_other_users | status_change |
/// | POST | /users/status/ids | | a session | |
struct StatusRoutes {
    let services: Services

    func register(on routes: inout Routes) {
        routes.signedIn("GET", "/api/v4/users/{user_id:alnum}/status", find)
        routes.signedIn("PUT", "/api/v4/users/{user_id:alnum}/status", change)
        routes.signedIn("POST", "/api/v4/users/status/ids", findMany)
    }

    @Sendable func find(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context)
        return HTTPResponse(json: try await statuses(of: [id])[0])
    }

    @Sendable func findMany(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let ids = try request.strings()
        guard !ids.isEmpty, ids.allSatisfy({ $0.utf8.count == 26 }) else { throw APIError.invalidParameter("user_ids") }
        return HTTPResponse(json: try await statuses(of: ids.map { ID($0) }))
    }

    /// One for each, in their order: who was never seen is offline.
    private func statuses(of users: [ID<User>]) async throws -> [Status] {
        let rows = try await services.db.readOne { tx in try tx.statuses.find(users) }
        let known = Dictionary(rows.map { ($0.user, $0) }) { $1 }
        let now = services.now()
        var given: Set<ID<User>> = []
        return users.filter { given.insert($0).inserted }.map { services.statuses.completed(known[$0] ?? Status(user: $0)).asOf(now) }
    }

    @Sendable func change(_ request: HTTPRequest, _ context: SignedIn) async throws -> HTTPResponse {
        let id = try request.userID(0, context), fields = try request.json()
        guard try fields.string("user_id") == id.raw else { throw APIError.invalidParameter("user_id") }
        let change = try Self.change(fields)
        let status = try await services.db.write { [services] tx in
            let user = try context.access.editable(id, in: tx).user
            if user.answersAutomatically {  // whoever says that they are there answers themselves
                var wanted = user, props = user.notifyProps.texts
                props["auto_responder_active"] = "false"
                wanted.notifyProps = JSONText(props)
                _ = try ChangeUser(old: user, wanted: wanted, services: services).run(in: tx)
            }
            return try SetStatus(user: user.id, change: change, services: services).run(in: tx)
        }
        return HTTPResponse(json: status)
    }

    private static func change(_ fields: JSONFields) throws -> SetStatus.Change {
        switch try fields.string("status") {
        case "online": return .online(manual: true)
        case "away": return .away(manual: true)
        case "offline": return .offline(manual: true)
        case "dnd": return .dnd(until: try fields.integer("dnd_end_time") ?? 0)
        default: throw APIError.invalidParameter("status")
        }
    }
}

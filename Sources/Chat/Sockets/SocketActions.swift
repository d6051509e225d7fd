internal import Database
internal import Realtime
internal import Wire

/// What clients may ask through a WebSocket (facts: websocket.md section 5). Every id goes through `Access`, as over HTTP.
struct SocketActions {
    let services: Services

    func perform(_ request: SocketRequest) async throws(APIError) -> JSONObject {
        do {
            switch request.action {
            case "ping": return pong()
            case "user_typing": return try await type(request)
            case "user_update_active_status": return try await setActive(request)
            case "get_statuses": return Self.answer(try await services.db.readOne { try $0.statuses.present() })
            case "get_statuses_by_ids": return try await statuses(request)
            case "posted_notify_ack": return JSONObject()
            default: throw APIError.unknownAction
            }
        } catch let error as APIError {
            throw error
        } catch {
            services.log.error("a socket's action failed", ["action": request.action, "error": "\(error)"])
            throw .internalFailure
        }
    }

    private func pong() -> JSONObject {
        ["text": "pong", "version": .string(Version.number), "server_time": .integer(services.now()), "node_id": ""]
    }

    private func type(_ request: SocketRequest) async throws -> JSONObject {
        guard let channel = request.data["channel_id"]?.string, ID<Channel>(channel).isWellFormed else {
            throw APIError.invalidSocketParameter("channel_id")
        }
        let access = Access(session: request.session, roles: services.roles)
        do {
            _ = try await services.db.readOne { tx in try access.channel(ID(channel), to: .createPost, in: tx).channel.id }
        } catch is APIError {
            throw APIError.invalidSocketParameter("channel_id")
        }
        services.announce(.typing(request.session.user, in: ID(channel), thread: request.data["parent_id"]?.string ?? ""))
        return JSONObject()
    }

    private func setActive(_ request: SocketRequest) async throws -> JSONObject {
        guard let isActive = request.data["user_is_active"]?.bool else { throw APIError.invalidSocketParameter("user_is_active") }
        let isManual = request.data["manual"]?.bool ?? false
        try await services.setStatus(of: request.session.user, isActive ? .online(manual: isManual) : .away(manual: isManual))
        return JSONObject()
    }

    /// Who was never seen is offline.
    private func statuses(_ request: SocketRequest) async throws -> JSONObject {
        guard let ids = request.data["user_ids"]?.strings, !ids.isEmpty else { throw APIError.invalidSocketParameter("user_ids") }
        var answer = JSONObject(ids.map { (key: $0, value: "offline") })
        let known = try await services.db.readOne { tx in try tx.statuses.find(ids.map { ID($0) }) }
        for member in Self.answer(known).members { answer[member.key] = member.value }
        return answer
    }

    private static func answer(_ statuses: [Status]) -> JSONObject {
        JSONObject(statuses.map { (key: $0.user.raw, value: .string($0.kind.rawValue)) })
    }

    // MARK: Coming and going

    func connected(_ session: Session) async { await settle(session.user) }

    func disconnected(_ session: Session, isLast: Bool) async {
        if isLast { await settle(session.user) }
    }

    /// Writes whether somebody is here. Comings and goings are written beside each other, and the last to be written must be
    /// right: so each looks again after its own, and whoever came or went meanwhile is written anew. Of somebody who left here
    /// and is connected to another server nothing is written before they leave there.
    func settle(_ user: ID<User>) async {
        while true {
            let whereabouts = services.whereabouts(of: user)
            switch whereabouts {
            case .here: await note(user, .online(manual: false))
            case .elsewhere: services.bus?.watch(user)
            case .nowhere: await note(user, .offline(manual: false))
            }
            if services.whereabouts(of: user) == whereabouts { return }
        }
    }

    /// A client that only answers pings: whoever did nothing for long is away.
    func ponged(_ session: Session) async {
        if !services.statuses.suffices(session.user, at: services.now()) { await note(session.user, .away(manual: false)) }
    }

    private func note(_ user: ID<User>, _ change: SetStatus.Change) async {
        do { try await services.setStatus(of: user, change) } catch {
            services.log.warn("a status could not be stored", ["error": "\(error)"])
        }
    }
}

extension Event {
    /// Somebody types; everybody in the channel hears but they themselves.
    static func typing(_ user: ID<User>, in channel: ID<Channel>, thread: String) -> Event {
        Event("typing", to: Event.Broadcast(channel: channel, omitUsers: [user])) { json in
            json.field("parent_id", thread)
            json.field("user_id", user)
        }
    }
}

extension APIError {
    static let unknownAction = APIError("api.web_socket_router.bad_action.app_error", 500, "The server knows no such action.")
    static func invalidSocketParameter(_ name: String) -> APIError {
        APIError("api.websocket_handler.invalid_param.app_error", 400, "Invalid or missing \(name) in the message.")
    }
}
